import { addDays, type Day, dayNumber, daysBetween } from '@/lib/dates'

/**
 * The rules of vacancies, as pure functions over plain rows. `lib/ingest/vacancies.ts` derives the same by sets in SQL; a test
 * holds the two against each other on random histories. A vacancy is an opening that an employer means to fill, as far as adverts
 * tell it: it may be advertised by several postings, one after the other.
 *
 * 1. *Seen* is a posting on every day of its spells, whoever read the board and however well.
 * 2. *Absence* is told by good readings alone: whole or partial, not doubted, with postings kept, while the board was active. A
 *    partial reading misses postings of some kind, so its silence counts only for postings that its reader has shown in a
 *    partial reading. After a board moved, whole readings of its successor tell absence too.
 * 3. *Closing*: absent from `ABSENT_READINGS` such readings in a row, the last of them `GRACE_DAYS` or more after the last
 *    day seen. `closedOn` is the day of the first of these readings. Suspect readings, and none, close nothing.
 * 4. *Censored*: neither seen at the last visit nor closed. Such a vacancy stays open, and counts as open up to `openTo`, the
 *    last good reading that could have shown it, and no longer: what became of it later is not known, which is not zero.
 * 5. *Reposts*: postings of one company with equal title, location and description (without a description's hash: team) that
 *    follow each other without an overlap within `REPOST_DAYS` days are one vacancy, open all the while; so is one posting
 *    that comes back within that time. Of several that might go on, the one seen last does.
 * 6. *Moves*: a posting of equal title, with a place in common, on the successor of a board goes on a vacancy of that board,
 *    unless that was closed more than `REPOST_DAYS` days before. It is no repost.
 */
export const ABSENT_READINGS = 2
/** Days after the last day seen on which a posting may still come back as if it had never left. */
export const GRACE_DAYS = 3
/** Most days between the last day of a posting and the first of its repost. */
export const REPOST_DAYS = 30

/** The rules in words, for the notes of an answer and the page on methods. */
export const VACANCY_METHOD: readonly string[] = [
  `A vacancy closes on the first good reading without it, once ${ABSENT_READINGS} good readings in a row were without it and ${GRACE_DAYS} days had passed since it was last seen. Suspect readings close nothing; a partial one is silent on what its reader never shows.`,
  'Where a board is no longer read well, its vacancies are neither closed nor counted on: they count as open up to the last good reading.',
  `Postings of one company with equal title, place and text (without a text: team) that follow each other within ${REPOST_DAYS} days are one vacancy, open all the while; so is a posting that moved with its board, by title and place.`,
  'A closing is known some days after it, and a repost takes it back: the latest days may still change. What was there at the first reading is not counted as opened, and its age is at least the days since.',
]

/** Letters that make no difference between two titles or two places. */
export const SEPARATORS = ' \u00a0-\u2013\u2014,.:;/|()'

export interface VacancyBoard {
  id: number
  activeFrom: Day | null
  activeTo: Day | null
  /** Where it moved to; followed within the company. */
  successorId: number | null
}

export interface VacancyReading {
  boardId: number
  day: Day
  reader: string
  completeness: string
  /** Null: nothing came back. */
  count: number | null
  doubted: boolean
  postingsKept: boolean
}

export interface VacancyPosting {
  id: number
  boardId: number
  title: string
  location: string | null
  team: string | null
  descriptionHash: string | null
  spells: { reader: string; first: Day; last: Day }[]
}

export interface Vacancy {
  openedOn: Day
  /** False: it was there at the first reading that could have shown it, so it may be older. */
  openedKnownExactly: boolean
  /** The first good reading without it; null: not closed. */
  closedOn: Day | null
  /** True: closed, or there at the last visit. False: censored, or absent too shortly to be closed. */
  closedKnown: boolean
  lastSeenOn: Day
  /** Last day on which it counts as open: the day before `closedOn`, or the last good reading that could have shown it. */
  openTo: Day
  /** How often it came back after it was closed, or under a new posting of the same board. */
  reposts: number
  /** In the order in which they carried it. */
  postingIds: number[]
}

interface Stand {
  posting: VacancyPosting
  first: Day
  last: Day
  exact: boolean
  reposts: number
  closing: { on: Day; known: Day } | null
}

const good = (r: VacancyReading): boolean =>
  r.count !== null && (r.completeness === 'whole' || r.completeness === 'partial') && !r.doubted && r.postingsKept

/** A text without what makes no difference: ASCII case, spaces and punctuation. */
export const plainKey = (text: string | null): string =>
  [...(text ?? '').replace(/[A-Z]/g, (c) => c.toLowerCase())].filter((c) => !SEPARATORS.includes(c)).join('')

/** The places that a location names (`San Francisco, CA; London`), without regions and countries. */
export const placesOf = (location: string | null): string[] =>
  (location ?? '').split(/[;|]/).map((place) => plainKey(place.split(',')[0] ?? ''))

