import type { Day } from '@/lib/dates'
import { type CompanyIndex, type CompanyMention, companiesIn, isAmbiguous } from './companies'
import { cue, cuesIn, has } from './cues'
import { type DateMention, datesIn } from './datesInText'
import { type MoneyMention, moneyIn } from './money'
import { PUBLISHERS } from './names'
import { rolesHere } from './rolesHere'
import { splitUnits } from './sentences'
import type { InfraRoleSlug } from './taxonomy'

export type Subject = { readonly name: string; readonly slug: string | null }

/** A sentence or a part of one between semicolons, with all that the events ask of it. Offsets inside are its own. */
export type Unit = {
  readonly text: string
  /** The text in small letters, of the same length; the month of May is written "mai". */
  readonly lower: string
  /** Which costly patterns can match in it: `cuesIn(lower)`. */
  readonly cues: Uint32Array
  readonly start: number
  readonly end: number
  readonly sentence: number
  readonly opensLine: boolean
  readonly companies: readonly CompanyMention[]
  readonly money: readonly MoneyMention[]
  readonly dates: readonly DateMention[]
  /** The roles that it names. */
  readonly roles: readonly InfraRoleSlug[]
  /** The company that the text was last about when this unit begins: what "it" and "the company" mean. */
  readonly salient: Subject | null
  /** The one company of the whole document; null where it names none or several. */
  readonly only: Subject | null
  readonly next: string
  /** Its place among the units of the document. */
  readonly index: number
}

export type Document = {
  readonly text: string
  readonly title: string
  readonly published: Day | null
  readonly units: readonly Unit[]
}

/** More amounts than this in one sentence are a table, whose rows no grammar of ours joins. */
const MOST_AMOUNTS = 60

/** Stands in where no day of publication is given: then only dates with a year of their own are kept. */
const NO_DAY = '2000-01-01'

/** In small letters the month would be the "may" of doubt; the stand-in is as long, so that offsets hold. */
const MONTH_OF_MAY = /(?<=\S )May\b|\bMay(?= (?:\d|and |or |through ))/g

const FUTURE =
  /\b(?:will|plans?|planned|expects?|expected to|aims?|intends?|targets?|by the end|as soon as|as early as|could|may|might|potentially|next|upcoming|scheduled|due|is to|are to|set to|wants?|hopes?|should|ahead|for 20\d\d)\b/

/** Banks and funds speak of others: they are not what "the company" means in the next sentence. */
export const isFinancier = (name: string): boolean => FINANCIER.test(name)

const FINANCIER =
  /\b(?:Ventures?|Capital|Partners|Fund|Funds|Bank|Securities|Goldman|Morgan|JPMorgan|J\.P\.|Citi|Citigroup|Barclays|Nomura|Jefferies|Evercore|Lazard|UBS|Deutsche|Wells|BofA|Mizuho|Point|Investments?|Equity|Holdings LP|Advisors|Advisers|Associates|Angels|Sequoia|Andreessen|SoftBank|BlackRock|Blackstone|HSBC|Stifel|Berenberg|Carnegie|Nordea|SEB|DNB|Rothschild|Macquarie|MUFG|SMBC|Daiwa|BNP|ING|Santander|CICC|Credit Suisse|Piper Sandler|Raymond James|William Blair|TD Cowen|Cowen|Moelis)\b/
const PREPOSITION =
  /\b(?:according to|by|from|with|in|at|of|to|for|on|told|via|including|like|such as|alongside|than|about|near|against|outside|inside|through|as|into|under|citing|per|around|rival|versus|unlike|led by|behind|left|quit|leaving|joined|beside|across from|called|dubbed|named|codenamed|nicknamed|known as)(?: the| its| an?)? $/i
const DEFINITE =
  /\b(?:it|its|they|their|he|she|the (?:[\w-]+ ){0,3}?(?:company|companies|startup|start-up|firm|group|business|maker|provider|operator|lab|developer|vendor|chipmaker|carrier|sites?|roles?|jobs?|posts?|positions?|projects?|facilities|campuses|programme|program|scheme|supplier|builder|host|miner|utility|unicorn|owner|team|round|deal|cuts?|money|sale|offering|shares|listing|plant|campus|facility|project))\b/i

const inSmallLetters = (text: string): string =>
  (text.includes('May') ? text.replace(MONTH_OF_MAY, 'Mai') : text).toLowerCase()

