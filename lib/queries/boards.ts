import type { DayLevel } from '@/lib/analytics/breaks'
import { groupBy } from '@/lib/analytics/group'
import { breakInWords } from '@/lib/analytics/readers'
import { type Day, dayFromNumber } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { remember } from './cache'

/** What is known of one board, day by day. Parallel arrays, in order of days. */
export interface BoardDays {
  id: number
  company: string
  kind: string
  token: string
  note: string | null
  /** First day on which the board is expected to be read; null: it never brought a count. */
  since: Day | null
  /** Last day; null: still active. */
  until: Day | null
  hasPredecessor: boolean
  days: CoverageDay[]
}
interface CoverageDay {
  day: Day
  state: string
  count: number | null
  reader: string
  completeness: string
  breakBefore: string | null
  basis: string | null
  roleState: string
  roleReader: string | null
  roleCompleteness: string | null
  roleBreakBefore: string | null
}

interface Row {
  id: number
  company: string
  kind: string
  token: string
  note: string | null
  active_from: string | null
  active_to: string | null
  has_predecessor: boolean
  day: number[]
  state: string[]
  count: (number | null)[]
  reader: string[]
  completeness: string[]
  break_before: (string | null)[]
  basis: (string | null)[]
  role_state: string[]
  role_reader: (string | null)[]
  role_completeness: (string | null)[]
  role_break_before: (string | null)[]
}

/** The public repository of each reader that has one, by its id: what people know it by. */
export function readerRepositories(db: Db): Promise<Map<string, string>> {
  return remember(db, 'reader-repositories', async () => {
    const rows = await db.$queryRaw<{ reader: string; repository: string }[]>`
      SELECT DISTINCT ON (reader) reader, repository FROM (
        SELECT reader, substring(source from '^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+') AS repository, count(*) AS n
        FROM readings WHERE source ~ '^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+(:| |$)' GROUP BY 1, 2) named
      ORDER BY reader, n DESC, repository`
    return new Map(rows.map((r) => [r.reader, r.repository]))
  })
}

/** All boards with their coverage, by company; the reasons of breaks in words. */
export function allBoards(db: Db): Promise<Map<string, BoardDays[]>> {
  return remember(db, 'boards', async () => {
    const names = await readerRepositories(db)
    const rows = await db.$queryRaw<Row[]>`
      SELECT b.id, b.company_slug AS company, b.kind, b.token, b.note, b.active_from::text, b.active_to::text,
        EXISTS (SELECT 1 FROM boards p WHERE p.successor_id = b.id) AS has_predecessor,
        coalesce(array_agg(c.day - date '1970-01-01' ORDER BY c.day) FILTER (WHERE c.day IS NOT NULL), '{}') AS day,
        array_agg(c.state ORDER BY c.day) AS state, array_agg(c.count ORDER BY c.day) AS count,
        array_agg(c.reader ORDER BY c.day) AS reader, array_agg(c.completeness ORDER BY c.day) AS completeness,
        array_agg(c.break_before ORDER BY c.day) AS break_before, array_agg(c.basis ORDER BY c.day) AS basis,
        array_agg(c.role_state ORDER BY c.day) AS role_state, array_agg(c.role_reader ORDER BY c.day) AS role_reader,
        array_agg(c.role_completeness ORDER BY c.day) AS role_completeness,
        array_agg(c.role_break_before ORDER BY c.day) AS role_break_before
      FROM boards b LEFT JOIN coverage c ON c.board_id = b.id
      GROUP BY b.id ORDER BY b.company_slug, b.id`
    return groupBy(
      rows.map((row) => toBoard(row, names)),
      (board) => board.company,
    )
  })
}

function toBoard(row: Row, names: ReadonlyMap<string, string>): BoardDays {
  const words = (stored: string | null | undefined) => (stored ? breakInWords(stored, names) : null)
  const days = row.day.map((n, i) => ({
    day: dayText(n),
    state: row.state[i] ?? 'none',
    count: row.count[i] ?? null,
    reader: row.reader[i] ?? '',
    completeness: row.completeness[i] ?? 'unknown',
    breakBefore: words(row.break_before[i]),
    basis: row.basis[i] ?? null,
    roleState: row.role_state[i] ?? 'none',
    roleReader: row.role_reader[i] ?? null,
    roleCompleteness: row.role_completeness[i] ?? null,
    roleBreakBefore: words(row.role_break_before[i]),
  }))
  const firstRead = days.find((d) => d.state !== 'none')?.day ?? null
  const since = firstRead === null ? null : row.active_from && row.active_from > firstRead ? row.active_from : firstRead
  return {
    id: row.id,
    company: row.company,
    kind: row.kind,
    token: row.token,
    note: row.note,
    since,
    until: row.active_to,
    hasPredecessor: row.has_predecessor,
    days,
  }
}

// The same few hundred days come again and again; making a Date for each is most of the cost of a load.
const texts = new Map<number, Day>()
function dayText(n: number): Day {
  let text = texts.get(n)
  if (text === undefined) {
    text = dayFromNumber(n)
    texts.set(n, text)
  }
  return text
}

/** Boards that are expected to be read on a day. */
export const activeOn = (boards: readonly BoardDays[], day: Day): BoardDays[] =>
  boards.filter((b) => b.since !== null && b.since <= day && (b.until === null || b.until >= day))

