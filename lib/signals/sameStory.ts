import { urlOf } from '@/lib/url'
import { moneyIn } from './money'
import { isCommonWord } from './names'
import { MAGNITUDES, parseNumber } from './numbers'

export type Story = { url?: string; title?: string; text?: string }
export type Sameness = {
  same: boolean
  /** 0..1: how alike the two are; above 0.5 exactly where `same`. */
  score: number
}

const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|twclid|yclid|mc_[ce]id|igshid|_hs(?:enc|mi)|_ga|ref|ref_src|ref_url|referrer|source|src|cmp|cmpid|cid|ncid|guc(?:e_\w+|counter)|smid|smtyp|share|shared|sharetype|feature|at_\w+|ito|xtor|rss|output|outputtype|amp|amp_\w+|usqp|__twitter_impression|sr_share|tpcc|partner|via|mod|campaign|wt\.\w+|wt_mc)$/i
/** Addresses that only lead on to another: where they are kept, and the parameter that names the goal. */
const REDIRECTORS: readonly (readonly [RegExp, RegExp, readonly string[]])[] = [
  [/(?:^|\.)google(?:\.[a-z]{2,3}){1,2}$/, /^\/url$/, ['url', 'q']],
  [/(?:^|\.)facebook\.com$/, /^\/l\.php$/, ['u']],
  [/^out\.reddit\.com$/, /^\//, ['url']],
  [/(?:^|\.)linkedin\.com$/, /^\/(?:redir\/redirect|safety\/go)\/?$/, ['url']],
  [/(?:^|\.)bing\.com$/, /^\/news\/apiclick\.aspx$/, ['url']],
]

/** The address behind redirecting or AMP-caching ones, three deep at most; the same where it is neither. */
export function goalOf(url: URL): URL {
  let goal = url
  for (let i = 0; i < 3; i++) {
    const next = nextGoal(goal)
    if (next === goal) break
    goal = next
  }
  return goal
}

function nextGoal(url: URL): URL {
  const host = url.hostname
  for (const [hosts, paths, names] of REDIRECTORS) {
    if (!hosts.test(host) || !paths.test(url.pathname)) continue
    const goal = names.map((n) => url.searchParams.get(n)).find((v) => v && /^https?:\/\//i.test(v))
    const found = goal ? urlOf(goal) : null
    if (found) return found
  }
  const cached =
    (/(?:^|\.)google(?:\.[a-z]{2,3}){1,2}$/.test(host) && /^\/amp\/(?:s\/)?([^/]+\..+)$/.exec(url.pathname)) ||
    (/\.cdn\.ampproject\.org$/.test(host) && /^\/(?:[a-z]\/)?(?:s\/)?([^/]+\..+)$/.exec(url.pathname))
  const goal = cached ? `https://${cached[1]}${url.search}` : null
  return (goal ? urlOf(goal) : null) ?? url
}

/**
 * An address without what changes from reader to reader: scheme, `www.`/`m.`/`amp.`, tracking parameters, fragment, AMP and
 * index suffixes, closing slash; of a redirecting or caching address the one behind it. Made for comparing, not for opening.
 * null where there is no http address.
 */
export function canonicalUrl(address: string | undefined): string | null {
  if (!address) return null
  const text = address.trim()
  const given = urlOf(text)
  if (!given) return null
  if (given.protocol !== 'http:' && given.protocol !== 'https:') return null
  const url = goalOf(given)
  const host = url.hostname.toLowerCase().replace(/^(?:(?:www\d?|m|mobile|amp|edition)\.)+(?=[^.]+\.)/, '')
  let path = url.pathname
  for (let before = ''; before !== path; ) {
    before = path
    path = path
      .replace(/\/{2,}/g, '/')
      .replace(/(?:\/amp|\.amp)(?=\/?$|\.html?$)/i, '')
      .replace(/^\/amp(?=\/)/i, '')
      .replace(/\/index\.(?:html?|php)$/i, '/')
      .replace(/\/$/, '')
  }
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
const WORD = /[\p{L}\p{N}]+(?:[.,]\d+)*/gu

/** Where a wire's copy says that it is one: a place, a day and an agency before the first word. */
const DATELINE =
  /^\s*(?:[\p{Lu}][\p{L}.' /-]{1,40},?\s+)?(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}(?:, \d{4})?,? ?)?(?:(?:\/[\w .-]{2,30}\/|\([\p{L}\d .&-]{2,30}\))\s*(?:[-–—:]+\s*)?|[-–—]{1,2}\s+)/iu
/** A line before the text that says who wrote it and when. */
const BYLINE = /^\s*(?:by|published|updated|posted|written by|from)\b[^\n]{0,120}\n+/iu
/** What cut texts end on, and what is set under copies. */
const TAIL =
  /\s*(?:\[(?:…|\.\.\.|&hellip;)\]|…|\.\.\.|\(?(?:read|continue|see|view)\b[^.\n]{0,60}\b(?:more|reading|full|original|story|article)\b[^.\n]{0,60}[.)…»→]*|the post [^\n]{0,200} appeared first on [^\n]{0,80})\s*$/iu

/** Characters that no tail is longer than: where it is looked for. */
const TAIL_LENGTH = 600

export function stripped(text: string): string {
  let t = text.normalize('NFKC').replace(BYLINE, '').replace(BYLINE, '').replace(DATELINE, '')
  for (let i = 0; i < 3; i++) {
    const from = Math.max(0, t.length - TAIL_LENGTH)
    const next = t.slice(0, from) + t.slice(from).replace(TAIL, '')
    if (next === t) break
    // Cut in the middle of a sentence: the last word, or sum, may be half of one.
    t = /[\p{L}\p{N}]$/u.test(next) ? next.replace(/\s*\S+$/, '') : next
  }
  return t.trim()
}

export const stem = (w: string): string => (w.length > 4 ? w.replace(/(?:ing|ed|es|s|e)$/, '') : w)
export const isContent = (w: string): boolean => !STOP.has(w)

function runsOf(tokens: readonly string[], length: number): string[] {
  const n = Math.min(length, Math.max(1, tokens.length))
  return tokens.slice(0, tokens.length - n + 1).map((_, i) => tokens.slice(i, i + n).join(' '))
}

const shared = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number => {
  let n = 0
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  for (const x of small) if (large.has(x)) n++
  return n
}
/** How much of the smaller set is in the larger, 0..1; 0 where one is empty. */
const overlap = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number =>
  a.size === 0 || b.size === 0 ? 0 : shared(a, b) / Math.min(a.size, b.size)

type Token = { readonly word: string; readonly start: number; readonly end: number }
export type StoryRead = {
  readonly url: string | null
  readonly title: string
  readonly text: string
  readonly tokens: readonly Token[]
  readonly runs: ReadonlySet<string>
  /** Every word of the text. */
  readonly words: ReadonlySet<string>
  /** Every word of title and text. */
  readonly known: ReadonlySet<string>
  readonly content: ReadonlySet<string>
  readonly pairs: ReadonlySet<string>
  readonly lead: ReadonlySet<string>
}
/** Words in a row that copies share. */
const RUN = 4
const LEAD_WORDS = 40
/** Words in which a report says what happened. */
const OPENING = 22
/** Characters of a text that are compared: what comes after them tells no story apart. */
const MAX_TEXT = 20_000

export const wordsOf = (text: string): string[] => text.toLowerCase().match(WORD) ?? []

/** A story taken to pieces once, for `sameRead`. */
export function readStory(story: Story): StoryRead {
  const title = (story.title ?? '').normalize('NFKC')
  const body = stripped((story.text ?? '').slice(0, MAX_TEXT))
  // A text of a few words says less than its title does.
  const text = wordsOf(body).length >= 8 ? body : `${title}. ${body}`
  const tokens = [...text.matchAll(WORD)].map((m) => ({
    word: m[0].toLowerCase(),
    start: m.index,
    end: m.index + m[0].length,
  }))
  const words = tokens.map((t) => t.word)
  const stems = words.filter(isContent).map(stem)
  let runs: ReadonlySet<string> | undefined
  let pairs: ReadonlySet<string> | undefined
  return {
    url: canonicalUrl(story.url),
    title,
    text,
    tokens,
    // Most comparisons end before they need these, which cost more than all the rest.
    get runs() {
      runs ??= new Set(runsOf(words, RUN))
      return runs
    },
    get pairs() {
      pairs ??= new Set(runsOf(stems, 2))
      return pairs
    },
    words: new Set(words),
    known: new Set([...words, ...wordsOf(title)]),
    content: new Set(stems),
    lead: new Set(words.slice(0, LEAD_WORDS).filter(isContent).map(stem)),
  }
}

const COUNT_WORDS = new Map(
  'three four five six seven eight nine ten eleven twelve'.split(' ').map((w, i) => [w, i + 3] as const),
)
const NUMBER = new RegExp(
  String.raw`(?<![\p{L}\d.,:])(\d[\d,]*(?:\.\d+)?)(?!\d|:\d)(?:[ -]?(${MAGNITUDES})\b)?(?: ?(%|per ?cent\b|mw\b|gw\b|megawatts?\b|gigawatts?\b))?`,
  'giu',
)
type Figures = {
  /** Sums of money, shares and powers: what a report turns on. */
  readonly key: ReadonlySet<string>
  /** Other counts of three and more. */
  readonly plain: ReadonlySet<string>
  readonly years: ReadonlySet<string>
}

/** Figures, each normalised: "$1.2bn" and "1.2 billion dollars" are one, and "twelve" is 12. */
export function figuresIn(text: string): Figures {
  const key = new Set<string>()
  const plain = new Set<string>()
  const years = new Set<string>()
  const money = moneyIn(text)
  for (const m of money) {
    key.add(`${m.currency} ${m.minor}`)
    if (m.maxMinor !== null) key.add(`${m.currency} ${m.maxMinor}`)
  }
  for (const m of text.matchAll(NUMBER)) {
    if (money.some((x) => m.index < x.end && x.start < m.index + m[0].length)) continue
    const value = parseNumber(m[1] ?? '', m[2])
    if (value === null) continue
    const unit = (m[3] ?? '').toLowerCase()
    if (/^(?:%|per)/.test(unit)) key.add(`% ${value}`)
    else if (unit) key.add(`mw ${unit.startsWith('g') ? value * 1000 : value}`)
    else if (!m[2] && /^(?:19|20)\d\d$/.test(m[1] ?? '')) years.add(String(value))
    else if (value >= 3 || !Number.isInteger(value)) plain.add(`# ${value}`)
  }
  for (const w of wordsOf(text)) {
    const value = COUNT_WORDS.get(w)
    if (value !== undefined) plain.add(`# ${value}`)
  }
  return { key, plain, years }
}

const all = (f: Figures): Set<string> => new Set([...f.key, ...f.plain])

/** Whether one figure is the other rounded ("$1.84 billion", "$1.8 billion"); never where fewer than two digits are left. */
function isRounded(a: string, b: string): boolean {
  const [unitA, x] = a.split(' ')
  const [unitB, y] = b.split(' ')
  if (unitA !== unitB || x === undefined || y === undefined) return false
  const digits = (n: string): number => n.replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length
  const [fine, rough] = digits(x) >= digits(y) ? [x, y] : [y, x]
  const left = digits(rough)
  return left >= 2 && Number(Number(fine).toPrecision(left)) === Number(rough)
}

/** What of `a` is not in `b`, as it stands or rounded. */
const lacking = (a: ReadonlySet<string>, b: ReadonlySet<string>, isRough = false): string[] =>
  [...a].filter((x) => !b.has(x) && !(isRough && [...b].some((y) => isRounded(x, y))))

const TURNS: readonly RegExp[] = [
  /\bseries ([a-k])\b/gi,
  /\b(first|second|third|fourth|advance|preliminary|initial|revised|final|flash)[- ](?:quarter|estimate|reading|half|round|phase|fiscal|print)\b/gi,
  /\b(q[1-4]|h[12])\b/gi,
  /\b(january|february|march|april|june|july|august|september|october|november|december)\b/gi,
]

/** Whether both name a round, a quarter, a month, and not one of them is the same. */
function isTurned(a: string, b: string): boolean {
  const found = (text: string, p: RegExp): Set<string> =>
    new Set([...text.matchAll(p)].map((m) => (m[1] ?? '').toLowerCase()))
  return TURNS.some((p) => {
    const x = found(a, p)
    const y = found(b, p)
    return x.size > 0 && y.size > 0 && shared(x, y) === 0
  })
}

/** Words by which one event of a company differs from its next. */
const EVENTS: readonly (readonly [string, RegExp])[] = [
  ['ipo', /\b(?:ipos?|go(?:es|ing)? public|public offering|listing|s-1|float)\b/],
  ['layoff', /\b(?:lay(?:s|ing)? ?offs?|laid off|job cuts|cuts? jobs|redundanc\w+|job losses)\b/],
  ['funding', /\b(?:rais(?:es|ed|ing)|funding|series [a-k]|round)\b/],
  ['deal', /\b(?:acqui\w+|buys|bought|takeover|merger)\b/],
  ['capacity', /\b(?:data ?cent(?:er|re)s?|megawatts?|mw|gw|campus)\b/],
]
const DENIAL =
  /\b(?:den(?:y|ies|ied)|untrue|refut\w+|withdr[ae]w\w*|cancel\w*|scrap(?:s|ped)|pull(?:s|ed) (?:its|the|out))\b/i
const eventsIn = (text: string): Set<string> =>
  new Set(EVENTS.flatMap(([name, p]) => (p.test(text.toLowerCase()) ? [name] : [])))

/**
 * The words of proper names, in order: capitalised within a sentence, and the first word of the text, where a report names
 * whom it is about.
 */
export function namesOf(text: string): string[] {
  const found = new Set<string>()
  for (const m of text.matchAll(/\p{Lu}[\p{L}\p{N}]+/gu)) {
    const before = text.slice(Math.max(0, m.index - 3), m.index)
    const opens = m.index > 0 && /(?:^|[.!?:…\n]["”’)]?\s*["“‘(]?)$/u.test(before)
    if (!opens && !/[\p{L}\p{N}'’]$/u.test(before) && !isCommonWord(m[0]) && !STOP.has(m[0].toLowerCase()))
      found.add(m[0].toLowerCase())
  }
  return [...found]
}

/** Whether each names what the other does not know at all: its first name, or more than `share` of its names. */
function hasOtherNames(a: string, b: string, x: StoryRead, y: StoryRead, share: number): boolean {
  const namesA = namesOf(a)
  const namesB = namesOf(b)
  const strangeA = namesA.filter((n) => !y.known.has(n))
  const strangeB = namesB.filter((n) => !x.known.has(n))
  if (strangeA.length === 0 || strangeB.length === 0) return false
  if (strangeA[0] === namesA[0] && strangeB[0] === namesB[0]) return true
  return strangeA.length > share * namesA.length && strangeB.length > share * namesB.length
}

/**
 * The parts of two near-copies that answer each other. What only one of them has at its head or tail (a dateline, a byline, a
 * note under the text) was added; what both have there stands in each other's place and counts.
 */
function answering(x: StoryRead, y: StoryRead): [string, string] {
  const edges = (r: StoryRead, other: StoryRead): [number, number] => {
    const runs = runsOf(
      r.tokens.map((t) => t.word),
      RUN,
    )
    const first = runs.findIndex((s) => other.runs.has(s))
    const last = runs.findLastIndex((s) => other.runs.has(s))
    return first < 0 ? [0, r.tokens.length] : [first, Math.min(r.tokens.length, last + RUN)]
  }
  const [x0, x1] = edges(x, y)
  const [y0, y1] = edges(y, x)
  const hasTwoHeads = x0 > 0 && y0 > 0
  const hasTwoTails = x.tokens.length - x1 > 0 && y.tokens.length - y1 > 0
  const cut = (r: StoryRead, from: number, to: number): string =>
    r.text.slice(
      hasTwoHeads ? 0 : (r.tokens[from]?.start ?? 0),
      hasTwoTails ? r.text.length : (r.tokens[to - 1]?.end ?? r.text.length),
    )
  return [cut(x, x0, x1), cut(y, y0, y1)]
}

/** A run of four words that half of the shorter text shares makes a near-copy. */
const COPY = 0.5
/** Nearly all of the shorter text stands in the other word for word. */
const WHOLE_COPY = 0.97
/** How much of the content the two openings share, at least; less in pages that share only what stands under every text. */
const COPY_LEAD = 0.58
/** Mean of shared content, opening and neighbours from which on one text is the other in other words. */
const RETOLD = 0.44
/** How much of the content the two openings of a rewriting share, at least. */
const LEAST_LEAD = 0.45

/**
 * Whether two documents are one story: the same article under another address, a copy, a cut or a light rewriting of it; not
 * another report on the same event. The same address is the same story. Near-copies (runs of four words) are, unless
 * what stands in each other's place are figures, names or periods: then they are one template filled twice. A rewriting says
 * the same things in the same order of importance and brings no figure or name of its own. Symmetric; pure; linear in the lengths.
 */
export function sameStory(a: Story, b: Story): Sameness {
  return sameRead(readStory(a), readStory(b))
}

/** Words that only one of them has, as a part of its length, from which on no text is nearly all of another. */
const STRANGE = 4 * (1 - WHOLE_COPY)

/**
 * A cheap answer for most pairs: true where `sameRead` is sure to say no. Too little of either opening is in the other for a
 * rewriting, and each has too many words of its own for a whole copy: a word of its own is in at least one run of four, and a
 * run holds four words at the most.
 */
export function isSurelyOther(x: StoryRead, y: StoryRead): boolean {
  if ((x.url !== null && x.url === y.url) || Math.min(x.tokens.length, y.tokens.length) < RUN) return false
  if (Math.min(overlap(x.lead, y.content), overlap(y.lead, x.content)) >= LEAST_LEAD) return false
  return isStrange(x, y) && isStrange(y, x)
}

function isStrange(x: StoryRead, y: StoryRead): boolean {
  let left = STRANGE * x.tokens.length
  for (const word of x.words) if (!y.known.has(word) && --left < 0) return true
  return false
}

/** The same of two stories that `readStory` read: where one is compared with many. */
export function sameRead(x: StoryRead, y: StoryRead): Sameness {
  if (x.url !== null && x.url === y.url && /[/?]/.test(x.url)) return { same: true, score: 1 }
  if (x.tokens.length === 0 || y.tokens.length === 0) return { same: false, score: 0 }

  if (isShortColumn(x, y) || isOpposed(x, y)) return { same: false, score: 0.2 }
  const isIdentical = x.tokens.length === y.tokens.length && x.tokens.every((t, i) => t.word === y.tokens[i]?.word)
  if (isIdentical && x.tokens.length >= 4) return { same: true, score: 1 }
  const copied = overlap(x.runs, y.runs) * lengthTrust(x, y)
  const lead = Math.min(overlap(x.lead, y.content), overlap(y.lead, x.content))
  if (copied >= COPY) return nearCopy(x, y, copied, lead)

  const likeness = 0.5 * overlap(x.content, y.content) + 0.3 * lead + 0.2 * overlap(x.pairs, y.pairs)
  const no = { same: false, score: round(Math.min(0.5, likeness)) }
  if (likeness < RETOLD || lead < LEAST_LEAD) return no
  const figuresX = figuresIn(x.text)
  const figuresY = figuresIn(y.text)
  const strangeX = lacking(figuresX.key, all(figuresY), true)
  const strangeY = lacking(figuresY.key, all(figuresX), true)
  if (strangeX.length > 0 && strangeY.length > 0) return no
  const [few, many] = [all(figuresX), all(figuresY)].sort((p, q) => p.size - q.size)
  if (few && many && few.size > 0 && lacking(few, many, true).length > 0.5 * few.size) return no
  const eventsX = eventsIn(x.text)
  const eventsY = eventsIn(y.text)
  const isOther =
    (eventsX.size > 0 && eventsY.size > 0 && shared(eventsX, eventsY) === 0) ||
    isTurned(`${x.title}. ${x.text}`, `${y.title}. ${y.text}`) ||
    DENIAL.test(`${x.title} ${x.text}`) !== DENIAL.test(`${y.title} ${y.text}`) ||
    hasOtherNames(x.text, y.text, x, y, 0.34)
  return isOther ? no : { same: true, score: round(Math.max(0.51, likeness)) }
}

function nearCopy(x: StoryRead, y: StoryRead, copied: number, lead: number): Sameness {
  const [partX, partY] = answering(x, y)
  const figuresX = figuresIn(partX)
  const figuresY = figuresIn(partY)
  const both = (p: ReadonlySet<string>, q: ReadonlySet<string>): boolean =>
    lacking(p, q).length > 0 && lacking(q, p).length > 0
  const isFilledAgain =
    both(new Set([...all(figuresX), ...figuresX.years]), new Set([...all(figuresY), ...figuresY.years])) ||
    isTurned(partX, partY) ||
    hasOtherNames(partX, partY, x, y, 0.2)
  const isOther =
    isFilledAgain ||
    (lead < COPY_LEAD && copied < WHOLE_COPY) ||
    (copied < 0.9 && DENIAL.test(`${x.title} ${x.text}`) !== DENIAL.test(`${y.title} ${y.text}`))
  return isOther ? { same: false, score: round(0.45 * copied) } : { same: true, score: round(Math.max(0.51, copied)) }
}

/** Words of a text under which its title must tell as much. */
const SHORT = 20

/** A text of a few words that stands under every issue of a column says nothing where the titles name other figures. */
function isShortColumn(x: StoryRead, y: StoryRead): boolean {
  if (Math.min(x.tokens.length, y.tokens.length) >= SHORT) return false
  const figuresX = all(figuresIn(x.title))
  const figuresY = all(figuresIn(y.title))
  const isOther = lacking(figuresX, figuresY, true).length > 0 && lacking(figuresY, figuresX, true).length > 0
  // A figure that the other one's text knows is told there.
  const isTold = (f: ReadonlySet<string>, r: StoryRead): boolean =>
    lacking(f, all(figuresIn(r.text)), true).length === 0
  return (isOther && !isTold(figuresX, y) && !isTold(figuresY, x)) || isTurned(x.title, y.title)
}

const WAYS: readonly RegExp[] = [
  /\b(?:ris(?:e|es|ing)|rose|increas\w+|gr[eo]w(?:s|n|ing)?|climb\w*|jump\w*|hike[sd]?|higher)\b/i,
  /\b(?:f[ae]ll(?:s|en|ing)?|drop\w*|declin\w+|decreas\w+|cuts?|lower(?:s|ed)?|shr[aiu]nk\w*|slid\w*)\b/i,
  /\b(?:held|holds?|unchanged|steady|paus(?:e|es|ed))\b/i,
]

/** Whether the openings say that things go different ways: up, down, or nowhere. */
function isOpposed(x: StoryRead, y: StoryRead): boolean {
  const ways = (r: StoryRead): Set<number> => {
    const opening = r.text.slice(0, r.tokens[OPENING]?.start ?? r.text.length)
    return new Set(WAYS.flatMap((p, i) => (p.test(opening) ? [i] : [])))
  }
  const a = ways(x)
  const b = ways(y)
  return a.size > 0 && b.size > 0 && shared(a, b) === 0
}

const round = (n: number): number => Math.round(n * 1000) / 1000

/** Half a dozen words inside a long text prove little; twenty do. */
const lengthTrust = (x: StoryRead, y: StoryRead): number =>
  Math.min(1, 0.2 + Math.min(x.tokens.length, y.tokens.length) / 25)
