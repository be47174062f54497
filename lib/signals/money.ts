import { type Cue, cue, cuesIn, mayHave, type Scanned } from './cues'
import { MAGNITUDES, NUMBER, parseDecimal } from './numbers'

export type MoneyBound = 'exact' | 'about' | 'more-than' | 'up-to' | 'range'

export type Money = {
  /** In minor units of the currency (cents; yen and won have none). The lower end of a range. */
  readonly minor: bigint
  /** The upper end of a range; null for a single amount. */
  readonly maxMinor: bigint | null
  /** ISO 4217. A bare "$" is read as USD. */
  readonly currency: string
  /** What the words around the figure say: "more than", "up to", "about", "between … and …". */
  readonly is: MoneyBound
}

export type MoneyMention = Money & { readonly start: number; readonly end: number }

const SYMBOL: Readonly<Record<string, string>> = {
  $: 'USD',
  us$: 'USD',
  a$: 'AUD',
  au$: 'AUD',
  c$: 'CAD',
  ca$: 'CAD',
  cad$: 'CAD',
  nz$: 'NZD',
  hk$: 'HKD',
  s$: 'SGD',
  nt$: 'TWD',
  r$: 'BRL',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  '₩': 'KRW',
  '₪': 'ILS',
  rs: 'INR',
  'rs.': 'INR',
  chf: 'CHF',
  rm: 'MYR',
  kč: 'CZK',
}
const NAME: Readonly<Record<string, string>> = {
  dollar: 'USD',
  euro: 'EUR',
  pound: 'GBP',
  yen: 'JPY',
  rupee: 'INR',
  won: 'KRW',
  yuan: 'CNY',
  renminbi: 'CNY',
  'swiss franc': 'CHF',
  shekel: 'ILS',
  'swedish kron': 'SEK',
  'norwegian kron': 'NOK',
  'danish kron': 'DKK',
  'swedish crown': 'SEK',
  'norwegian crown': 'NOK',
  'danish crown': 'DKK',
  dirham: 'AED',
  riyal: 'SAR',
  zloty: 'PLN',
  koruna: 'CZK',
  forint: 'HUF',
  ringgit: 'MYR',
  baht: 'THB',
  rand: 'ZAR',
  reai: 'BRL',
}
const CODES =
  'USD|EUR|GBP|JPY|CHF|CAD|AUD|INR|KRW|CNY|RMB|SEK|NOK|DKK|SGD|HKD|ILS|NZD|TWD|BRL|AED|SAR|PLN|CZK|HUF|MYR|THB|IDR|ZAR|MXN|TRY|VND|PHP|RON'
/** Digits behind the point; ISO 4217. */
const NO_MINOR = new Set(['JPY', 'KRW'])