/** Equal for postings that may be one requisition. */
const requisitionKey = (p: VacancyPosting): string =>
  JSON.stringify([
    plainKey(p.title),
    plainKey(p.location),
    p.descriptionHash === null ? `t:${p.team ?? ''}` : `h:${p.descriptionHash}`,
  ])

/**
 * The vacancies of one company, in order of opening.
 *
 * @param upTo last day of which anything is known; what lies after it is left out (a spell is cut)
 */
export function vacanciesOf(
  boards: readonly VacancyBoard[],
  allReadings: readonly VacancyReading[],
  allPostings: readonly VacancyPosting[],
  upTo: Day = '9999-12-31',
): Vacancy[] {
  const readings = allReadings.filter((r) => r.day <= upTo)
  const postings = allPostings.flatMap((p) => {
    const spells = p.spells
      .filter((s) => s.first <= upTo)
      .map((s) => ({ ...s, last: s.last < upTo ? s.last : upTo }))
      .sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : a.last < b.last ? -1 : 1))
    return spells.length ? [{ ...p, spells }] : []
  })
  const watch = new Watch(boards, readings)
  const stands = postings.flatMap((p) => standsOf(p, watch)).sort(inOrder)
  const next = new Map<Stand, Stand>()
  linkReposts(stands, next)
  linkMoves(stands, next, watch)
  const continued = new Set(next.values())
  return stands.filter((s) => !continued.has(s)).map((s) => vacancyOf(s, next, watch))
}

const laterOf = (a: Day, b: Day): Day => (b > a ? b : a)

const inOrder = (a: Stand, b: Stand): number =>
  a.first < b.first ? -1 : a.first > b.first ? 1 : a.posting.id - b.posting.id

/** What the readings of a company's boards can tell about a posting. */
class Watch {
  private readonly boards: Map<number, VacancyBoard>
  constructor(
    boards: readonly VacancyBoard[],
    private readonly readings: readonly VacancyReading[],
  ) {
    this.boards = new Map(boards.map((b) => [b.id, b]))
  }

  /** The board and those it moved to, each with the day after which it speaks. */
  lineage(boardId: number): { board: VacancyBoard; after: Day }[] {
    const found: { board: VacancyBoard; after: Day }[] = []
    let after = ''
    for (let id: number | null = boardId; id !== null && !found.some((f) => f.board.id === id); ) {
      const board: VacancyBoard | undefined = this.boards.get(id)
      if (!board) break
      found.push({ board, after })
      const end = board.activeTo ?? this.lastGood(board.id)
      if (end > after) after = end
      id = board.successorId
    }
    return found
  }

  private lastGood(boardId: number): Day {
    return this.readings.reduce((last, r) => (r.boardId === boardId && good(r) && r.day > last ? r.day : last), '')
  }

  /** Days on which absence of the posting could be told, in order. */
  evidence(p: VacancyPosting): Day[] {
    const shownInPart = (reader: string): boolean =>
      this.readings.some(
        (r) =>
          r.boardId === p.boardId &&
          r.reader === reader &&
          r.completeness === 'partial' &&
          good(r) &&
          p.spells.some((s) => s.reader === reader && s.first <= r.day && r.day <= s.last),
      )
    const days = new Set<Day>()
    for (const { board, after } of this.lineage(p.boardId))
      for (const r of this.readings) {
        if (r.boardId !== board.id || !good(r) || r.day <= after) continue
        if ((board.activeFrom && r.day < board.activeFrom) || (board.activeTo && r.day > board.activeTo)) continue
        if (r.completeness === 'whole' || (board.id === p.boardId && shownInPart(r.reader))) days.add(r.day)
      }
    return [...days].sort()
  }

  /** The last visit to the board or its successors, whatever came of it. */
  lastVisit(boardId: number): Day {
    let last = ''
    for (const { board, after } of this.lineage(boardId))
      for (const r of this.readings) if (r.boardId === board.id && r.day > after && r.day > last) last = r.day
    return last
  }

  /** The reader had read the board before, well enough to have shown what it shows on this day. */
  watched(boardId: number, reader: string, day: Day): boolean {
    const mine = this.readings.filter((r) => r.boardId === boardId && r.reader === reader && good(r))
    const now = mine.find((r) => r.day === day)
    const before = mine.filter((r) => r.day < day).sort((a, b) => (a.day < b.day ? 1 : -1))[0]
    return (
      now !== undefined &&
      before !== undefined &&
      (before.completeness === 'whole' || before.completeness === now.completeness)
    )
  }
}

/** When absence after a day became a closing; null: it has not. */
function closingAfter(last: Day, evidence: readonly Day[]): { on: Day; known: Day } | null {
  const absent = evidence.filter((day) => day > last)
  const known = absent.find((day, i) => i + 1 >= ABSENT_READINGS && day >= addDays(last, GRACE_DAYS))
  const on = absent[0]
  return known !== undefined && on !== undefined ? { on, known } : null
}