/** Reads a document once, for all events. */
export function readDocument(text: string, title: string, published: Day | null, index: CompanyIndex): Document {
  const raw = splitUnits(text).map((u) => ({ unit: u, found: companiesIn(u.text, index) }))
  const names = longNames(raw.flatMap((u) => u.found))
  const named = new Map(raw.flatMap((u) => u.found).map((c) => [names(c).name, names(c)]))
  const [sole] = named.values()
  const only = sole && named.size === 1 && !FINANCIER.test(sole.name) ? sole : null
  let salient: Subject | null = topicOf(title, text, index, names, named)
  // All at once: what the scan needs at hand would have to be fetched again behind each unit's rules.
  const lowers = raw.map(({ unit: u }) => inSmallLetters(u.text))
  const cues = lowers.map(cuesIn)
  const units: Unit[] = raw.map(({ found, unit: u }, i) => {
    const companies = found.map(({ name, slug, start, end }) => {
      const long = names({ name, slug, start, end })
      return { name: long.name, slug: long.slug, start, end }
    })
    const unit = new LazyUnit(
      u,
      lowers[i] ?? '',
      cues[i] ?? cuesIn(''),
      companies,
      salient,
      only,
      raw[i + 1]?.unit.text ?? '',
      i,
      published,
    )
    salient = subjectOf(unit) ?? salient ?? onlyOne(u.text, companies)
    return unit
  })
  return { text, title, published, units }
}

/**
 * Money and dates are read when they are first asked for: most sentences tell no event, and then nobody asks. A class, since
 * an object made of the rest of another is a slow one, which every rule would then read.
 */
class LazyUnit implements Unit {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly sentence: number
  readonly opensLine: boolean
  #money: readonly MoneyMention[] | null = null
  #dates: readonly DateMention[] | null = null
  #roles: readonly InfraRoleSlug[] | null = null

  constructor(
    u: Pick<Unit, 'text' | 'start' | 'end' | 'sentence' | 'opensLine'>,
    readonly lower: string,
    readonly cues: Uint32Array,
    readonly companies: readonly CompanyMention[],
    readonly salient: Subject | null,
    readonly only: Subject | null,
    readonly next: string,
    readonly index: number,
    readonly published: Day | null,
  ) {
    this.text = u.text
    this.start = u.start
    this.end = u.end
    this.sentence = u.sentence
    this.opensLine = u.opensLine
  }

  get money(): readonly MoneyMention[] {
    this.#money ??= has(this, OF_MONEY) ? moneyIn(this.text, this).slice(0, MOST_AMOUNTS) : []
    return this.#money
  }

  get roles(): readonly InfraRoleSlug[] {
    this.#roles ??= rolesHere(this)
    return this.#roles
  }

  get dates(): readonly DateMention[] {
    this.#dates ??= this.published
      ? datedIn(this.text, this.lower, this.published)
      : datesIn(this.text, NO_DAY).filter((d) => /(?:19|20)\d\d/.test(this.text.slice(d.start, d.end)))
    return this.#dates
  }
}

const OF_MONEY = cue(/\d|dollar|euro|pound|yen/)

/** What opens a sentence this near is read with the verb behind it: "By July Acme will …". */
const INTRODUCTORY = 30

/** "plans cuts, according to a filing on May 20": the day of the telling is past. */
const TOLD =
  /\b(?:filing|filed|notice|memo|statement|report|letter|said|announced|told|published|reported)\b[^.;]{0,30}$/

/** A date without a year is to come where a word of the future stands before it, or behind where it opens the sentence. */
function datedIn(text: string, lower: string, published: Day): DateMention[] {
  const past = datesIn(text, published)
  if (past.length === 0) return past
  const cue = lower.search(FUTURE)
  if (cue < 0) return past
  const future = datesIn(text, published, { future: true })
  return future.map((f) =>
    (cue < f.end || f.start < INTRODUCTORY) && !TOLD.test(text.slice(0, f.start))
      ? f
      : (past.find((p) => p.start === f.start && p.end === f.end) ?? f),
  )
}

/** "Ardent" after "Ardent Cloud" is Ardent Cloud: a short form takes the long form that stands in the document. */
function longNames(all: readonly CompanyMention[]): (c: CompanyMention) => Subject {
  const longest = new Map<string, Subject>()
  for (const c of all) {
    const first = c.name.split(' ')[0] ?? ''
    const known = longest.get(first)
    if (first !== c.name && c.slug === null && (!known || known.name.length < c.name.length))
      longest.set(first, { name: c.name, slug: null })
  }
  return (c) => (c.slug === null && !c.name.includes(' ') && longest.get(c.name)) || { name: c.name, slug: c.slug }
}