/** A company's covered days by its boards' own counts: all active boards good. `upTo` hides what came later. */
export function countLevels(boards: readonly BoardDays[], upTo: Day): Map<Day, DayLevel & { completeness: string }> {
  return levels(boards, upTo, (d) =>
    d.state === 'good' && d.count !== null ? { value: d.count, reader: d.reader, completeness: d.completeness } : null,
  )
}

/** A company's covered days by posting; the value is 0 here, openings by role are added from the roll-up. */
export function roleLevels(boards: readonly BoardDays[], upTo: Day): Map<Day, DayLevel & { completeness: string }> {
  return levels(boards, upTo, (d) =>
    d.roleState === 'good'
      ? { value: 0, reader: d.roleReader ?? '', completeness: d.roleCompleteness ?? 'whole' }
      : null,
  )
}

function levels(
  boards: readonly BoardDays[],
  upTo: Day,
  read: (d: CoverageDay) => { value: number; reader: string; completeness: string } | null,
): Map<Day, DayLevel & { completeness: string }> {
  const found = new Map<Day, { value: number; parts: string[]; completeness: Set<string>; boards: number }>()
  for (const board of boards) {
    if (board.since === null) continue
    for (const d of board.days) {
      if (d.day > upTo || d.day < board.since || (board.until !== null && d.day > board.until)) continue
      const seen = read(d)
      if (!seen) continue
      const sum = found.get(d.day) ?? { value: 0, parts: [], completeness: new Set<string>(), boards: 0 }
      sum.value += seen.value
      sum.parts.push(`${board.id}:${seen.reader}:${seen.completeness}`)
      sum.completeness.add(seen.completeness)
      sum.boards++
      found.set(d.day, sum)
    }
  }
  const days = [...found].filter(([day, sum]) => sum.boards === activeOn(boards, day).length)
  days.sort(([a], [b]) => (a < b ? -1 : 1))
  return new Map(
    days.map(([day, sum]) => [
      day,
      {
        day,
        value: sum.value,
        key: sum.parts.sort().join(' '),
        completeness: sum.completeness.size > 1 ? 'mixed' : ([...sum.completeness][0] ?? 'whole'),
      },
    ]),
  )
}

/** Openings and newly listed postings of one board by role and day, out of the roll-up; a day that is missing had none. */
export interface RoleDays {
  board: number
  role: string
  openings: Map<Day, number>
  listed: Map<Day, number>
}

/** The roll-up of some boards. Days of coverage without a row had no opening of that role: a measured zero. */
export function roleDays(db: Db, boardIds: readonly number[]): Promise<RoleDays[]> {
  const ids = [...boardIds].sort((a, b) => a - b)
  return remember(db, `role-days ${ids.join(',')}`, async () => {
    const rows = await db.$queryRaw<
      { board: number; role: string; day: number[]; openings: number[]; listed: number[] }[]
    >`
      SELECT board_id AS board, role, array_agg(day - date '1970-01-01' ORDER BY day) AS day,
        array_agg(openings ORDER BY day) AS openings, array_agg(listed ORDER BY day) AS listed
      FROM openings_day WHERE board_id = ANY(${ids}::int[]) GROUP BY board_id, role`
    return rows.map((row) => ({
      board: row.board,
      role: row.role,
      openings: new Map(row.day.map((n, i) => [dayText(n), row.openings[i] ?? 0])),
      listed: new Map(row.day.map((n, i) => [dayText(n), row.listed[i] ?? 0])),
    }))
  })
}

/** Covered days by posting of every company, to the end of what is known. Companies without one are left out. */
export function allRoleLevels(db: Db): Promise<Map<string, ReturnType<typeof roleLevels>>> {
  return remember(db, 'role-levels', async () => {
    const found = new Map<string, ReturnType<typeof roleLevels>>()
    for (const [company, boards] of await allBoards(db)) {
      const levels = roleLevels(boards, '9999-12-31')
      if (levels.size) found.set(company, levels)
    }
    return found
  })
}

/** Openings and newly listed postings of many boards by role and day, added up in the database. */
export interface RoleTotals {
  openings: Map<string, Map<Day, number>>
  listed: Map<string, Map<Day, number>>
}

/**
 * The roll-up of some boards, added up by role and day; `except` are board-days that do not count (a board that is no longer
 * active, or one of several that was read when another was not).
 */
export function roleTotals(
  db: Db,
  key: string,
  boardIds: readonly number[],
  except: readonly { board: number; day: Day }[],
): Promise<RoleTotals> {
  return remember(db, `role-totals ${key}`, async () => {
    const rows = await db.$queryRaw<{ role: string; day: number; openings: number; listed: number }[]>`
      SELECT o.role, o.day - date '1970-01-01' AS day, sum(o.openings)::int AS openings, sum(o.listed)::int AS listed
      FROM openings_day o
      WHERE o.board_id = ANY(${boardIds as number[]}::int[]) AND NOT EXISTS (
        SELECT 1 FROM unnest(${except.map((e) => e.board)}::int[], ${except.map((e) => e.day)}::text[]) AS x(board_id, day)
        WHERE x.board_id = o.board_id AND x.day::date = o.day)
      GROUP BY 1, 2`
    const totals: RoleTotals = { openings: new Map(), listed: new Map() }
    for (const row of rows) {
      for (const kind of ['openings', 'listed'] as const) {
        const days = totals[kind].get(row.role) ?? new Map<Day, number>()
        days.set(dayText(row.day), row[kind])
        totals[kind].set(row.role, days)
      }
    }
    return totals
  })
}
