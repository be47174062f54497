/** Findings of the two list pages, built from their rows alone. Pure. */

import { dayWords, number, signed } from '@/components/charts/format'
import type { Change } from '@/components/charts/types'
import { countWords, sentenceCase } from '@/lib/analytics/words'
import type { CompanyListRow, RoleListRow, ShortAnswer, Words } from '@/lib/queries/types'

type Phrase = Words[number]

export interface Finding {
  headline: Words
  answers: ShortAnswer[]
}

const percent = (ratio: number): string => `${signed(Math.round((ratio - 1) * 100))}%`
/** Beyond chance by at least one percent at the interval's near end, so that what is said agrees with what is shown. */
const grewSurely = (change: Change | null): boolean => change !== null && !change.small && (change.low ?? 0) >= 1.005
const fellSurely = (change: Change | null): boolean => change !== null && !change.small && (change.high ?? 2) <= 0.995

/** `a, b and c`, each piece a phrase of its own; `most` at the longest, then how many more. */
function listed(items: Phrase[][], most = 4): Words {
  const shown = items.slice(0, most)
  const rest = items.length - shown.length
  const words: Words = shown.flatMap((item, i) => {
    const before = i === 0 ? '' : i === shown.length - 1 && rest === 0 ? ' and ' : ', '
    return before ? [{ text: before }, ...item] : item
  })
  return rest > 0 ? [...words, { text: ` and ${countWords(rest)} more` }] : words
}

/** Names in the middle of a sentence keep their capitals where they are abbreviations. */
const inSentence = (name: string): string =>
  /^[A-Z]{2}/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)

export function rolesFinding(rows: RoleListRow[]): Finding {
  const infra = rows.filter((row) => row.role !== 'other' && row.openings !== null)
  const [largest] = [...infra].sort((a, b) => (b.openings ?? 0) - (a.openings ?? 0))
  if (!largest) return { headline: [{ text: 'No board of this view was read on these days' }], answers: [] }
  const door = (row: RoleListRow, text: string): Phrase => ({
    text,
    ...(row.day && { evidence: { chart: 'roles-trend', first: row.day, last: row.day, role: row.role } }),
  })
  const up = infra.filter((row) => grewSurely(row.change))
  const small = infra.filter((row) => row.change?.small)
  const flat = infra.filter((row) => row.change && !row.change.small && !grewSurely(row.change))
  const named = (row: RoleListRow): Phrase[] => [
    { text: `${row.name} ` },
    door(row, percent(row.change?.ratio ?? 1)),
    { text: `, to ${number(row.openings ?? 0)}` },
  ]
  const headline: Words =
    up.length === 0
      ? [
          { text: `No role surely grew; ${inSentence(largest.name)} is the largest, with ` },
          door(largest, number(largest.openings ?? 0)),
          { text: ' openings' },
        ]
      : [
          { text: `${sentenceCase(countWords(up.length))} ${up.length === 1 ? 'role' : 'roles'} surely grew; ` },
          { text: `${inSentence(largest.name)} is the largest, with ` },
          door(largest, number(largest.openings ?? 0)),
          { text: ' openings' },
        ]
  return {
    headline,
    answers: [
      {
        label: 'Grew',
        words:
          up.length > 0
            ? [...listed(up.map(named)), { text: '. Chance alone would hardly do it.' }]
            : [{ text: 'None beyond what chance alone could do.' }],
      },
      {
        label: 'Unsure',
        words:
          flat.length > 0
            ? [
                ...listed(flat.map((row) => [{ text: `${row.name} ` }, door(row, percent(row.change?.ratio ?? 1))])),
                { text: ': the interval holds no change at all.' },
              ]
            : [{ text: 'No other role had enough openings at the start to tell.' }],
      },
      {
        label: 'Small',
        words:
          small.length > 0
            ? [
                ...listed(
                  small.map((row) => [
                    { text: `${row.name} ${number(row.change?.from ?? 0)} to ` },
                    door(row, number(row.change?.to ?? 0)),
                  ]),
                ),
                { text: ': under 10 at the start, so read the direction only.' },
              ]
            : [{ text: 'No role had fewer than 10 openings at the start.' }],
      },
    ],
  }
}

export function companiesFinding(rows: CompanyListRow[]): Finding {
  const read = rows.filter((row) => row.openings !== null && row.day !== null)
  const [most, ...others] = [...read].sort((a, b) => (b.openings ?? 0) - (a.openings ?? 0))
  if (!most) return { headline: [{ text: 'None of these boards was read well by this day' }], answers: [] }
  const door = (row: CompanyListRow, text: string): Phrase => ({
    text,
    ...(row.day && { evidence: { chart: 'company-levels', first: row.day, last: row.day, company: row.company } }),
  })
  const changed = (row: CompanyListRow): Phrase[] => [
    { text: `${row.name} ` },
    door(row, percent(row.change?.ratio ?? 1)),
    { text: row.before ? ` since ${dayWords(row.before.day)}` : '' },
  ]
  const up = read.filter((row) => grewSurely(row.change)).sort((a, b) => (b.change?.low ?? 0) - (a.change?.low ?? 0))
  const down = read
    .filter((row) => fellSurely(row.change))
    .sort((a, b) => (a.change?.high ?? 0) - (b.change?.high ?? 0))
  const next = others
    .slice(0, 3)
    .map((row): Phrase[] => [{ text: `${row.name} ` }, door(row, number(row.openings ?? 0))])
  return {
    headline: [
      { text: `${most.name} has most openings, ` },
      door(most, number(most.openings ?? 0)),
      { text: `; the boards of ${number(read.length)} of ${number(rows.length)} companies could be read` },
    ],
    answers: [
      ...(next.length > 0
        ? [{ label: 'Most', words: [{ text: 'After it ' }, ...listed(next), { text: ', each on its last day.' }] }]
        : []),
      {
        label: 'Grew',
        words:
          up.length > 0
            ? [...listed(up.map(changed), 3), { text: '.' }]
            : [{ text: 'No board that one reader read twice grew beyond what chance could do.' }],
      },
      {
        label: 'Fell',
        words:
          down.length > 0
            ? [...listed(down.map(changed), 3), { text: '.' }]
            : [{ text: 'None beyond what chance could do.' }],
      },
    ],
  }
}
