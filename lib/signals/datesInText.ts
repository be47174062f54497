import { addDays, type Day, dayNumber, isDay, periodBounds } from '@/lib/dates'

type DatePrecision = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year' | 'range' | 'fiscal'

export type DateMention = {
  /** First and last day, both inclusive; null for a fiscal period whose calendar the text does not tell. */
  readonly first: Day | null
  readonly last: Day | null
  readonly precision: DatePrecision
  /** `2025-09-01`, `2025-09`, `2025-Q2`, `2026-H1`, `2022`, `FY2027-H1`, or `first/last` for any other range. */
  readonly label: string
  readonly start: number
  readonly end: number
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const ORDINAL: Readonly<Record<string, number>> = {
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
  final: 4,
}
const MONTH = String.raw`(Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)`
const ORD = String.raw`(first|second|third|fourth|final|1st|2nd|3rd|4th)`
const YEAR = String.raw`((?:19|20)\d\d)`
const REL = '(this|last|next|the(?: (?:same|current|previous|coming|following))?) (year|fiscal year)'

const pad = (n: number): string => String(n).padStart(2, '0')
const monthIndex = (name: string): number =>
  MONTHS.findIndex((m) => m.startsWith(name.toLowerCase().replace('.', '').slice(0, 3)))

type Found = Omit<DateMention, 'start' | 'end'>
type Rule = readonly [RegExp, (m: RegExpMatchArray, on: Day, future: boolean) => Found | null]

const bounded = (label: string, precision: DatePrecision): Found | null => {
  const half = /^(\d{4})-H([12])$/.exec(label)
  if (half)
    return {
      first: `${half[1]}-${half[2] === '1' ? '01-01' : '07-01'}`,
      last: `${half[1]}-${half[2] === '1' ? '06-30' : '12-31'}`,
      precision,
      label,
    }
  const b = periodBounds(label)
  return b ? { first: b.first, last: b.last, precision, label } : null
}
const range = (first: Day, last: Day): Found => ({ first, last, precision: 'range', label: `${first}/${last}` })
const oneDay = (day: Day): Found | null => (isDay(day) ? { first: day, last: day, precision: 'day', label: day } : null)
const fiscal = (label: string): Found => ({ first: null, last: null, precision: 'fiscal', label })
const yearOf = (on: Day): number => Number(on.slice(0, 4))
const relativeYear = (word: string, on: Day): number =>
  yearOf(on) + (/last|previous/i.test(word) ? -1 : /next|coming|following/i.test(word) ? 1 : 0)

/** The year of a period that names none: the latest that has begun by `on`, or with `future` the next that is not over. */
function nearestYear(on: Day, future: boolean, make: (year: number) => Found | null): Found | null {
  const y = yearOf(on)
  for (const year of future ? [y, y + 1] : [y, y - 1]) {
    const f = make(year)
    if (f?.first && f.last && (future ? f.last >= on : f.first <= on)) return f
  }
  return null
}
/** For a finished statistic ("in the second quarter"): the latest period that was over on `on`. */
const latestOver = (on: Day, make: (year: number) => Found | null): Found | null => {
  for (const year of [yearOf(on), yearOf(on) - 1]) {
    const f = make(year)
    if (f?.last && f.last < on) return f
  }
  return make(yearOf(on))
}
const quarter = (year: number, q: number): Found | null => bounded(`${year}-Q${q}`, 'quarter')
const half = (year: number, h: number): Found | null => bounded(`${year}-H${h}`, 'half')
const month = (year: number, m: number): Found | null => (m < 0 ? null : bounded(`${year}-${pad(m + 1)}`, 'month'))
const shortYear = (y: string): number => (y.length === 2 ? 2000 + Number(y) : Number(y))

function months(a: number, b: number, year: number): Found | null {
  if (a < 0 || b < 0) return null
  const first = bounded(`${year}-${pad(a + 1)}`, 'month')
  const last = bounded(`${b < a ? year + 1 : year}-${pad(b + 1)}`, 'month')
  if (!first?.first || !last?.last) return null
  if (b - a === 2 && a % 3 === 0) return quarter(year, a / 3 + 1)
  if (b - a === 5 && a % 6 === 0) return half(year, a / 6 + 1)
  return range(first.first, last.last)
}

function weekday(name: string, on: Day, which: 'past' | 'last' | 'next'): Found | null {
  const want = DAYS.indexOf(name.toLowerCase())
  const today = (((dayNumber(on) + 3) % 7) + 7) % 7
  const back = (today - want + 7) % 7
  if (which === 'next') return oneDay(addDays(on, 7 - back))
  return oneDay(addDays(on, -(which === 'last' && back === 0 ? 7 : back)))
}

const RULES: readonly Rule[] = [
  [/\b((?:19|20)\d\d-\d\d-\d\d)\b/g, (m) => oneDay(m[1] ?? '')],
  [
    new RegExp(String.raw`\b${MONTH} (\d{1,2})(?:st|nd|rd|th)?,? ${YEAR}\b`, 'g'),
    (m) => oneDay(`${m[3]}-${pad(monthIndex(m[1] ?? '') + 1)}-${pad(Number(m[2]))}`),
  ],
  [
    new RegExp(String.raw`\b(\d{1,2})(?:st|nd|rd|th)? (?:of )?${MONTH},? ${YEAR}\b`, 'g'),
    (m) => oneDay(`${m[3]}-${pad(monthIndex(m[2] ?? '') + 1)}-${pad(Number(m[1]))}`),
  ],
  [
    new RegExp(
      String.raw`\b(?:from |between )?${MONTH}(?: through | to | until | and |-|–)${MONTH}(?:,? (?:of )?${YEAR})?`,
      'g',
    ),
    (m, on) => {
      const a = monthIndex(m[1] ?? '')
      const b = monthIndex(m[2] ?? '')
      return m[3] ? months(a, b, Number(m[3])) : latestOver(on, (y) => months(a, b, y))
    },
  ],
  [
    new RegExp(
      String.raw`\b${ORD} (?:fiscal |financial )?quarter (?:of |in )?(?:the )?(fiscal |financial )(?:year )?(?:${YEAR}|(\d\d))\b`,
      'gi',
    ),
    (m) => fiscal(`FY${m[3] ?? shortYear(m[4] ?? '')}-Q${ORDINAL[(m[1] ?? '').toLowerCase()]}`),
  ],
  [
    new RegExp(String.raw`\b${ORD} (?:fiscal|financial) quarter\b|\b(?:fiscal|financial) ${ORD} quarter\b`, 'gi'),
    (m) => fiscal(`FY-Q${ORDINAL[(m[1] ?? m[2] ?? '').toLowerCase()]}`),
  ],
  [/\bQ([1-4]) (?:FY|fiscal )(?:'|’)?(\d{4}|\d\d)\b/gi, (m) => fiscal(`FY${shortYear(m[2] ?? '')}-Q${m[1]}`)],
  [
    new RegExp(String.raw`\b${ORD} half of (?:the )?(?:fiscal|financial)(?: year)? ?(?:${YEAR})?`, 'gi'),
    (m) => fiscal(`FY${m[2] ?? ''}-H${ORDINAL[(m[1] ?? '').toLowerCase()]}`),
  ],
  [/\b(?:fiscal(?: year)?|FY) ?(20\d\d|\d\d)\b/gi, (m) => fiscal(`FY${shortYear(m[1] ?? '')}`)],
  [
    new RegExp(String.raw`\b${ORD}[- ]quarter(?: of| in|,)? ${YEAR}\b`, 'gi'),
    (m) => quarter(Number(m[2]), ORDINAL[(m[1] ?? '').toLowerCase()] ?? 0),
  ],
  [
    new RegExp(String.raw`\b${YEAR}(?:'s|’s) ${ORD} quarter\b`, 'gi'),
    (m) => quarter(Number(m[1]), ORDINAL[(m[2] ?? '').toLowerCase()] ?? 0),
  ],
  [
    new RegExp(String.raw`\b${ORD}[- ]quarter (?:of )?${REL}`, 'gi'),
    (m, on) => quarter(relativeYear(m[2] ?? '', on), ORDINAL[(m[1] ?? '').toLowerCase()] ?? 0),
  ],
  [
    new RegExp(String.raw`\b${ORD}[- ]quarter\b`, 'gi'),
    (m, on, future) => {
      const make = (y: number): Found | null => quarter(y, ORDINAL[(m[1] ?? '').toLowerCase()] ?? 0)
      return future ? nearestYear(on, true, make) : latestOver(on, make)
    },
  ],
  [/\bQ([1-4])[ -]?(?:of )?(?:'|’)?(20\d\d|\d\d)\b/g, (m) => quarter(shortYear(m[2] ?? ''), Number(m[1]))],
  [/\b(20\d\d)[ -]?Q([1-4])\b/g, (m) => quarter(Number(m[1]), Number(m[2]))],
  [/\b([1-4])Q ?(?:'|’)?(20\d\d|\d\d)\b/g, (m) => quarter(shortYear(m[2] ?? ''), Number(m[1]))],
  [
    /\bQ([1-4])\b/g,
    (m, on, future) =>
      future ? nearestYear(on, true, (y) => quarter(y, Number(m[1]))) : latestOver(on, (y) => quarter(y, Number(m[1]))),
  ],
  [
    new RegExp(String.raw`\b${ORD} half (?:of |in )?${YEAR}\b`, 'gi'),
    (m) => half(Number(m[2]), ORDINAL[(m[1] ?? '').toLowerCase()] ?? 0),
  ],
  [
    new RegExp(String.raw`\b${ORD} half (?:of )?${REL}`, 'gi'),
    (m, on) => half(relativeYear(m[2] ?? '', on), ORDINAL[(m[1] ?? '').toLowerCase()] ?? 0),
  ],
  [
    /\b(?:H([12])|([12])H)[ -]?(?:of )?(?:'|’)?(20\d\d|\d\d)\b/g,
    (m) => half(shortYear(m[3] ?? ''), Number(m[1] ?? m[2])),
  ],
  [/\b(20\d\d)[ -]?H([12])\b/g, (m) => half(Number(m[1]), Number(m[2]))],
  [
    new RegExp(String.raw`\b(early|mid|late|the (?:start|middle|end) of|the beginning of)[- ]${YEAR}\b`, 'gi'),
    (m) => partOfYear(m[1] ?? '', Number(m[2])),
  ],
  [
    /\b(early|mid|late|the (?:start|beginning|end) of)[- ](?:this|last|next|the) year\b/gi,
    (m, on) => partOfYear(m[1] ?? '', relativeYear(m[0], on)),
  ],
  [
    new RegExp(String.raw`\b(?:the )?(spring|summer|autumn|fall|winter)(?: of|,)? ${YEAR}\b`, 'gi'),
    (m) => season(m[1] ?? '', Number(m[2])),
  ],
  [
    /\b(this|last|next) (spring|summer|autumn|fall|winter)\b/gi,
    (m, on) => season(m[2] ?? '', relativeYear(m[1] ?? '', on)),
  ],
  [new RegExp(String.raw`\b${MONTH},? (?:of )?${YEAR}\b`, 'g'), (m) => month(Number(m[2]), monthIndex(m[1] ?? ''))],
  [
    new RegExp(String.raw`\b${MONTH} (?:of )?(last|next|this) year\b`, 'g'),
    (m, on) => month(relativeYear(m[2] ?? '', on), monthIndex(m[1] ?? '')),
  ],
  [
    new RegExp(String.raw`\b${MONTH} (\d{1,2})(?:st|nd|rd|th)?\b(?!%|,\d|\.\d)`, 'g'),
    (m, on, future) =>
      nearestYear(on, future, (y) => oneDay(`${y}-${pad(monthIndex(m[1] ?? '') + 1)}-${pad(Number(m[2]))}`)),
  ],
  [
    new RegExp(String.raw`\b(\d{1,2})(?:st|nd|rd|th)? (?:of )?${MONTH}\b`, 'g'),
    (m, on, future) =>
      nearestYear(on, future, (y) => oneDay(`${y}-${pad(monthIndex(m[2] ?? '') + 1)}-${pad(Number(m[1]))}`)),
  ],
  [
    new RegExp(
      String.raw`\b(in|of|for|since|during|by|until|last|next|early|late|mid|this|from|to)[- ]${MONTH}\b`,
      'gi',
    ),
    (m, on, future) => {
      const name = m[2] ?? ''
      if (/^m(?:ay|arch|ar)$/.test(name)) return null
      const next =
        (future && !/^(?:since|last)$/i.test(m[1] ?? '') && !(/^from$/i.test(m[1] ?? '') && (m.index ?? 0) > 0)) ||
        /^(?:next|by|until)$/i.test(m[1] ?? '')
      return nearestYear(on, next, (y) => month(y, monthIndex(name)))
    },
  ],
  [
    /\b(last|this|past|next|this coming) (Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b/gi,
    (m, on) =>
      weekday(
        m[2] ?? '',
        on,
        /next|coming/i.test(m[1] ?? '') ? 'next' : /last|past/i.test(m[1] ?? '') ? 'last' : 'past',
      ),
  ],
  [/\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b/g, (m, on) => weekday(m[1] ?? '', on, 'past')],
  [
    /\b(today|yesterday|tomorrow|this (?:morning|afternoon|evening)|tonight|last night|[Aa] day earlier)\b/gi,
    (m, on) => oneDay(addDays(on, /yes|last|earlier/i.test(m[0]) ? -1 : /tom/i.test(m[0]) ? 1 : 0)),
  ],
  [
    /\b(this|last|next) (week|month|quarter|year)\b/gi,
    (m, on) => relative((m[1] ?? '').toLowerCase(), (m[2] ?? '').toLowerCase(), on),
  ],
  [/\b(?:earlier|later) this (month|quarter|year)\b/gi, (m, on) => relative('this', (m[1] ?? '').toLowerCase(), on)],
  [
    new RegExp(
      String.raw`\b(?:in|by|of|for|since|during|until|from|to|before|around|fiscal|through) ${YEAR}\b(?!-)`,
      'gi',
    ),
    (m) => bounded(m[1] ?? '', 'year'),
  ],
]

const GATES: readonly RegExp[] = [
  /Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|-(?:january|february|march|april|june|july|august|september|october|november|december)/i,
  /quarter|Q[1-4]|[1-4]Q|half|H[12]|[12]H|fiscal|financial|\bFY/i,
  /spring|summer|autumn|fall|winter/i,
  /day|week|month|quarter|year|morning|afternoon|evening|night|tonight/i,
  /(?:19|20)\d\d/,
]
/** The gate of each rule, by what its source must contain; undefined: always tried. */
const RULE_GATES: readonly (number | undefined)[] = RULES.map(([{ source }]) => {
  if (source.includes('Jan(?:uary')) return 0
  if (source.includes('half of (?:the )?(?:fiscal')) return 1
  if (source.includes('spring')) return 2
  if (source.includes('(?:19|20)')) return 4
  if (/quarter\\b|quarter |quarter\)|half|fiscal|\(\[1-4\]\)|Q\(|H\(/.test(source)) return 1
  return /Monday|today|week\|month|earlier\|later|mid\|late/.test(source) ? 3 : undefined
})

function partOfYear(part: string, year: number): Found | null {
  if (/early|start|beginning/i.test(part)) return months(0, 3, year)
  if (/mid/i.test(part)) return months(4, 7, year)
  return months(8, 11, year)
}

/** Meteorological, northern; the winter of a year begins in its December. */
function season(name: string, year: number): Found | null {
  const at = { spring: 2, summer: 5, autumn: 8, fall: 8, winter: 11 }[name.toLowerCase()]
  return at === undefined ? null : months(at, (at + 2) % 12, year)
}

function relative(which: string, unit: string, on: Day): Found | null {
  const step = which === 'last' ? -1 : which === 'next' ? 1 : 0
  if (unit === 'week') {
    const monday = addDays(on, -((((dayNumber(on) + 3) % 7) + 7) % 7) + step * 7)
    return { first: monday, last: addDays(monday, 6), precision: 'week', label: `${monday}/${addDays(monday, 6)}` }
  }
  const y = yearOf(on)
  const m = Number(on.slice(5, 7)) - 1
  if (unit === 'year') return bounded(String(y + step), 'year')
  if (unit === 'month') {
    const n = y * 12 + m + step
    return month(Math.floor(n / 12), n % 12)
  }
  const n = y * 4 + Math.floor(m / 3) + step
  return quarter(Math.floor(n / 4), (n % 4) + 1)
}

/**
 * The dates that a text names, in order, read from the day it was published. "on Monday" is the latest Monday up to that
 * day; a month or quarter without a year is the latest one, or with `future` the next. Offsets are UTF-16.
 */
export function datesIn(text: string, publishedOn: Day, { future = false }: { future?: boolean } = {}): DateMention[] {
  const found: DateMention[] = []
  if (
    !/\d|day|month|year|quarter|week|half|spring|summer|autumn|winter|tomorrow|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|fall)/.test(
      text,
    )
  )
    return found
  // Most rules need a word that most sentences have not: looking for it first is a fraction of their cost.
  const has = GATES.map((g) => g.test(text))
  for (const [i, [pattern, read]] of RULES.entries()) {
    const gate = RULE_GATES[i]
    if (gate !== undefined && has[gate] === false) continue
    for (const m of text.matchAll(pattern)) {
      const start = m.index
      const end = start + m[0].length
      if (found.some((f) => start < f.end && f.start < end)) continue
      const f = read(m, publishedOn, future)
      if (f) found.push({ ...f, start, end })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}
