import { moneyIn } from './money'
import { namesIn } from './names'
import { MAGNITUDES, parseNumber } from './numbers'

export type Story = { url?: string; title?: string; text?: string }
export type Sameness = {
  same: boolean
  /** 0..1: how alike the two are; above 0.5 exactly where `same`. */
  score: number
}

const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|ref|ref_src|referrer|source|src|cmpid|ncid|guccounter|guce_\w+|smid|smtyp|share|sharetype|feature|at_\w+|ito|xtor|rss|output|amp|__twitter_impression|sr_share|tpcc|partner|via)$/i

/**
 * An address without what changes from reader to reader: scheme, `www.`/`m.`/`amp.`, tracking parameters, fragment, AMP and
 * index suffixes, closing slash. null where there is no http address.
 */
export function canonicalUrl(address: string | undefined): string | null {
  if (!address) return null
  let url: URL
  try {
    url = new URL(address.trim())
  } catch {
    return null
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  const host = url.hostname.toLowerCase().replace(/^(?:www\d?|m|mobile|amp)\./, '')
  const path = url.pathname
    .replace(/\/{2,}/g, '/')
    .replace(/(?:\/amp|\.amp)(?=\/|$|\.html?$)/i, '')
    .replace(/^\/amp(?=\/)/i, '')
    .replace(/\/index\.(?:html?|php)$/i, '/')
    .replace(/\/$/, '')
  const kept = [...url.searchParams]
    .filter(([k]) => !TRACKING.test(k))
    .sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
  const query = kept.map(([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(v)}`).join('&')
  return `${host}${url.port ? `:${url.port}` : ''}${path}${query ? `?${query}` : ''}`
}

const STOP = new Set(
  'a an the of to in on at for by with from and or but as is are was were be been it its this that these those has have had will would can could may might said says say he she they their his her our we you your not no than then there which who what when where how all any more most other some such into over after before about up out new also just so if'.split(
    ' ',
  ),
)
const words = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+(?:[.,]\d+)*/gu) ?? []

/** Words in fours, as text; fewer where the text has fewer. */
function shingles(tokens: readonly string[]): Set<string> {
  const n = Math.min(4, Math.max(1, tokens.length))
  const set = new Set<string>()
  for (let i = 0; i + n <= tokens.length; i++) set.add(tokens.slice(i, i + n).join(' '))
  return set
}

const shared = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number => {
  let n = 0
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  for (const x of small) if (large.has(x)) n++
  return n
}
const overlap = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number =>
  a.size === 0 || b.size === 0 ? 0 : shared(a, b) / Math.min(a.size, b.size)
const jaccard = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number => {
  const n = shared(a, b)
  return a.size + b.size - n === 0 ? 0 : n / (a.size + b.size - n)
}

const NUMBER = new RegExp(
  String.raw`(?<![\p{L}\d.,])(\d[\d,]*(?:\.\d+)?)(?:[ -]?(${MAGNITUDES}))?(?: ?(%|per ?cent|mw|gw))?`,
  'giu',
)
const TURNS: readonly RegExp[] = [
  /\bseries ([a-k])\b/gi,
  /\b(first|second|third|fourth|advance|preliminary|final)[- ](?:quarter|estimate|reading|half|round|phase|fiscal)\b/gi,
  /\b(q[1-4]|h[12])\b/gi,
  /\b(january|february|march|april|june|july|august|september|october|november|december)\b/gi,
]
/** Words by which one event of a company differs from its next. */
const EVENTS: readonly (readonly [string, RegExp])[] = [
  ['ipo', /\b(?:ipos?|go(?:es|ing)? public|public offering|listing|s-1|float)\b/],
  ['layoff', /\b(?:lay(?:s|ing)? ?offs?|laid off|job cuts|cuts? jobs|redundanc\w+)\b/],
  ['funding', /\b(?:rais(?:es|ed|ing)|funding|series [a-k]|round)\b/],
  ['deal', /\b(?:acqui\w+|buys|bought|takeover|merger)\b/],
  ['capacity', /\b(?:data ?cent(?:er|re)s?|megawatts?|mw|gw|campus)\b/],
  ['denial', /\b(?:den(?:y|ies|ied)|untrue|refut\w+|withdr[ae]w\w*|cancel\w*|scrap\w*|pull(?:s|ed))\b/],
]

/** Sums, shares, counts and terms, each normalised: "$1.2bn" and "1.2 billion dollars" are one. Years alone say little and are left out. */
function figuresIn(text: string): Set<string> {
  const set = new Set<string>()
  const money = moneyIn(text)
  for (const m of money) {
    set.add(`${m.currency}${m.minor}`)
    if (m.maxMinor !== null) set.add(`${m.currency}${m.maxMinor}`)
  }
  for (const m of text.matchAll(NUMBER)) {
    if (money.some((x) => m.index < x.end && x.start < m.index + m[0].length)) continue
    const value = parseNumber(m[1] ?? '', m[2])
    if (value === null || (!m[2] && !m[3] && (value < 3 || (value >= 1990 && value <= 2100)))) continue
    const unit = (m[3] ?? '').toLowerCase().replace(/per ?cent/, '%')
    set.add(unit === 'gw' ? `${value * 1000}mw` : `${value}${unit}`)
  }
  return set
}

function turnsIn(text: string): Set<string>[] {
  return TURNS.map((pattern) => new Set([...text.matchAll(pattern)].map((m) => (m[1] ?? '').toLowerCase())))
}

const eventsIn = (text: string): Set<string> =>
  new Set(EVENTS.flatMap(([name, p]) => (p.test(text.toLowerCase()) ? [name] : [])))
const entitiesIn = (text: string): Set<string> =>
  new Set(
    namesIn(text).map((n) =>
      n.name
        .toLowerCase()
        .replace(/\b(?:inc|corp|ltd|plc)\.?$/, '')
        .trim(),
    ),
  )

type Read = { lead: string; all: string; url: string | null; tokens: string[]; shingles: Set<string> }
const LEAD_WORDS = 70

function read(story: Story): Read {
  const title = story.title ?? ''
  const text = story.text ?? ''
  const lead = `${title}. ${text.split(/\s+/).slice(0, LEAD_WORDS).join(' ')}`
  const tokens = words(text || title)
  return { lead, all: `${title}. ${text}`, url: canonicalUrl(story.url), tokens, shingles: shingles(tokens) }
}

/**
 * Whether two documents tell one story. The same address is the same story. Else near-copies (shingles of four words) are,
 * unless what the story turns on differs: the names in the lead, the figures, the quarter, the round. Retellings in other
 * words need names and figures in common. Symmetric; pure; linear in the lengths.
 */
export function sameStory(a: Story, b: Story): Sameness {
  const x = read(a)
  const y = read(b)
  if (x.url !== null && x.url === y.url) return { same: true, score: 1 }
  if (x.tokens.length === 0 || y.tokens.length === 0) return { same: false, score: 0 }

  const copied = Math.max(jaccard(x.shingles, y.shingles), 0.95 * overlap(x.shingles, y.shingles) * lengthTrust(x, y))
  const figuresX = figuresIn(x.lead)
  const figuresY = figuresIn(y.lead)
  const figures = overlap(figuresX, figuresY)
  const bothFigures = figuresX.size > 0 && figuresY.size > 0
  const names = overlapOfNames(entitiesIn(x.lead), entitiesIn(y.lead))
  const turnsX = turnsIn(x.lead)
  const turnsY = turnsIn(y.lead)
  const turned = turnsX.some(
    (s, i) => s.size > 0 && (turnsY[i]?.size ?? 0) > 0 && shared(s, turnsY[i] ?? new Set()) === 0,
  )
  const eventsX = eventsIn(x.lead)
  const eventsY = eventsIn(y.lead)
  const denial = eventsX.has('denial') !== eventsY.has('denial')
  const content = cosine(x.lead, y.lead)

  // Near-copies: one exact text under two addresses may differ in nothing that counts.
  if (copied >= 0.5) {
    const wholeX = figuresIn(x.all)
    const wholeY = figuresIn(y.all)
    const disagree =
      (bothFigures && figures < 0.5) ||
      (wholeX.size > 0 && wholeY.size > 0 && overlap(wholeX, wholeY) < 0.6) ||
      names < 0.4 ||
      turned
    return disagree && copied < 0.985
      ? { same: false, score: round(0.45 * copied) }
      : { same: true, score: round(Math.max(0.51, copied)) }
  }
  const kind = eventsX.size === 0 || eventsY.size === 0 ? 0.5 : overlap(eventsX, eventsY)
  const score = 0.3 * names + 0.3 * (bothFigures ? figures : 0.4) + 0.25 * Math.min(1, content * 1.6) + 0.15 * kind
  const enough =
    names >= 0.5 &&
    !turned &&
    !denial &&
    kind > 0 &&
    (bothFigures ? figures >= 0.5 && content >= 0.22 : content >= 0.45)
  return enough && score >= 0.55
    ? { same: true, score: round(Math.max(0.51, score)) }
    : { same: false, score: round(Math.min(0.5, score)) }
}

const round = (n: number): number => Math.round(n * 1000) / 1000

/** A dozen words inside a long text prove little; fifty do. */
function lengthTrust(x: Read, y: Read): number {
  return Math.min(1, Math.min(x.tokens.length, y.tokens.length) / 40 + 0.35)
}

/** Names count as met where one begins the other ("Acme", "Acme Cloud"). Without names on either side nothing is said: 0.5. */
function overlapOfNames(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0.5
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  let met = 0
  for (const n of small)
    if (large.has(n) || [...large].some((m) => m.startsWith(`${n} `) || n.startsWith(`${m} `))) met++
  return met / small.size
}

/** Cosine of the counts of content words, roughly stemmed. */
function cosine(a: string, b: string): number {
  const count = (text: string): Map<string, number> => {
    const m = new Map<string, number>()
    for (const w of words(text)) {
      if (STOP.has(w)) continue
      const stem = w.length > 4 ? w.replace(/(?:ing|ed|es|s)$/, '') : w
      m.set(stem, (m.get(stem) ?? 0) + 1)
    }
    return m
  }
  const x = count(a)
  const y = count(b)
  let dot = 0
  for (const [w, n] of x) dot += n * (y.get(w) ?? 0)
  const norm = (m: Map<string, number>): number => Math.sqrt([...m.values()].reduce((s, n) => s + n * n, 0))
  const d = norm(x) * norm(y)
  return d === 0 ? 0 : dot / d
}
