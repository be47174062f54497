import type { ExploreData, ExploreLine } from '@/components/charts/types'
import { type DailyPanel, periodLevels } from '@/lib/analytics/periods'
import { dayWords, listWords, numberWords, plural, rangeWords } from '@/lib/analytics/words'
import type { Day } from '@/lib/dates'
import { WORK_FORM_WORDS, type WorkForm } from '@/lib/signals/engagementForm'
import type { ChartAnswer } from '../answer'
import { formDays, formsAsked } from '../engagement'
import { asOfNote, POSTINGS_ARE_NOT_HIRES } from '../names'
import { type RolePanel, scopeWords, totalOn } from '../panel'
import { boardSources, type ChartAsk, lastObserved, panelGaps, partialNotes, type TableRow } from './common'

/**
 * `engagement`: openings that offer another form of work than one full-time job, a line a form, at the panel, in openings; the
 * roles are the view's, or all of them with `other`. A week is the mean over its covered days.
 */
export async function engagementChart({ view, db, now }: ChartAsk): Promise<ChartAnswer<TableRow, ExploreData>> {
  const { panel, forms } = await formsAsked(view, db, now)
  const days = await formDays(panel, forms, db)
  const series = [...days]
    .map(([form, total]): ExploreLine => {
      const daily: DailyPanel = { companies: panel.companies.length, covered: panel.covered, total }
      return {
        key: form,
        label: sentence(WORK_FORM_WORDS[form].many),
        detail: WORK_FORM_WORDS[form].what,
        tone: form === 'internship' ? 'wave' : 'ink',
        // Six forms, two colours: within a colour the dashes tell them apart.
        twin: TWINS[form],
        points: periodLevels(daily, panel, view.grain, panel.passed),
        before: null,
      }
    })
    .filter((line) => line.points.some((p) => (p.value ?? 0) > 0))
  const last = lastObserved(panel)
  const day = panel.ends?.last ?? last
  return {
    chart: 'engagement',
    title: findingOf(panel, days, day),
    subtitle: `Openings that name another form of work than one full-time job, mean of each ${view.grain}, ${rangeWords(panel.from, panel.to)}, at ${scopeWords(panel.companies)}.`,
    data: {
      grain: view.grain,
      from: panel.from,
      to: panel.to,
      unit: 'openings',
      decimals: 0,
      zeroBased: true,
      log: false,
      base: null,
      focus: null,
      series,
      gaps: panelGaps(panel, view.grain),
      events: [],
      notes: [],
    },
    rows: series.flatMap((line) =>
      line.points.map((p) => ({
        form: line.key,
        period: p.period,
        value: p.value,
        covered: p.covered,
        daysCovered: p.daysCovered,
        days: p.daysPassed,
      })),
    ),
    unit: 'openings',
    view: { ...view, from: panel.from, to: panel.to, companies: panel.companies.map((c) => c.company) },
    notes: [
      ...asOfNote(view),
      'A form is read from the title, else from the field of the board; where neither names one the posting is not counted here, which is not the same as full-time.',
      ...partialNotes(panel),
      POSTINGS_ARE_NOT_HIRES,
    ],
    sources: await boardSources(db, panel.companies, panel.passed),
    updatedOn: last,
  }
}

const TWINS: Record<WorkForm, number> = {
  internship: 0,
  contract: 0,
  fellowship: 1,
  'contract-to-hire': 2,
  apprenticeship: 3,
  'part-time': 4,
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function findingOf(panel: RolePanel, days: ReadonlyMap<WorkForm, ReadonlyMap<Day, number>>, day: Day | null): string {
  const all = day ? totalOn(panel, day) : null
  if (day === null || all === null) return 'Forms of work: no board of this panel was read in this range'
  const counts = [...days]
    .map(([form, total]) => ({ form, n: total.get(day) ?? 0 }))
    .filter((c) => c.n > 0)
    .sort((a, b) => b.n - a.n)
  const sum = counts.reduce((n, c) => n + c.n, 0)
  if (sum === 0) return `None of ${plural(all, 'opening')} on ${dayWords(day)} names another form than a full-time job`
  return `${numberWords(sum)} of ${plural(all, 'opening')} on ${dayWords(day)} name another form of work: ${listWords(counts.map((c) => `${numberWords(c.n)} ${c.n === 1 ? WORK_FORM_WORDS[c.form].one : WORK_FORM_WORDS[c.form].many}`))}`
}
