import { notEnoughWords } from '@/lib/analytics/enough'
import { dayWords, numberWords, plural, sentenceCase } from '@/lib/analytics/words'
import { addDays, type Day } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import type { View } from '@/lib/view'
import { type IndexAnswer, indexOf, meanRevision } from './charts/hiringIndex'
import { type LongOpenRow, longOpen } from './longOpen'
import type { ShortAnswer, Words } from './types'

/** What the page of the index says. */
export interface IndexPageData {
  headline: Words
  answers: ShortAnswer[]
  from: Day | null
  to: Day | null
  /** The last whole week's link, worked out; null without one. */
  example: { week: Day; companies: number; now: number; ratio: number; from: number; to: number } | null
  /** What was said first of each week against now, in index points; null without weeks said twice. */
  revisions: { weeks: number; mean: number; most: number } | null
  longOpen: { rows: LongOpenRow[]; notes: string[] }
}

/** The index in words, its last step worked out, how it revised, and the vacancies that are open for long. */
export async function indexPage(view: View, db: Db, now = new Date()): Promise<IndexPageData> {
  const [answer, long] = await Promise.all([indexOf(view, db, now), longOpen(view, db, now)])
  const { index, revisions } = answer
  const mean = meanRevision(revisions)
  const said = index.enough ? index.weeks.filter((w) => w.value !== null) : []
  return {
    headline: headlineOf(answer),
    answers: answersOf(answer, mean),
    from: said[0]?.week ?? null,
    to: said.length ? addDays(said.at(-1)?.week ?? '', 6) : null,
    example: exampleOf(answer),
    revisions:
      mean === null
        ? null
        : { weeks: revisions.length, mean, most: Math.max(...revisions.map((r) => Math.abs(r.revision))) },
    longOpen: { rows: long.rows, notes: long.notes },
  }
}

const lastWhole = (answer: IndexAnswer) =>
  answer.index.enough ? (answer.index.weeks.findLast((w) => w.value !== null && !w.partial) ?? null) : null

function headlineOf(answer: IndexAnswer): Words {
  const { index } = answer
  const last = lastWhole(answer)
  if (!index.enough || !last || last.value === null)
    return [{ text: `No index of this view: ${index.enough ? 'no whole week is linked' : notEnoughWords(index)}` }]
  const value = index.notAdjusted === null ? (last.adjusted ?? last.value) : last.value
  const above = last.low !== null && last.low > 100
  const below = last.high !== null && last.high < 100
  return [
    { text: `The index stands at ` },
    {
      text: numberWords(value, 1),
      evidence: { chart: 'hiring-index', first: last.week, last: addDays(last.week, 6) },
    },
    {
      text: above
        ? `, above the 100 of its base week whichever of its companies are read`
        : below
          ? `, below the 100 of its base week whichever of its companies are read`
          : `; which companies are read could alone explain the distance to 100`,
    },
  ]
}

function answersOf(answer: IndexAnswer, mean: number | null): ShortAnswer[] {
  const { index } = answer
  const last = lastWhole(answer)
  if (!index.enough || !last) return []
  return [
    {
      label: 'Level',
      words: [
        {
          text: `100 is the week of ${dayWords(index.base)}; this is the week of ${dayWords(last.week)}${last.low !== null && last.high !== null ? `, 90% interval ${numberWords(last.low, 1)} to ${numberWords(last.high, 1)}` : ', without an interval: fewer than five companies'}.`,
        },
      ],
    },
    {
      label: 'Season',
      words: [
        {
          text: index.notAdjusted
            ? `Not adjusted: ${notEnoughWords(index.notAdjusted)}.`
            : 'Seasonally adjusted by robust STL.',
        },
      ],
    },
    {
      label: 'Sample',
      words: [
        {
          text: `${sentenceCase(plural(index.companies, 'company', 'companies'))} in any link, ${numberWords(last.companies)} in the last.${mean === null ? '' : ` Revised by ${numberWords(mean, 2)} points on average.`}`,
        },
      ],
    },
  ]
}

function exampleOf(answer: IndexAnswer): IndexPageData['example'] {
  if (!answer.index.enough) return null
  const { weeks } = answer.index
  for (let i = weeks.length - 1; i > 0; i--) {
    const [week, before] = [weeks[i], weeks[i - 1]]
    if (!week || !before || week.partial || week.companies === 0 || week.value === null || before.value === null)
      continue
    return {
      week: week.week,
      companies: week.companies,
      now: week.matched,
      ratio: week.value / before.value,
      from: before.value,
      to: week.value,
    }
  }
  return null
}
