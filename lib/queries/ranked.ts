import type { Ranked } from './types'

/** The first place that a posting names. */
function firstPlace(location: string | null): string | null {
  const first = location?.split(/\s+[;|]\s+|;/)[0]?.trim()
  return first ? first : null
}

/** `San Francisco, CA` is `San Francisco` where other postings name it so; alone it keeps its state. */
function samePlaces(places: readonly string[]): string[] {
  const bare = new Set(places.filter((place) => !place.includes(',')))
  return places.map((place) => {
    const city = place.split(',')[0]?.trim() ?? place
    return bare.has(city) ? city : place
  })
}

/** How often each label stands in a list, most first. */
export function ranked(labels: readonly string[]): Ranked[] {
  const counts = new Map<string, number>()
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
  return [...counts]
    .map(([label, count]) => ({ label, count }))
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1))
}

/** First places of some postings, most named first. */
export const placesNamed = (rows: readonly { location: string | null }[]): Ranked[] =>
  ranked(samePlaces(rows.flatMap((r) => firstPlace(r.location) ?? [])))
