import { COUNTRY_CODES, KNOWN_PLACES, type KnownPlace, US_STATES } from './placeNames'
import { READ_AT_MOST, type Span } from './words'

export type Place = {
  /** ISO 3166-1 alpha-2 */
  readonly country: string
  /** USPS code of a US state or DC; null elsewhere, and where only the country is named. */
  readonly state: string | null
}

const escaped = (name: string): string => name.replace(/[.+]/g, String.raw`\$&`)
const NAMES = [...KNOWN_PLACES.keys()].sort((a, b) => b.length - a.length)
/** "us" and "in" are words; the short names and all codes count in capitals only. */
const LONG = NAMES.filter((n) => n.length > 4 || !/^[a-z.]+$/.test(n) || n === 'oslo')
const SHORT = NAMES.filter((n) => !LONG.includes(n))
const cased = (name: string): string =>
  name
    .split(/(?<=[ -])/)
    .map((word) => {
      const [first = '', rest = ''] = [word.slice(0, 1), word.slice(1)]
      return /[a-zà-ž]/.test(first) ? `[${first}${first.toUpperCase()}]${escaped(rest)}` : escaped(word)
    })
    .join('')
const capital = (name: string): string => {
  const first = name.slice(0, 1)
  const upper = escaped(name.toUpperCase())
  return KNOWN_PLACES.get(name)?.kind === 'city' || name.length > 3
    ? `${first.toUpperCase()}${escaped(name.slice(1))}|${upper}`
    : upper
}
const NAME = new RegExp(
  String.raw`(?<![\p{L}\d@.])(?:([A-Z]{2})-(?:([A-Z]{2})[- ])?(?=\p{Lu})|(${LONG.map(cased).join('|')}|${SHORT.map(capital).join('|')})(?![\p{L}\d]))`,
  'gu',
)
/** What follows a city and says where it lies: a code, a state or a country behind a comma. */
const BEHIND = /^ ?(?:,|-|–|\() ?([A-Z]{2}|[A-Z]\.[A-Z]\.|[\p{Lu}][\p{L}.]+(?: [\p{Lu}][\p{L}]+)?)(?![\p{L}\d])/u

/**
 * The places that a location or the words around a job name, in their order, each country and state once: "San Francisco, CA
 * | London" gives US/CA and GB. A region of several countries ("EMEA", "Europe", "Remote") names none. A country alone is
 * left out where one of its places is named as well. Places that are not known are not guessed from their form, unless a
 * state or country stands behind a comma ("Sparks, NV", "Doha, Qatar").
 */
export function placesIn(location: string): Span<Place>[] {
  const text = location.slice(0, READ_AT_MOST)
  const found: Span<Place>[] = []
  let done = 0
  for (const m of text.matchAll(NAME)) {
    if (m.index < done) continue
    const end = m.index + m[0].length
    const [, country, state, name] = m
    if (name === undefined) {
      // `US-CA-Menlo Park`, `DE-Berlin`
      if (country === undefined || !COUNTRY_CODES.has(country)) continue
      const known = country === 'US' && state !== undefined && US_STATES.has(state) ? state : null
      found.push({ value: { country, state: known }, start: m.index, end: end - 1 })
      if (known !== null || country !== 'US')
        done = end + (/^[^;|,/]*/.exec(text.slice(end, end + 60))?.[0].length ?? 0)
      continue
    }
    const known = KNOWN_PLACES.get(name.toLowerCase())
    if (!known) continue
    const behind = known.kind === 'country' ? null : lyingIn(text, end)
    // a list of states is no chain of places: behind a state only a code says more ("Washington, DC", "New York, NY")
    const isCode = behind !== null && /[A-Z]\.?[A-Z]\.?$/.test(text.slice(behind.start, behind.end))
    const placed = behind && (known.kind === 'city' || isCode) && settles(known, behind.value) ? behind : null
    const { country: c, state: s } = placed?.value ?? known
    done = placed?.end ?? end
    found.push({ value: { country: c, state: s }, start: m.index, end: done })
  }
  return unique([...found, ...unknownTowns(text, found)].sort((a, b) => a.start - b.start))
}

/** A state or country right behind a name, or null. */
function lyingIn(text: string, at: number): Span<Place> | null {
  const m = BEHIND.exec(text.slice(at, at + 40))
  const word = m?.[1]
  if (!m || word === undefined) return null
  const end = at + m[0].length
  const code = word.replaceAll('.', '')
  // `CA` is California behind any town: who means Canada writes it, or a province
  if (US_STATES.has(code)) return { value: { country: 'US', state: code }, start: at, end }
  if (/^[A-Z]{2}$/.test(code) && (COUNTRY_CODES.has(code) || code === 'UK'))
    return { value: { country: code === 'UK' ? 'GB' : code, state: null }, start: at, end }
  const named = KNOWN_PLACES.get(word.toLowerCase()) ?? KNOWN_PLACES.get(word.split(' ')[0]?.toLowerCase() ?? '')
  return named && named.kind !== 'city'
    ? { value: { country: named.country, state: named.state }, start: at, end }
    : null
}

/** Whether what stands behind a name says more of it: "Dublin, CA" is in California, "Toronto, CA" stays in Canada. */
const settles = (known: KnownPlace, behind: Place): boolean =>
  known.kind === 'city'
    ? behind.country !== known.country
      ? !(behind.state !== null && behind.state === known.country)
      : behind.state !== null || known.state === null
    : behind.state !== null

const TOWN =
  /(?<![\p{L}\d])\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,2}, (?:([A-Z]{2})(?![\p{L}\d])|(\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?))/gu