/** A company named in the title and again in the text: what a text without a subject is about. */
function topicOf(
  title: string,
  text: string,
  index: CompanyIndex,
  long: (c: CompanyMention) => Subject,
  named: ReadonlyMap<string, Subject>,
): Subject | null {
  for (const c of companiesIn(title, index)) {
    // "Together now", of a text that says "Together we raised …": the text uses the word as a word.
    const written = title.slice(c.start, c.end)
    if (isAmbiguous(written) && text.includes(written) && !named.has(long(c).name)) continue
    if (c.slug !== null || text.includes(c.name)) return long(c)
    // "Acme plant: 1,340 hired" above a text on "Acme Motor Group": the same first word.
    const first = c.name.split(' ')[0] ?? ''
    const same =
      first.length > 3 ? [...named.values()].filter((n) => n.name.startsWith(`${first} `) || n.name === first) : []
    const [only] = same
    if (only && same.length === 1) return only
  }
  return null
}

/** Before any subject has come, the one company of a heading ("Network engineer at Acme"). */
const onlyOne = (text: string, companies: readonly CompanyMention[]): Subject | null => {
  const [c] = companies
  return c && companies.length === 1 && !FINANCIER.test(c.name) && /\b(?:at|of|by|for) $/i.test(text.slice(0, c.start))
    ? { name: c.name, slug: c.slug }
    : null
}

function subjectOf(unit: Unit): Subject | null {
  for (const c of unit.companies) {
    if (
      isSubject(unit, c) &&
      !FINANCIER.test(c.name) &&
      !/^ (?:co-)?(?:led|leads|joined|participated|invested|backed|took part|advised)\b/.test(unit.text.slice(c.end))
    )
      return { name: c.name, slug: c.slug }
  }
  // A known company in any place is better than none, where the sentence has no other subject.
  const known = unit.companies.find(
    (c) => c.slug !== null && !/\b(?:like|than|from|including|by|rival)\s$/.test(unit.text.slice(0, c.start)),
  )
  return known && !DEFINITE.test(unit.text.slice(0, known.start)) ? { name: known.name, slug: known.slug } : null
}

/** Who acts for a company: "the board of Acme approved", "employees at Acme". */
const STAFF_OF =
  /\b(?:[Mm]anagement|[Bb]oard(?: of [Dd]irectors)?|[Dd]irectors|[Ee]xecutives|[Ee]mployees|[Ss]taff|[Ww]orkers|[Oo]wners?|[Pp]arent|bosses) (?:of|at|in) (?:the )?$/