const SIGN = String.raw`(?:(?:US|AU|A|CAD|CA|C|NZ|HK|S|NT|R)?\$|[€£¥₹₩₪]|(?:Rs\.?|RM)(?: |\u00a0)?(?=\d)|(?:${CODES})(?: |\u00a0)?(?=\d))`
const UNIT = String.raw`(?:US |U\.S\. |Canadian |Australian |Singapore |Hong Kong )?(?:dollars?|euros?|pounds?(?: sterling)?|yen|rupees?|won|yuan|renminbi|shekels?|swiss francs?|(?:Swedish|Norwegian|Danish) (?:kron(?:or|er|a|e)|crowns)|dirhams?|riyals?|zlotys?|reais|korunas?|forints?|ringgit|baht|rand)|Kč|${CODES}|€|£`
const GAP = String.raw`(?:[ \u00a0-]?)`
const BEFORE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(${SIGN}) ?(\d[\d,]*(?:\.\d+)*)(?:${GAP}(${MAGNITUDES}))?(?:\s*(?:-|–|—|to|and)\s*(?:${SIGN})?(\d[\d,]*(?:\.\d+)*)(?:${GAP}(${MAGNITUDES}))?(?![\p{L}\d%]))?`,
  'giu',
)
const AFTER = new RegExp(
  String.raw`(?<![\p{L}\p{N}$€£¥.,])(\d{1,3}(?:\.\d{3})+|${NUMBER})(?:${GAP}(${MAGNITUDES}))?[ \u00a0-]?(${UNIT})(?![\p{L}])`,
  'giu',
)

/** What the two ask for first, without the number: most sentences have neither. */
const HAS_BEFORE = cue(new RegExp(String.raw`(?:[$€£¥₹₩₪]|Rs\.?|RM|${CODES})(?: |\u00a0){0,2}\d`, 'iu'))
const HAS_AFTER = cue(new RegExp(UNIT, 'iu'))

/** What stands before the upper end of a range that names its unit once. */
const LOWER_END = new RegExp(
  String.raw`(?<![\p{L}\p{N}$€£¥.,])(\d[\d,]*(?:\.\d+)*)(?:${GAP}(${MAGNITUDES}))?(?:\s?[-–—]\s?| to | and )$`,
  'iu',
)
const LESS =
  /\b(?:more than|over|at least|upwards? of|upward of|exceeding|exceeds|in excess of|north of|above|surpass(?:ing|ed))\s*$/i
const OR_MORE = /^(?:\+|-plus\b| plus\b| or more\b)/
const UP_TO = /\b(?:up to|as much as|as many as|at most|no more than|less than|under|maximum of)\s*$/i
const ABOUT = /\b(?:about|around|roughly|approximately|some|nearly|almost|close to|an estimated|approx\.?)\s*$/i

const codeOf = (sign: string): string => {
  const s = sign
    .trim()
    .toLowerCase()
    .replace(/\u00a0/g, '')
  if (SYMBOL[s]) return SYMBOL[s]
  const up = s.toUpperCase()
  if (up === 'RMB') return 'CNY'
  if (s.startsWith('canadian')) return 'CAD'
  if (s.startsWith('australian')) return 'AUD'
  if (s.startsWith('singapore')) return 'SGD'
  if (s.startsWith('hong kong')) return 'HKD'
  const name = Object.keys(NAME).find((n) => s.includes(n))
  return (name && NAME[name]) || (/^[A-Z]{3}$/.test(up) ? up : 'USD')
}

function toMinor(digits: string, magnitude: string | undefined, currency: string): bigint | null {
  // "175.000 EUR": no one writes three decimals of a coin, so the points part thousands.
  const d = parseDecimal(
    !magnitude && /^[1-9]\d{1,2}(?:\.\d{3})+$|^[1-9]\d?(?:\.\d{3}){2,}$/.test(digits)
      ? digits.replace(/\./g, '')
      : digits,
    magnitude,
  )
  if (!d) return null
  const scale = d.scale - (NO_MINOR.has(currency) ? 0 : 2)
  if (scale <= 0) return d.unscaled * 10n ** BigInt(-scale)
  // Below the smallest coin: rounded half up.
  const unit = 10n ** BigInt(scale)
  return (d.unscaled + unit / 2n) / unit
}

/** All amounts of money in a text, in order, with UTF-16 offsets. "$2–3 billion" and "between $2 billion and $3 billion" are one range. `scanned`: the same text, where it has been. */
export function moneyIn(text: string, scanned?: Scanned): MoneyMention[] {
  const found: MoneyMention[] = []
  const cues = scanned?.cues ?? cuesIn(text)
  for (const m of /\d/.test(text) && asksFor(text, HAS_BEFORE, cues) ? text.matchAll(BEFORE) : []) {
    const [whole, sign = '', digits = '', magnitude, digits2, magnitude2] = m
    const currency = codeOf(sign)
    const between = /\bbetween\s*$/i.test(text.slice(0, m.index))
    // "$30 million to 2026" ends in a year: behind a magnitude the upper end has one of its own.
    const joined =
      digits2 !== undefined &&
      (between || !/ and /i.test(whole)) &&
      !(magnitude !== undefined && magnitude2 === undefined)
    // In "$2-3 billion" the magnitude stands once, for both.
    const low = toMinor(digits, magnitude ?? (joined ? magnitude2 : undefined), currency)
    if (low === null) continue
    const high = joined && digits2 !== undefined ? toMinor(digits2, magnitude2 ?? magnitude, currency) : null
    const isRange = high !== null && high > low
    const end =
      isRange || digits2 === undefined ? m.index + whole.length : m.index + firstLength(whole, digits, magnitude)
    found.push({
      minor: low,
      maxMinor: isRange ? high : null,
      currency,
      is: isRange ? 'range' : boundAround(text, m.index, end),
      start: m.index,
      end,
    })
    if (!isRange && digits2 !== undefined) {
      const second = whole.slice(end - m.index)
      const at = second.search(/(?:[A-Z]{0,3}\$|[€£¥₹₩₪])/i)
      const rest = at < 0 ? [] : moneyIn(second.slice(at))
      const one = rest[0]
      if (one)
        found.push({
          ...one,
          is: boundAround(text, end + at, end + at + one.end),
          start: end + at + one.start,
          end: end + at + one.end,
        })
    }
  }
  for (const m of asksFor(text, HAS_AFTER, cues) ? text.matchAll(AFTER) : []) {
    const start = m.index
    const end = start + m[0].length
    if (found.some((f) => start < f.end && f.start < end)) continue
    const currency = codeOf(m[3] ?? '')
    const minor = toMinor(m[1] ?? '', m[2], currency)
    if (minor === null) continue
    // "between 2 and 3 billion euros": the lower end has neither unit nor, often, magnitude.
    const lower = LOWER_END.exec(text.slice(Math.max(0, start - 40), start))
    const low = lower && toMinor(lower[1] ?? '', lower[2] ?? m[2], currency)
    const two =
      lower !== null && / and $/.test(lower[0]) && !/\bbetween $/i.test(text.slice(0, start - lower[0].length))
    if (lower && low && low < minor && !two && !found.some((f) => f.end > start - lower[0].length && f.start < start))
      found.push({ minor: low, maxMinor: minor, currency, is: 'range', start: start - lower[0].length, end })
    else found.push({ minor, maxMinor: null, currency, is: boundAround(text, start, end), start, end })
  }
  return found.sort((a, b) => a.start - b.start)
}

const asksFor = (text: string, c: Cue, cues: Uint32Array): boolean => mayHave({ cues }, c) && c.pattern.test(text)

const firstLength = (whole: string, digits: string, magnitude: string | undefined): number => {
  const at = whole.indexOf(digits) + digits.length
  if (!magnitude) return at
  return whole.toLowerCase().indexOf(magnitude.toLowerCase(), at) + magnitude.length
}

/** What the words around the figure at `at` … `end` say of it: "more than", "up to", "about", or nothing. */
export function boundAround(text: string, at: number, end: number): MoneyBound {
  const before = text.slice(Math.max(0, at - 24), at)
  if (LESS.test(before) || OR_MORE.test(text.slice(end, end + 14))) return 'more-than'
  if (UP_TO.test(before)) return 'up-to'
  return ABOUT.test(before) ? 'about' : 'exact'
}

/** The one amount that a text is: `readMoney('$1.2bn')`. null where there is none or where no currency is named. */
export function readMoney(text: string): Money | null {
  const first = moneyIn(text)[0]
  if (!first) return null
  const { minor, maxMinor, currency, is } = first
  return { minor, maxMinor, currency, is }
}

/** Minor units as a number of the major unit (cents to dollars), for attributes and for print. Exact to the cent below 90 trillion. */
export function toMajor(minor: bigint, currency: string): number {
  return NO_MINOR.has(currency) ? Number(minor) : Number(minor / 100n) + Number(minor % 100n) / 100
}

// One for all: making one is a hundred times dearer than using it.
const DECIMALS = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 })

/** "1.7 billion USD", "96 million USD", "85,000 EUR". */
export function formatMoney(amount: number, currency: string): string {
  const [value, word] =
    amount >= 1e12
      ? [amount / 1e12, ' trillion']
      : amount >= 1e9
        ? [amount / 1e9, ' billion']
        : amount >= 1e6
          ? [amount / 1e6, ' million']
          : [amount, '']
  return `${DECIMALS.format(value)}${word} ${currency}`
}
