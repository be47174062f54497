import type { SupplyData } from '@/components/charts/types'
import { readingNear } from '@/lib/analytics/momentum'
import { earlierOf } from '@/lib/analytics/panel'
import { periodLevels } from '@/lib/analytics/periods'
import { countWords, numberWords, plural, rangeWords, sentenceCase } from '@/lib/analytics/words'
import { addDays, type Day } from '@/lib/dates'
import type { ChartAnswer } from '../answer'
import { allBoards, countLevels } from '../boards'
import { asOfNote, companyNames, POSTINGS_ARE_NOT_HIRES, passedDay } from '../names'
import { rolePanel, rolesDaily, scopeWords } from '../panel'
import { boardSources, type ChartAsk, partialNotes, type TableRow } from './common'
import { marksIn } from './marks'

/** Openings of a company are looked up so many weeks after a layoff. */
const AFTER_WEEKS = 12

/**
 * `supply`: layoffs as announced (WARN notices among them) beside the panel's openings, on one axis of time. Each layoff's row has
 * the company's own openings on its day and twelve weeks later, where one reader saw both.
 */
export async function supply(ask: ChartAsk): Promise<ChartAnswer<TableRow, SupplyData>> {
  const { params, db, now } = ask
  const view = params.company && !ask.view.companies.length ? { ...ask.view, companies: [params.company] } : ask.view
  const passed = passedDay(view, now)
  const panel = await rolePanel(view, db, now)
  const to = view.to && view.to < passed ? view.to : passed
  const from = view.from ?? panel.from
  const [marks, names, boards] = await Promise.all([
    marksIn(db, { from, to, known: passed, companies: view.companies.length ? view.companies : null }),
    companyNames(db),
    allBoards(db),
  ])
  const points = periodLevels(rolesDaily(panel), { from, to: earlierOf(panel.to, to) }, 'week', panel.passed)
  const layoffs = [...marks.layoffs].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  const sized = layoffs.filter((m) => m.headcount !== null)
  const people = sized.reduce((sum, m) => sum + (m.headcount ?? 0), 0)
  const nameOf = (slug: string) => names.get(slug)?.name ?? slug
  const around = (company: string, day: Day) => {
    const levels = [...countLevels(boards.get(company) ?? [], passed).values()]
    const at = readingNear(levels, day, null)
    const after = at && readingNear(levels, addDays(day, 7 * AFTER_WEEKS), at)
    return { at: at?.value ?? null, after: after?.value ?? null }
  }
  const last = [earlierOf(points.at(-1)?.last ?? to, to), layoffs.at(-1)?.day ?? from].sort().at(-1) ?? to
  return {
    chart: 'supply',
    title: layoffs.length
      ? `${sentenceCase(countWords(layoffs.length))} ${layoffs.length === 1 ? 'layoff' : 'layoffs'} became known${sized.length ? `, of ${numberWords(people)} people where a number was published` : ', without a number'}`
      : 'No layoff became known in this range',
    subtitle: `Above: infrastructure openings at ${scopeWords(panel.companies)}, mean of each week. Below: people whose jobs go, by the day of the announcement. ${rangeWords(from, last)}.`,
    data: {
      from,
      to: [from, last].sort().at(-1) ?? last,
      label: `Openings at ${scopeWords(panel.companies)}`,
      openings: points.filter((p) => p.first <= last),
      layoffs: layoffs.map((m) => ({
        signalId: m.signalId,
        day: m.day,
        precision: m.precision,
        company: nameOf(m.company),
        label: `${nameOf(m.company)}${m.headcount === null ? '' : ` ${numberWords(m.headcount)}`}`,
        headcount: m.headcount,
      })),
      empty: 'No board was read and no layoff became known in this range',
    },
    rows: layoffs.map((m): TableRow => {
      const own = around(m.company, m.day)
      return {
        company: m.company,
        name: nameOf(m.company),
        announcedOn: m.day,
        people: m.headcount,
        openingsThen: own.at,
        [`openings${AFTER_WEEKS}WeeksLater`]: own.after,
      }
    }),
    unit: 'people',
    view: { ...view, from, to: last },
    notes: [
      ...asOfNote(view),
      `${plural(layoffs.length - sized.length, 'layoff')} named no number. The companies that lay off are mostly not those whose openings are shown.`,
      'Announced cuts run over months and countries, in all kinds of work; none of these names places or titles, so nothing is told by place or role.',
      `A company’s own openings are those of its board on the day and ${AFTER_WEEKS} weeks later, by one reader; empty where it was not read.`,
      ...partialNotes(panel),
      POSTINGS_ARE_NOT_HIRES,
    ],
    sources: [
      { name: 'announcements, notices under the WARN Act and press, each with its source', licence: null, url: null },
      ...(await boardSources(db, panel.companies, passed)),
    ],
    updatedOn: layoffs.at(-1)?.day ?? null,
  }
}
