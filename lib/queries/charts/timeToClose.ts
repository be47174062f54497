import type { IntervalRow, IntervalRowsData } from '@/components/charts/types'
import { notEnoughWords } from '@/lib/analytics/enough'
import { kaplanMeier } from '@/lib/analytics/kaplanMeier'
import { VACANCY_METHOD } from '@/lib/analytics/vacancies'
import { vacancyLives } from '@/lib/analytics/vacancyLives'
import { numberWords, plural, rangeWords, sentenceCase } from '@/lib/analytics/words'
import { ROLES, type RoleSlug } from '@/lib/signals/taxonomy'
import type { ChartAnswer } from '../answer'
import { remember } from '../cache'
import { asOfNote, passedDay } from '../names'
import { rolePanel, scopeWords } from '../panel'
import { type VacancyTableRow, vacancyTable } from '../vacancyTable'
import { boardSources, type ChartAsk, lastObserved, partialNotes, type TableRow } from './common'

/** `time-to-close`: days by which half of the vacancies of each role have closed, with a 90 % interval; those still open are counted too. */
export function timeToClose(ask: ChartAsk): Promise<ChartAnswer<TableRow, IntervalRowsData>> {
  const key = JSON.stringify([ask.view, passedDay(ask.view, ask.now)])
  return remember(ask.db, `time-to-close ${key}`, () => makeTimeToClose(ask))
}

async function makeTimeToClose({ view, db, now }: ChartAsk): Promise<ChartAnswer<TableRow, IntervalRowsData>> {
  const panel = await rolePanel(view, db, now)
  const all = await vacancyTable(
    db,
    panel.companies.map((c) => c.company),
    panel.roles,
    view.asOf,
  )
  const within = all.filter((v) => v.openedOn <= panel.to && v.openTo >= panel.from)
  const whole = curveOf(within)
  const rows = [
    { key: 'all', label: 'All of these', role: null, ...whole },
    ...panel.roles
      .map((slug) => ({
        key: slug as string,
        label: ROLES.find((r) => r.slug === slug)?.name ?? slug,
        role: slug as RoleSlug | null,
        ...curveOf(within.filter((v) => v.role === slug)),
      }))
      .sort((a, b) => (medianOf(a) ?? Infinity) - (medianOf(b) ?? Infinity)),
  ]
  const median = medianOf(whole)
  const why = whole.curve.enough ? '' : `${sentenceCase(notEnoughWords(whole.curve))}.`
  return {
    chart: 'time-to-close',
    title: !whole.curve.enough
      ? 'How long vacancies last: not enough data'
      : median === null
        ? 'More than half of the vacancies outlast the record'
        : `Half of the vacancies have closed after ${plural(median, 'day')}`,
    subtitle: `Days from opening until half have closed, at ${scopeWords(panel.companies)}, vacancies of ${rangeWords(panel.from, panel.to)}; those still open count as open so far (Kaplan-Meier). Bar: 90% interval.`,
    data: {
      nameHead: 'Role',
      valueHead: 'Closed of',
      axisHead: 'days, 90% interval',
      scale: { format: 'number', base: 0, least: 0, most: null },
      rows: whole.curve.enough ? rows.map(rowOf) : [],
      empty: why,
    },
    rows: rows.map(({ key, label, lives, unknownStart, curve }) => ({
      role: key,
      name: label,
      vacancies: lives,
      unknownStart,
      closed: curve.enough ? curve.ended : curve.has,
      median: curve.enough ? curve.median : null,
      low90: curve.enough ? curve.medianLow : null,
      high90: curve.enough ? curve.medianHigh : null,
    })),
    unit: 'days',
    view: {
      ...view,
      from: panel.from,
      to: panel.to,
      companies: panel.companies.map((c) => c.company),
      roles: [...panel.roles],
    },
    notes: [
      ...asOfNote(view),
      ...(why ? [why] : []),
      'Kaplan-Meier with censoring: a vacancy that is still open, or whose board is no longer read, counts as open so far; one that closed in a gap of readings has an interval for its end.',
      ...(whole.unknownStart
        ? [
            `${plural(whole.unknownStart, 'vacancy', 'vacancies')} were there at the first reading: their start is not known, so they tell nothing of durations.`,
          ]
        : []),
      ...VACANCY_METHOD,
      ...partialNotes(panel),
      'An advert that closes was filled, given up or moved: which of them is not known.',
    ],
    sources: await boardSources(db, panel.companies, panel.passed),
    updatedOn: lastObserved(panel),
  }
}

function curveOf(vacancies: readonly VacancyTableRow[]) {
  const { lives, unknownStart } = vacancyLives(vacancies)
  return { lives: lives.length, unknownStart, curve: kaplanMeier(lives) }
}

type Curve = ReturnType<typeof curveOf>

const medianOf = ({ curve }: Curve): number | null => (curve.enough ? curve.median : null)

function rowOf({
  key,
  label,
  role,
  lives,
  curve,
}: Curve & { key: string; label: string; role: RoleSlug | null }): IntervalRow {
  const base = { key, label, ...(role && { role }), strong: key === 'all', first: null, last: null }
  if (!curve.enough)
    return {
      ...base,
      value: `${curve.has} of ${lives}`,
      at: null,
      low: null,
      high: null,
      why: `has ${curve.has} closed, needs ${curve.needs}`,
      hollow: true,
      details: [{ label: 'Closed', value: `${curve.has}, too few for a curve` }],
    }
  const ends = `${curve.medianLow ?? 0} to ${curve.medianHigh ?? 'not known yet'}`
  return {
    ...base,
    value: `${numberWords(curve.ended)} of ${numberWords(lives)}`,
    at: curve.median,
    low: curve.medianLow,
    high: curve.medianHigh,
    ...(curve.median === null && { why: 'more than half outlast the record' }),
    hollow: curve.ended < 10,
    details: [
      { label: 'Half closed after', value: curve.median === null ? 'not known yet' : plural(curve.median, 'day') },
      { label: '90% interval, days', value: ends },
      { label: 'Closed', value: `${numberWords(curve.ended)} of ${numberWords(lives)}` },
    ],
  }
}
