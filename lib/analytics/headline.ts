import type { Day } from '@/lib/dates'
import { direction, type Growth } from './growth'
import { changeWords, dayWords, monthWords, numberWords, shortDayWords } from './words'

/** A piece of a finding; `mark` names the figure behind it, so that the caller can link its evidence. */
export interface Piece {
  text: string
  mark?: 'change' | 'turn' | 'level'
}

export interface TrendFacts {
  /** `Infrastructure openings`. */
  what: string
  /** `Anthropic, OpenAI and Scale AI`: whose they are; a finding never speaks of more than was observed. */
  scope: string
  /** Null where no two days may be compared. */
  change: Growth | null
  first: Day
  last: Day
  /** The level on or near a day in between at which the path turned; null when there is none. */
  middle: { day: Day; value: number } | null
  /** Latest level, for when there is no change to speak of. */
  level: { day: Day; value: number } | null
}

/** Nearly all of a change lies on one side of the middle when at least this share does. */
const NEARLY_ALL = 0.8

/**
 * The finding of a trend in words, from its numbers alone: what moved, by how much, since when, and when most of it came. It never
 * names a cause. A change that chance alone could make is said to be none; one that started under ten is said in counts.
 */
export function trendHeadline(f: TrendFacts): Piece[] {
  const { change } = f
  if (!change) {
    if (!f.level) return [{ text: `${f.what} at ${f.scope}: not covered` }]
    return [
      { text: `${f.what} at ${f.scope}: ` },
      { text: numberWords(Math.round(f.level.value)), mark: 'level' },
      { text: ` on ${dayWords(f.level.day)}` },
    ]
  }
  const moved = direction(change)
  const counts = `from ${numberWords(Math.round(change.from))} to ${numberWords(Math.round(change.to))}`
  if (moved === 'flat' && change.ratio !== null)
    return [
      { text: `${f.what} at ${f.scope} moved ` },
      { text: counts, mark: 'change' },
      { text: ` since ${monthWords(f.first)}, no more than chance does` },
    ]
  if (change.small || change.ratio === null)
    return [
      { text: `${f.what} at ${f.scope} went ` },
      { text: counts, mark: 'change' },
      { text: ` between ${shortDayWords(f.first)} and ${dayWords(f.last)}` },
    ]
  return [
    { text: `${f.what} at ${f.scope} are ` },
    { text: changeWords(change.ratio), mark: 'change' },
    { text: ` on ${monthWords(f.first)}` },
    ...turn(f, change),
  ]
}

/** When most of the change came; nothing where it came evenly. */
function turn(f: TrendFacts, change: Growth): Piece[] {
  if (!f.middle || change.to === change.from) return []
  const after = (change.to - f.middle.value) / (change.to - change.from)
  const word = change.to > change.from ? 'rise' : 'fall'
  const when = f.middle.day.slice(5) <= '01-07' ? 'New Year' : dayWords(f.middle.day)
  if (after >= NEARLY_ALL)
    return [{ text: '; nearly all of the ' }, { text: `${word} came after ${when}`, mark: 'turn' }]
  if (after <= 1 - NEARLY_ALL)
    return [{ text: '; nearly all of the ' }, { text: `${word} came before ${when}`, mark: 'turn' }]
  return []
}

/** `69 to 112`: an interval of a ratio as percentages of change, without their sign where both are above zero. */
export function intervalWords(change: Growth): string | null {
  if (change.low === null || change.high === null) return null
  const percent = (ratio: number) => numberWords(Math.round((ratio - 1) * 100))
  return `${percent(change.low)} to ${percent(change.high)}`
}
