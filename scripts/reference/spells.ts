import { addDays, type Day } from '@/lib/dates'

/** A run of consecutive readings of one reader in which a posting was there; both days included. */
export type Spell = { firstDay: Day; lastDay: Day }

/** What the panel tells of a posting: first and last reading that listed it, and on how many it stood. */
export type Listing = { firstRead: Day; lastRead: Day; readings: number }

/**
 * The readings (a reader's own days, ascending) on which a posting stood, from first, last and number alone. When it
 * stood on fewer of them than lie between, it is taken to have come once or gone once: seen from its first reading on
 * if that is one of the given days, else up to its last. Whether that is right is for the caller to prove by the counts.
 *
 * @param elsewhere how many of `listing.readings` are certainly not among `days` (other readers, later arrivals)
 */
export function daysStood(listing: Listing, days: readonly Day[], elsewhere: number): Day[] {
  const possible = days.filter((day) => listing.firstRead <= day && day <= listing.lastRead)
  const stood = Math.max(0, Math.min(possible.length, listing.readings - elsewhere))
  if (stood === possible.length) return possible
  const startsHere = days.includes(listing.firstRead)
  return startsHere ? possible.slice(0, stood) : possible.slice(possible.length - stood)
}

/** Runs of consecutive reading days. `readingDays` are all days on which the reader read the board, ascending. */
export function runs(stood: readonly Day[], readingDays: readonly Day[]): Spell[] {
  const spells: Spell[] = []
  const there = new Set(stood)
  let open: Spell | null = null
  for (const day of readingDays) {
    if (there.has(day)) {
      if (open) open.lastDay = day
      else {
        open = { firstDay: day, lastDay: day }
        spells.push(open)
      }
    } else open = null
  }
  return spells
}

/** Spells that end by `last`: later ones are dropped, longer ones are cut. */
export function upTo(spells: readonly Spell[], last: Day): Spell[] {
  return spells
    .filter((spell) => spell.firstDay <= last)
    .map((spell) => ({ firstDay: spell.firstDay, lastDay: spell.lastDay > last ? last : spell.lastDay }))
}

/** How many spells contain each day from `from` to `to`. */
export function countByDay(spells: readonly Spell[], from: Day, to: Day): Map<Day, number> {
  const counts = new Map<Day, number>()
  for (let day = from; day <= to; day = addDays(day, 1)) counts.set(day, 0)
  for (const spell of spells) {
    const start = spell.firstDay < from ? from : spell.firstDay
    const end = spell.lastDay > to ? to : spell.lastDay
    for (let day = start; day <= end; day = addDays(day, 1)) counts.set(day, (counts.get(day) ?? 0) + 1)
  }
  return counts
}