const RELATED =
  /^['’]s (?:[\w-]+ ){0,3}(?:neighbour|neighbor|rival|competitor|partner|supplier|customer|backer|peer|spin-?off|spin-?out|subsidiary|parent|landlord|tenant|sibling|sister company) $/
const SITE_NOUN =
  /^ (?:[a-z-]+ )?(?:fab|plant|site|campus|data ?cent(?:er|re)|office|hub|headquarters|hq|facility|factory|halls?|cent(?:er|re)|warehouse|region|lab|branch|base|operations?|building|works|mill)\b/
const COMPANY_NOUN =
  /^(?:-based)? (?:(?!(?:has|is|was|will|said|says|raised|plans|and|the|a|to|in|on|of|for|with) )[a-z-]+ ){0,3}(?:company|firm|startup|start-up|maker|provider|outfit|unicorn|operator|chipmaker|developer)\b/

function isSubject(unit: Unit, c: CompanyMention): boolean {
  const before = unit.text.slice(0, c.start)
  const after = unit.text.slice(c.end)
  // "Shares of Acme fell after it raised …" is about Acme.
  if (/^(?:The )?(?:[Ss]hares|[Ss]tock) (?:of|in) $/.test(before)) return true
  if (STAFF_OF.test(before)) return true
  // "Fermi America's neighbour Windrow Power": whose neighbour it is only describes.
  if (
    /^['’]s /.test(after) &&
    unit.companies.some((x) => x.start > c.end && x.start - c.end < 60 && RELATED.test(unit.text.slice(c.end, x.start)))
  )
    return false
  // "will close its Ottawa fab": a place that tells which site.
  if (
    c.slug === null &&
    /(?:\b(?:its|their|the|an?|new) (?:[a-z]+ )?|['’]s? (?:(?:[$€£]?[\d.,]+ ?(?:billion|million|bn|m|mw|gw)?|[a-z-]+) ){0,3})$/i.test(
      before,
    ) &&
    SITE_NOUN.test(after)
  )
    return false
  // "talks for Acme to raise …": the verb is its own.
  if (/\bfor $/.test(before) && /^ to [a-z]/.test(after)) return true
  // "Nvidia's rival Acme", "Nvidia rival Acme": the second name is the subject.
  if (PREPOSITION.test(before) && !/\p{Lu}[\p{L}\p{N}]*(?:['’]s(?: [a-z-]+){0,2})? rival $/u.test(before)) return false
  // "from Acme and Bolt": the second stands behind the same preposition.
  const joined = unit.companies.find(
    (x) => x.end < c.start && /^ and (?:the (?:[\p{Ll}’']+ ){1,4})?$/u.test(unit.text.slice(x.end, c.start)),
  )
  if (joined && !isSubject(unit, joined)) return false
  // "an agreement with Wilmington Trust, National Association": names in a row behind one preposition.
  const row = unit.companies.find((x) => x.end < c.start && /^, $/.test(unit.text.slice(x.end, c.start)))
  if (row && /\b(?:with|from|by|including) $/.test(unit.text.slice(0, row.start))) return false
  // "an Nvidia supplier": the name only describes.
  if (/\b(?:an?|former|fellow) $/i.test(before) && /^ [a-z-]+/.test(after)) return false
  // "the British AI infrastructure company", "Tallinn start-up": the name only tells which company.
  if (COMPANY_NOUN.test(after)) return false
  return !/^(?:-| (?:chips?|GPUs?|processors?|hardware|systems?|customers?|cards?|spokes\w+) (?:and|for|in|to)\b)/.test(
    after,
  )
}

/**
 * The company of an event whose verb begins at `at`: the nearest name before it that can be a subject, else what "it" or
 * "the company" before it means, else null. `skip` passes over names that cannot be it (the banks of an offering).
 */
export function subjectBefore(unit: Unit, at: number, skip?: (name: string) => boolean): Subject | null {
  // "according to Acme, which puts the number at 40": the clause is about the name before it, whatever stands before that.
  const told = unit.companies.findLast(
    (c) => c.end <= at && !skip?.(c.name) && /^, (?:which|who|whose \p{Ll}+) [^,]*$/u.test(unit.text.slice(c.end, at)),
  )
  if (told) return { name: told.name, slug: told.slug }
  for (let i = unit.companies.length - 1; i >= 0; i--) {
    const c = unit.companies[i]
    if (!c || c.end > at || !isSubject(unit, c) || skip?.(c.name)) continue
    const first = firstOf(unit, i)
    return { name: first.name, slug: first.slug }
  }
  const before = unit.text.slice(0, at)
  if (DEFINITE.test(before) || /^\s*(?:[-•*]\s*)?$/.test(before)) return unit.salient
  // "Approximately 260 positions will be eliminated": nobody is named, so it is of whom the text is about.
  if (unit.companies.length === 0 && QUANTITY.test(before)) return unit.salient
  // A company that speaks for itself: "We have grown to 60 people". Inside quotation marks anyone may be speaking.
  if (/["“”]/.test(unit.text)) return null
  return unit.salient !== null && /\b(?:[Ww]e|[Oo]ur)\b/.test(before)
    ? unit.salient
    : /^(?:We|Our)\b/.test(before)
      ? unit.only
      : null
}

const QUANTITY =
  /^\W*(?:(?:about|approximately|some|around|roughly|nearly|almost|more than|over|up to|at least|another|a further|an additional|a total of|as many as) )+$|^\W*(?:(?:about|approximately|some|around|roughly|nearly|almost|more than|over|up to|at least|another|a further|an additional|a total of|in all|as many as|all|both|most|the remaining) )*(?:[\d.,]+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds|dozens|thousands|half|two thirds)\b[^.;]*$/i

/** The first company of the unit that can be a subject, wherever its verb is. */
export function firstSubject(unit: Unit): Subject | null {
  const c = unit.companies.find((x) => isSubject(unit, x))
  return c ? { name: c.name, slug: c.slug } : null
}

/** "Acme and Bolt have agreed": the first of those that stand together speaks for them. */
function firstOf(unit: Unit, i: number): CompanyMention {
  const c = unit.companies[i] as CompanyMention
  const before = unit.companies[i - 1]
  if (
    before &&
    /^(?:,? and (?:the (?:[\p{Ll}’']+ ){1,4})?|, )$/u.test(unit.text.slice(before.end, c.start)) &&
    isSubject(unit, before)
  )
    return firstOf(unit, i - 1)
  return c
}

/** The company behind "at" or "of" before `at` ("engineers at Acme earn"); null where there is none. */
export function companyBehind(unit: Unit, at: number, prepositions: RegExp): Subject | null {
  const c = unit.companies.findLast((x) => x.end <= at && prepositions.test(unit.text.slice(0, x.start)))
  return c ? { name: c.name, slug: c.slug } : null
}

/** The company behind a preposition after `at` ("131 positions at Granite Hosting"); null where none follows. */
export function companyAfter(unit: Unit, at: number, prepositions: RegExp): Subject | null {
  for (const c of unit.companies) {
    if (c.start < at) continue
    if (prepositions.test(unit.text.slice(Math.max(0, c.start - 40), c.start))) return { name: c.name, slug: c.slug }
  }
  return null
}

const PUBLISHER = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${PUBLISHERS.map((p) => p.replace(/\./g, '\\.')).join('|')})(?![\p{L}\p{N}])`,
  'gu',
)

/** Publishers that a text names, each once, in the order of first mention. */
export function sourcesIn(text: string): string[] {
  return [...new Set(text.match(PUBLISHER) ?? [])]
}

/** Name of a place behind "in", "at", "near" after `from`: "Hillsboro, Oregon" gives "Hillsboro". null where none. */
export function placeIn(unit: Unit, from = 0): string | null {
  return placeBehind(unit, from, BEHIND_IN) ?? placeBehind(unit, from, BEHIND_AT) ?? placeOfSite(unit, from)
}

/** "its Abilene data center": the place stands before what is built there. */
function placeOfSite(unit: Unit, from: number): string | null {
  const m =
    /\b(?:its|their|the|an?|new|planned) ([\p{Lu}][\p{L}’'-]+(?: [\p{Lu}][\p{L}’'-]+)?)(?:,? [\p{Lu}][\p{L}]+,)? (?:data ?cent(?:er|re)|campus|site|facility|office|plant|complex|hub)\b/u.exec(
      unit.text.slice(from),
    )
  const name = m?.[1]
  return name && !unit.companies.some((c) => c.slug !== null && c.name.startsWith(name)) && !/^[A-Z]{2,}$/.test(name)
    ? name
    : null
}

const behind = (prepositions: string): RegExp =>
  new RegExp(
    String.raw`\b(?:${prepositions}|(?:north|south|east|west)(?:-?(?:east|west))? of)(?: (?:its|the|a|an|central|northern|southern|eastern|western|rural|downtown))* ((?:[\p{Lu}][\p{L}’'-]+)(?: [\p{Lu}][\p{L}’'-]+)*)(?! (?:supercomputer|cluster|project|programme|program|unit|division|data|and its))`,
    'u',
  )
const BEHIND_IN = behind('in|near|outside|across')
const BEHIND_AT = behind('at')

function placeBehind(unit: Unit, from: number, pattern: RegExp): string | null {
  let rest = unit.text.slice(from)
  for (let guard = 0; guard < 6; guard++) {
    const hit = pattern.exec(rest)
    if (!hit?.[1]) return null
    if (
      !/^(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Q\d|H\d|Series|IPO|AI|ML|GPU|The|Nasdaq|NYSE)/.test(
        hit[1],
      ) &&
      !unit.companies.some((c) => (c.slug !== null || / /.test(c.name)) && c.name.startsWith(hit[1] ?? ''))
    )
      return hit[1]
    rest = rest.slice(hit.index + hit[0].length)
  }
  return null
}

/** The date that tells when the verb at `at` happened: the nearest one behind it, else the nearest before. */
export function dateNear(unit: Unit, at: number): DateMention | null {
  // "more than its valuation in September": the date of what is compared with. A day says more than a month beside it.
  const usable = unit.dates.filter(
    (d) =>
      d.precision !== 'fiscal' &&
      !/\b(?:than|since|valuation|valued|founded|launched|up from|down from)\b[^,;]{0,24}$/.test(
        unit.lower.slice(Math.max(0, d.start - 36), d.start),
      ),
  )
  const days = usable.filter((d) => d.precision === 'day')
  const pick = days.length > 0 ? days : usable
  return pick.find((d) => d.start >= at) ?? pick.findLast((d) => d.end <= at) ?? null
}
