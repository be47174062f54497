import { earlierOf, lastHalfCovered } from '@/lib/analytics/panel'
import { dailyOf, periodLevels } from '@/lib/analytics/periods'
import { dayWords } from '@/lib/analytics/words'
import { addDays, type Day } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import type { View } from '@/lib/view'
import type { Answer } from './answer'
import { activeOn, allBoards, type BoardDays, countLevels } from './boards'
import { asOfNote, knownCompanies, POSTINGS_ARE_NOT_HIRES } from './names'
import { rolePanel, rolesDaily } from './panel'
import type { OpeningsRow } from './types'

type Levels = ReadonlyMap<Day, { value: number; completeness: string }>

/**
 * Openings by period: of the view's companies (without any: those read all through by posting). Without a role it is the count that
 * the boards' best readings gave; with roles, the classified postings. A value is the mean over the days on which every
 * company was covered, in openings; null where there was none. A period is taken whole, whatever part of it the range asks for.
 */
export async function openings(view: View, db: Db, now = new Date()): Promise<Answer<OpeningsRow>> {
  const panel = await rolePanel(view, db, now)
  const byRole = view.roles.length > 0
  const companies = view.companies.length ? await knownCompanies(view.companies, db) : panel.companies
  const boards = await allBoards(db)
  const maps: Levels[] = byRole
    ? companies.map((c) => panel.coverage.get(c.company) ?? new Map())
    : companies.map((c) => countLevels(boards.get(c.company) ?? [], panel.passed))
  const covered = maps.flatMap((m) => [...m.keys()])
  const from = view.from ?? covered.reduce<Day | null>((a, b) => (a === null || b < a ? b : a), null) ?? panel.from
  const end = view.to ?? lastHalfCovered(maps.map((m) => new Set(m.keys()))) ?? panel.passed
  const to = earlierOf(end, panel.passed)
  const values = byRole
    ? rolesDaily(panel)
    : dailyOf(maps.map((m) => new Map([...m].map(([day, l]) => [day, l.value]))))
  const levels = from <= to ? periodLevels(values, { from, to }, view.grain, panel.passed) : []
  const rows = levels.map((level): OpeningsRow => {
    const states = new Set<string>()
    const unread = new Set<string>()
    for (let i = 0; i < level.daysPassed; i++) {
      const day = addDays(level.first, i)
      const all = maps.every((m) => m.has(day))
      maps.forEach((m, c) => {
        const state = m.get(day)?.completeness
        if (all && state) states.add(state)
        else if (!state)
          for (const met of statesMet(boards.get(companies[c]?.company ?? '') ?? [], day)) unread.add(met)
      })
    }
    const met = states.size ? states : unread
    return {
      period: level.period,
      value: level.value,
      covered: level.covered,
      coveredShare: round4(level.coveredShare),
      completeness: met.size > 1 ? 'mixed' : ([...met][0] ?? null),
      basis: level.value === null ? null : byRole ? 'postings' : 'count',
    }
  })
  return {
    rows,
    unit: 'openings',
    view: { ...view, from, to, companies: companies.map((c) => c.company) },
    notes: [
      ...asOfNote(view),
      ...breakNotes(
        companies.map((c) => ({ name: c.name, boards: boards.get(c.company) ?? [] })),
        { from, to },
        byRole,
      ),
      ...(rows.some((r) => !r.covered)
        ? [
            'Where `covered` is false a board was not read well on every day; a value rests on the other days, null on none.',
          ]
        : []),
      POSTINGS_ARE_NOT_HIRES,
    ],
  }
}

const round4 = (n: number): number => Math.round(n * 1e4) / 1e4

/** What readings said on a day on which a company was not covered: `capped`, `unknown`, or the like. */
function statesMet(boards: readonly BoardDays[], day: Day): string[] {
  return activeOn(boards, day).flatMap(
    (b) => b.days.find((d) => d.day === day && d.state !== 'good')?.completeness ?? [],
  )
}

/** One sentence a break within the range, the first six; growth never crosses one. */
export function breakNotes(
  companies: readonly { name: string; boards: readonly BoardDays[] }[],
  range: { from: Day; to: Day },
  byRole: boolean,
): string[] {
  const found = companies.flatMap(({ name, boards }) =>
    boards.flatMap((board) =>
      board.days.flatMap((d) => {
        const why = byRole ? d.roleBreakBefore : d.breakBefore
        return why !== null && d.day > range.from && d.day <= range.to ? [{ day: d.day, name, why }] : []
      }),
    ),
  )
  found.sort((a, b) => (a.day < b.day ? -1 : 1))
  const notes = found
    .slice(0, 6)
    .map(({ day, name, why }) => `${name}, ${dayWords(day)}: ${why}; growth does not cross it.`)
  if (found.length > 6)
    notes.push(`And ${found.length - 6} more such breaks up to ${dayWords(found.at(-1)?.day ?? range.to)}.`)
  return notes
}