/** A posting's stays on the board; it begins a new one when it comes back long after it was closed. */
function standsOf(posting: VacancyPosting, watch: Watch): Stand[] {
  const evidence = watch.evidence(posting)
  const stands: Stand[] = []
  let stand: Stand | null = null
  for (const spell of posting.spells) {
    const watched = watch.watched(posting.boardId, spell.reader, spell.first)
    if (stand) {
      const known = spell.first > stand.last ? closingAfter(stand.last, evidence)?.known : undefined
      const closed = known !== undefined && known < spell.first
      if (!closed || daysBetween(stand.last, spell.first) <= REPOST_DAYS) {
        if (closed) stand.reposts++
        if (spell.first === stand.first && watched) stand.exact = true
        if (spell.last > stand.last) stand.last = spell.last
        continue
      }
    }
    stand = { posting, first: spell.first, last: spell.last, exact: watched, reposts: 0, closing: null }
    stands.push(stand)
  }
  for (const s of stands) s.closing = closingAfter(s.last, evidence)
  return stands
}

/** A stay that begins goes on the one of its requisition that ended last, if that was within `REPOST_DAYS` days. */
function linkReposts(stands: readonly Stand[], next: Map<Stand, Stand>): void {
  const events = stands.flatMap((stand) => [
    { stand, day: stand.first, ends: 0 },
    { stand, day: stand.last, ends: 1 },
  ])
  events.sort(
    (a, b) => dayNumber(a.day) - dayNumber(b.day) || a.ends - b.ends || a.stand.posting.id - b.stand.posting.id,
  )
  const ended = new Map<string, Stand[]>()
  for (const { stand, ends } of events) {
    const key = requisitionKey(stand.posting)
    const stack = ended.get(key) ?? []
    ended.set(key, stack)
    if (ends) stack.push(stand)
    else {
      const before = stack.pop()
      if (before && daysBetween(before.last, stand.first) <= REPOST_DAYS) next.set(before, stand)
    }
  }
}

/** Joins what stood on a board with what stands on its successor: pairs that are each other's best. */
function linkMoves(stands: readonly Stand[], next: Map<Stand, Stand>, watch: Watch): void {
  const continued = new Set(next.values())
  const pairs = stands.flatMap((a) => {
    if (next.has(a)) return []
    const later = watch.lineage(a.posting.boardId).slice(1)
    return stands.flatMap((b) => {
      if (continued.has(b) || !later.some((l) => l.board.id === b.posting.boardId)) return []
      const open = a.closing === null || b.first <= a.closing.known || daysBetween(a.last, b.first) <= REPOST_DAYS
      const fits =
        open &&
        b.first > a.first &&
        b.last >= a.last &&
        plainKey(a.posting.title) === plainKey(b.posting.title) &&
        placesOf(a.posting.location).some((place) => placesOf(b.posting.location).includes(place))
      return fits ? [{ a, b, exact: plainKey(a.posting.location) === plainKey(b.posting.location) }] : []
    })
  })
  const better = (x: (typeof pairs)[number], y: (typeof pairs)[number]): boolean => {
    if (x.exact !== y.exact) return x.exact
    if (x.b.first !== y.b.first) return x.b.first < y.b.first
    if (x.a.last !== y.a.last) return x.a.last > y.a.last
    return x.a.posting.id !== y.a.posting.id ? x.a.posting.id < y.a.posting.id : x.b.posting.id < y.b.posting.id
  }
  for (const pair of pairs) {
    const rivals = pairs.filter((p) => p !== pair && (p.a === pair.a || p.b === pair.b))
    if (rivals.every((p) => better(pair, p))) next.set(pair.a, pair.b)
  }
}

function vacancyOf(head: Stand, next: ReadonlyMap<Stand, Stand>, watch: Watch): Vacancy {
  const chain: Stand[] = [head]
  let tail = head
  for (let s = next.get(head); s; s = next.get(s)) {
    chain.push(s)
    tail = s
  }
  const lastSeenOn = tail.last
  const lastEvidence = watch.evidence(tail.posting).at(-1) ?? ''
  const moved = (s: Stand): boolean => next.get(s)?.posting.boardId !== s.posting.boardId
  return {
    openedOn: head.first,
    openedKnownExactly: head.exact,
    closedOn: tail.closing?.on ?? null,
    closedKnown: tail.closing !== null || lastSeenOn >= watch.lastVisit(tail.posting.boardId),
    lastSeenOn,
    openTo: tail.closing ? addDays(tail.closing.on, -1) : laterOf(lastEvidence, lastSeenOn),
    reposts: chain.reduce((n, s) => n + s.reposts + (s !== tail && !moved(s) ? 1 : 0), 0),
    postingIds: [...new Set(chain.map((s) => s.posting.id))],
  }
}