/** Towns that are in no list, by the state behind their comma. `found` is in the order of the text. */
function unknownTowns(text: string, found: readonly Span<Place>[]): Span<Place>[] {
  let next = 0
  return [...text.matchAll(TOWN)].flatMap((m) => {
    const [whole, code] = m
    const start = m.index
    const end = start + whole.length
    while ((found[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next++
    const isKnown = (found[next]?.start ?? Number.POSITIVE_INFINITY) < end
    return code === undefined || !US_STATES.has(code) || isKnown
      ? []
      : [{ value: { country: 'US', state: code }, start, end }]
  })
}

function unique(found: readonly Span<Place>[]): Span<Place>[] {
  const seen = new Set<string>()
  const withState = new Set(found.filter((f) => f.value.state !== null).map((f) => f.value.country))
  return found.filter(({ value: { country, state } }) => {
    if (state === null && withState.has(country)) return false
    const key = `${country}/${state}`
    return !seen.has(key) && seen.add(key)
  })
}

const LABEL =
  /\b(?:locations?|work location|office|place of work|standort|lieu) ?[:–] ?([^\n.;•]{2,90})|\b(?:currently |primarily |be )?(?:based|located|reside|work|working|available|open to candidates) (?:primarily )?(?:in|at|out of|from) (?:any of )?(?:our (?:new |upcoming )?)?(?:the )?(?=[\p{Lu}])([^\n;•]{2,90})|\b(?:in|at|from|of) (?:our|the) (?:new |upcoming |central )?(\p{Lu}[\p{L}., ]{1,60}?)(?: or \p{Lu}[\p{L}, ]{1,30}?)? (?:office|hq|headquarters|data cent(?:er|re)|campus|location|area)s?\b/giu
/** Where the company is, or is not, says nothing of the job. */
const OF_COMPANY =
  /\b(?:headquartered|founded|company (?:is )?|customers|investors|offices? (?:are )?|team[s]? )(?:\w+ )?$/i

/** The places that a posting's text gives to the job ("Location: …", "based in …", "in our … office"). */
export function jobPlacesIn(description: string): Span<Place>[] {
  const text = description.slice(0, READ_AT_MOST)
  const found: Span<Place>[] = []
  for (const m of text.matchAll(LABEL)) {
    const words = m[1] ?? m[2] ?? m[3] ?? ''
    if (OF_COMPANY.test(text.slice(Math.max(0, m.index - 40), m.index))) continue
    const stop = /[.!?](?=\s+\p{Lu}\p{Ll}{2}|$)/u.exec(words)
    const start = m.index + m[0].lastIndexOf(words)
    for (const p of placesIn(stop ? words.slice(0, stop.index) : words))
      found.push({ value: p.value, start: start + p.start, end: start + p.end })
  }
  return unique(found)
}

/** The places of a title stand behind its occupation: "Data Center Technician - Ashburn, VA", "SRE (Remote, US)". */
export function titlePlacesIn(title: string): Span<Place>[] {
  const tail = title.search(/,| - | – | — |\(|\||\[/)
  if (tail < 0) return []
  return placesIn(title.slice(tail)).map(({ value, start, end }) => ({ value, start: start + tail, end: end + tail }))
}
