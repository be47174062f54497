import { wordEnd } from './letters'
import { isCommonWord, isPlace, isPublisher, isRegion, namesIn } from './names'

export type CompanyName = {
  readonly slug: string
  /** As the product writes it. */
  readonly name: string
  readonly aliases: readonly string[]
}

export type CompanyMention = {
  readonly name: string
  /** null: a name that the list of known companies has not. */
  readonly slug: string | null
  readonly start: number
  readonly end: number
}

/** Names that are also words, functions or products: they count only in a company's company. */
const AMBIGUOUS = new Set([
  'Lambda',
  'Modal',
  'Together',
  'Crusoe',
  'Foundry',
  'Scale',
  'Switch',
  'Meta',
  'Oracle',
  'Arm',
  'Runway',
  'Cohere',
  'Coherent',
  'Fermi',
  'Radiant',
  'Volta',
  'Constellation',
  'Galaxy',
  'Hyperbolic',
  'Modular',
  'Positron',
  'Reflection',
  'Replicate',
  'Etched',
  'Arena',
  'Rebellions',
  'Perplexity',
  'Poolside',
  'Credo',
  'Vantage',
  'Aligned',
  'Oxide',
  'Fervo',
  'Mistral',
  'Forgent',
  'HIVE',
  'Intel',
  'Snowflake',
  'Lightning',
  'Google',
  'Apple',
])
const NOT_A_COMPANY_AFTER =
  /^(?: |-)(?:functions?|expressions?|calculus|layers?|dialogs?|windows?|closes|opens|terms?|handlers?|architecture|school|logic|verbs?|calls?|syntax|capture|captures|parameters?|statements?|closures?|value|values|up\b|down\b|out\b|score|of\b|the\b|with\b|we\b|they\b)/i
const COMPANY_AFTER =
  /^(?:['’]s |,| \(| (?:Labs|Cloud|AI|Inc|Corp|Energy|Systems|has|had|is|was|will|plans|said|says|raised|raises|filed|files|hired|hires|announced|announces|and|to|in|laid|cut|cuts|opened|opens|posted|lists|closed|secured|signed|expects|wants|declined|denied|chief|CEO|founder|spokes\w+|which|employs|pays|offers|would|could|may|might|did|does|confidentially|reported|reportedly|agreed|aims|intends|added|adds|builds|bought|took|shares|stock|employees|engineers|now|also|still|recently|currently|already|no|never|looks|seeks|sees|gets|makes|made|rents|rented|sells|runs|employs|went|goes|began|begins|starts?|started|paid|led|joined|completed|priced|prices|withdrew|pulled|delayed|postponed|doubled|grew|hopes|considers|considered|weighs|borrowed|landed|leased|leases|ordered|deployed|deploys|built|builds|forbids|lets|gives|allows|converted|froze|paused|eyes|nears|lost|won|agreed|struck|unveiled|launched|launches|provides|operates|pledges|pledged|commits|committed|prepares|prepared|abandons|abandoned|orders|inks|inked|lands|lays|slashes|slashed|trims|trimmed|sheds|axes|plots|readies|targets|taps|tapped|names|named|appoints|appointed|expands|expanded|invests|invested|acquires|acquired|buys|sold|spends|spent|backs|backed|bets|scraps|scrapped|shelves|shelved|cancels|cancelled|canceled|breaks|broke|partners|teams|joins|beats|misses|missed|warns|warned|forecasts|projects|confirms|confirmed|discloses|disclosed|reveals|revealed|unveils|introduces|introduced|owns|closes|hits|hit|surges|sought|told|asked|reorganizes|reorganises|restructures|moves|moved|doubles|triples|grows|needs|receives|received|secures|nabs|nabbed|bags|bagged|borrows|issues|issued|offered|submitted|registered|officially|formally|quietly|today|yesterday|executives|officials|management|investors|weighed|considering|exploring|mulls|explores|leads|orders|ramps|halts|halted|freezes|slows|resumes|trains|awarded|awards|granted|broadens|widens|raising|planning|preparing|hiring|seeking)\b)/

/** Whether a name is also a word, so that its mere mention proves no company. */
export const isAmbiguous = (name: string): boolean => AMBIGUOUS.has(name)

type Alias = { readonly text: string; readonly company: CompanyName }
export type CompanyIndex = ReadonlyMap<string, readonly Alias[]>

const INDEXES = new WeakMap<readonly CompanyName[], CompanyIndex>()
const FIRST = /[\p{L}\p{N}]+/u

/** The list by first word, longest name first. Kept with the list, so that many documents share one. */
export function indexCompanies(companies: readonly CompanyName[]): CompanyIndex {
  const known = INDEXES.get(companies)
  if (known) return known
  const index = new Map<string, Alias[]>()
  for (const company of companies) {
    for (const text of new Set([company.name, ...company.aliases])) {
      const first = FIRST.exec(text)?.[0]
      if (!first) continue
      const row = index.get(first)
      if (row) row.push({ text, company })
      else index.set(first, [{ text, company }])
    }
  }
  for (const row of index.values()) row.sort((a, b) => b.text.length - a.text.length)
  INDEXES.set(companies, index)
  return index
}

/** Known companies in a text, in order, without overlaps. Case counts; a name that is also a word needs context. */
function knownCompaniesIn(text: string, index: CompanyIndex): CompanyMention[] {
  const found: CompanyMention[] = []
  let past = 0
  const firsts = firstLettersOf(index)
  for (let start = 0, after = 0; start < text.length; start = after) {
    after = wordEnd(text, start)
    if (after === start) {
      after++
      continue
    }
    if (start < past || !firsts.has(text.charCodeAt(start))) continue
    for (const { text: alias, company } of index.get(text.slice(start, after)) ?? []) {
      if (!text.startsWith(alias, start)) continue
      const end = start + alias.length
      if (/[\p{L}\p{N}]/u.test(text[end] ?? '') || /[\p{L}\p{N}_@#/-]/u.test(text[start - 1] ?? '')) continue
      if (AMBIGUOUS.has(alias) && !isCompanyHere(text, start, end)) continue
      found.push({ name: company.name, slug: company.slug, start, end })
      past = end
      break
    }
  }
  return found
}

const FIRST_LETTERS = new WeakMap<CompanyIndex, ReadonlySet<number>>()

/** The letters that a name of the list begins with: most words of a text begin with another, and need not be looked up. */
function firstLettersOf(index: CompanyIndex): ReadonlySet<number> {
  const known = FIRST_LETTERS.get(index)
  if (known) return known
  const letters = new Set([...index.keys()].map((word) => word.charCodeAt(0)))
  FIRST_LETTERS.set(index, letters)
  return letters
}

function isCompanyHere(text: string, start: number, end: number): boolean {
  const after = text.slice(end, end + 24)
  const before = text.slice(Math.max(0, start - 24), start)
  if (/\b(?:AWS|Amazon|Azure|Python|Java|C\+\+|Kotlin|Half-Life|General) $/.test(before)) return false
  const opensSentence = /(?:^|[.!?:]["”’]?\s+|\n\s*(?:[-•*]\s*)?)$/.test(before)
  if (NOT_A_COMPANY_AFTER.test(after)) return false
  // "Together, they …" opens with a word; "Lambda, a cloud provider, …" with a company.
  if (opensSentence && after.startsWith(','))
    return (
      /^, (?:which|an?|the (?!\w+ (?:are|were|is|was|have|has)\b)|whose|based)/.test(after) &&
      text.slice(start, end) !== 'Together'
    )
  return !opensSentence || COMPANY_AFTER.test(after)
}

/**
 * All names in a text that can be the company of an event: the known ones, and capitalised names that are no place,
 * publisher, person or common word. Offsets are UTF-16.
 */
export function companiesIn(text: string, index: CompanyIndex): CompanyMention[] {
  const known = knownCompaniesIn(text, index)
  const found: CompanyMention[] = [...known]
  const headline = isHeadlineCase(text)
  for (const n of namesIn(text)) {
    // "ex-Nvidia engineers" are no longer Nvidia's.
    if (/(?:^|[^\p{L}])(?:ex|pre|post|non|anti|pro|former)-$/iu.test(text.slice(Math.max(0, n.start - 8), n.start)))
      continue
    // "Iren" is IREN: a name in capitals may be written like any other.
    const same = index.get(n.name.toUpperCase())?.find((a) => a.text === n.name.toUpperCase() && !AMBIGUOUS.has(a.text))
    if (same && n.name.length > 3 && !known.some((k) => n.start < k.end && k.start < n.end)) {
      found.push({ name: same.company.name, slug: same.company.slug, start: n.start, end: n.end })
      continue
    }
    if (known.some((k) => n.start < k.end && k.start < n.end)) {
      // "Together Cloud Partners" is not Together: an unknown longer name wins over a known ambiguous one inside it.
      continue
    }
    if (
      headline ||
      isPlace(n.name) ||
      isPublisher(n.name) ||
      isCommonWord(n.name) ||
      index.has(n.name) ||
      !looksLikeCompany(n.name, n.start, text)
    )
      continue
    // "Some 90 Acme Health employees": the number counts them.
    const counts = /^ (?:\w+ )?(?:employees|workers|staff|jobs|people|engineers|roles|posts|positions)\b/.test(
      text.slice(n.end, n.end + 40),
    )
      ? (/^\d+ (?=\p{Lu})/u.exec(n.name)?.[0].length ?? 0)
      : 0
    found.push({ name: n.name.slice(counts), slug: null, start: n.start + counts, end: n.end })
  }
  if (headline && !known.some((k) => k.start === 0)) found.push(...headlineSubject(text))
  return found.sort((a, b) => a.start - b.start)
}

/** In "Startup Lambda Hits New High After Massive Raise" capitals tell nothing: only known names count, and the subject. */
function isHeadlineCase(text: string): boolean {
  if (/[.!?]$/.test(text) && text.length > 160) return false
  // Most sentences have such a word near their beginning: it decides before all words are gathered.
  for (const [word] of text.matchAll(PLAIN_WORD)) if (!SMALL_IN_HEADLINES.has(word)) return false
  const long = text.match(/(?<![\p{L}\p{N}])\p{L}{4,}/gu) ?? []
  return (
    long.length >= 6 &&
    long.filter((w) => /^\p{Lu}/u.test(w)).length / long.length > 0.8 &&
    // A sentence of many names still has its verbs in small letters.
    long.every((w) => /^\p{Lu}/u.test(w) || SMALL_IN_HEADLINES.has(w))
  )
}

const PLAIN_WORD = /(?<=^| )[a-z]{4,}(?=[ ,.]|$)/g
const SMALL_IN_HEADLINES: ReadonlySet<string> = new Set(
  'with from into over after amid than that this your upon near onto about between under without against until before during toward towards through across among behind beyond'.split(
    ' ',
  ),
)
const HEADLINE_SUBJECT =
  /^((?:[\p{Lu}\d][\p{L}\p{N}.&’'-]*|[a-z]{1,2}[A-Z]\p{L}*)(?: [\p{Lu}\d][\p{L}\p{N}.&’'-]*){0,3}?) (?:(?:Has|Is|Reportedly|Quietly|Confidentially|Officially|Now) )?(?:to )?(?:Raises?|Raising|Raised|Secures?|Secured|Lands?|Closes?|Closed|Nabs?|Bags?|Snags?|Nets|Gets|Scores|Files?|Filed|Prices|Priced|Lists|Goes|Debuts|Lays|Laid|Cuts?|Slashes|Axes|Sheds|Trims|Eliminates?|Plans|Unveils|Announces|Announced|Opens?|Opened|Builds?|Breaks|Launches|Hires?|Hiring|Adds?|Doubles?|Expands?|Seeks|Eyes|Weighs|Considers|Postpones|Withdraws|Pulls|Delays|Invests?|Commits|Pledges|Signs|Inks|Borrows|Completes|Emerges|Freezes|Pauses|Says|Reports|Will|Taps|Picks|Targets|Denies|Scraps|Cancels|Shelves|Orders|Buys|Acquires|Leases|Deploys|Powers|Creates?|Recruits|Pays|Offers)\b/u

/** "Tarn Labs Raises $40 Million Series A Led By Alder Capital": who stands before the verb. */
function headlineSubject(text: string): CompanyMention[] {
  const name = HEADLINE_SUBJECT.exec(text)?.[1]
  if (
    !name ||
    name.split(' ').some((w) => isCommonWord(w) && w !== 'Data' && w !== 'Cloud' && w !== 'AI' && w !== 'Power') ||
    isPlace(name) ||
    isPublisher(name)
  )
    return []
  return [{ name, slug: null, start: 0, end: name.length }]
}

/** Who governs, counts or judges is the company of no event. */
const PUBLIC_BODY =
  /\b(?:Department|Bureau|Ministry|Commission|Administration|Senate|Congress|Parliament|Court|Police|Statistics|Commissioners|Legislature|House of Representatives|University|College|Council|County|Union|Ministers?|Treasury)$|^University of\b|^(?:Verdi|IG Metall|IBEW|Unite|GMB|CWA|Teamsters|AFL-CIO|UAW|Unison|SEIU)$|^(?:Mayor|Governor|Minister|Senator|Sir|Judge|Prince|Princess|King|Queen|President|Justice|Lord|Lady|Professor|Congressman|Congresswoman|Chancellor)\b|^Securities$|\b(?:Labou?r|Statistics|Statistical|Employment|Patent|Budget|Foreign|Cabinet|Home) (?:Office|Agency|Authority|Force Survey)$|\b(?:Regulatory|Transport|Port|Transit|Housing|Aviation|Public Utilities|Public Service|Utility|County|City|Planning|Corporation) (?:Authority|Commission|Corporation|Board|Committee)$|\b(?:Councillors?|Officials|Residents|Lawmakers|Regulators|Neighbou?rs|Voters|Planners|Supervisors|Commissioners|Development Corporation|Economic Development|Chamber of Commerce|Workforce|Employment Security)$|^(?:Department|Ministry|Bureau|Office|Board) of\b|^(?:Federal|European) (?:Reserve|Commission|Central Bank)\b/
const PERSON_AFTER =
  /^(?:,? (?:the |its |an? )?(?:chief|CEO|CFO|CTO|COO|co-?founder|founder|president|chair\w*|analyst|partner at|managing|head of|vice|director|professor|economist|spokes\w+|who (?:runs|leads|heads|founded)))\b/
const PERSON_BEFORE =
  /\b(?:Mr|Mrs|Ms|Dr|Prof|Sir|CEO|CFO|CTO|COO|[Cc]hief \w+(?: officer)?|founder|co-?founder|president|chair(?:man|woman)?|spokes\w+|analyst|economist|partner|minister|secretary|senator|governor|mayor|boss|professor|prince|lord|lady|judge|ambassador|councillor|congressman|congresswoman)\.? $/i
const PRODUCT =
  /^(?:Series [A-K]|Form |Class |Q[1-4]|H[12]|Phase |Table |Nasdaq|NASDAQ|NYSE|New York Stock|DevOps|MLOps|DevSecOps|GitOps|FinOps|PostgreSQL|Terraform|Microsoft Excel|Windows|Linux|Kubernetes|Slurm|CUDA|PyTorch|InfiniBand|H100|H200|B200|GB200|GB300|A100|MI300|Blackwell|Hopper|Rubin|Ethernet)|^(?:Grok|ChatGPT|Claude|Gemini|Llama|Copilot)(?: [\d.]+\w*| Pro| Flash| Ultra| Code| Opus| Sonnet| Haiku)*$/

/** Whether a word, in small letters, stands in the text by itself; what is neither letter nor digit in it may be anything. */
function hasWord(text: string, word: string): boolean {
  // A pattern that is made anew for each name would cost more than all else.
  if (/[^\p{L}\p{N}]/u.test(word))
    return new RegExp(String.raw`(?<![\p{L}])${word.replace(/[^\p{L}\p{N}]/gu, '.')}(?![\p{L}])`, 'u').test(text)
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length
    if (!/\p{L}$/u.test(text.slice(Math.max(0, at - 2), at)) && !/^\p{L}/u.test(text.slice(end, end + 2))) return true
  }
  return false
}

/** "in Slough", "near Fargo", "outside Abilene": a place, unless money or a share is in it. */
const PLACE_BEFORE =
  /\b(?:in|near|outside|across|around)(?: (?:downtown|central|nearby|rural|suburban|greater|neighbou?ring|upstate|northern|southern|eastern|western|north|south|east|west))? $/i
const IN_A_FIRM =
  /\b(?:invest\w*|stakes?|shares?|stocks?|confidence|interest|holdings?|round|equity|position|believ\w+|put|money|investors?|backers?|dollars|million|billion|shareholders?|employees|staff|workers|jobs|ownership|trust|bonds|debt|seats?|advertis\w*|series [a-k]\+?|seed|financing|funding|capital|loan|control) in $/i
/** ", Texas", ", Ind.", ", Norway": what stands before is a place too. */
const REGION_AFTER =
  /^,? (?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|N\.[CDHJMY]|S\.[CD]|W\.Va|D\.C|Ont|Que|Alta)\.(?=[ ,;)]|$)|^, [A-Z]{2}(?=[,.;)]| \(|$)/
/** "PITTSBURGH--(BUSINESS WIRE)--", "ELLABELL, Ga. —", "BERLIN, Aug 29 (Reuters) -": where and when it was written. */
const DATELINE = /^\p{Lu}[\p{Lu}.'’ -]+(?:, [\p{L}\d., ]{1,40})?(?: ?[(/][^)/]{1,40}[)/])? ?(?:--|[-–—]) ?/u

function isPlaceHere(name: string, start: number, text: string): boolean {
  const before = text.slice(Math.max(0, start - 40), start)
  const after = text.slice(start + name.length, start + name.length + 40)
  if (REGION_AFTER.test(after)) return true
  const region = /^, (\p{Lu}[\p{L}]+(?: \p{Lu}[\p{L}]+)?)(?!-|['’]s|\p{L})/u.exec(after)?.[1]
  if (region && isRegion(region) && !FIRM_END.test(name)) return true
  return (
    PLACE_BEFORE.test(before) &&
    !IN_A_FIRM.test(before) &&
    !FIRM_END.test(name) &&
    !/^(?:['’]s |, (?:an?|which|whose|the (?:maker|company|firm|owner|operator|developer)) )/.test(after)
  )
}
const FIRM_END =
  /\b(?:AI|Inc|Corp|Ltd|LLC|Labs?|Systems|Cloud|Data|Compute|Computing|Networks?|Technolog(?:y|ies)|Energy|Power|Digital|Group|Holdings|Robotics|Semiconductors?|Software|Health|Capital|Ventures|Partners|Hosting|Works|Motors|Bank)\.?$/

function looksLikeCompany(name: string, start: number, text: string): boolean {
  if (start < 40 && start < (DATELINE.exec(text.slice(0, 90))?.[0].length ?? 0)) return false
  if (isPlaceHere(name, start, text)) return false
  // "Removed 30 positions" has no subject, and "the first Ioniq 5" is a thing.
  if (/^\p{Lu}\p{Ll}+(?:ed|ing) \d+$|^\p{Lu}\p{L}+ \d{1,2}$/u.test(name)) return false
  // No company is called by hundreds of letters; whatever that is, it is too long to search a text for.
  if (name.length > 200) return false
  if (
    /\b(?:Engineers?|Technicians?|Managers?|Analysts?|Architects?|Directors?|Officers?|Scientists?|Developers?|Interns?|Specialists?|Operators?|Researchers?)$/.test(
      name,
    )
  )
    return false
  if (PUBLIC_BODY.test(name)) return false
  if (PRODUCT.test(name) || /^[A-Z](?:-\d+)?$/.test(name) || /^\p{Lu}{2,}\d+$/u.test(name)) return false
  const end = start + name.length
  // "HK$156" is money.
  if (text[end] === '$') return false
  if (PERSON_AFTER.test(text.slice(end, end + 40)) || PERSON_BEFORE.test(text.slice(Math.max(0, start - 32), start)))
    return false
  if (name.includes(' ')) return true
  // One word at the head of a sentence may be any noun: it is none where the text has it in small letters too.
  const opens =
    start === 0 || /(?:[.!?;:]["”’)]?\s+|\n\s*(?:[-•*]\s*)?)$/.test(text.slice(Math.max(0, start - 6), start))
  if (!opens) return true
  const lower = name.toLowerCase()
  // "Part-time work is …": a compound noun.
  if (/^\p{Lu}\p{Ll}+-\p{Ll}+$/u.test(name)) return false
  return (
    name !== lower &&
    !hasWord(text, lower) &&
    !/^\p{Lu}\p{Ll}+(?:ings?|ly|ists?|ers|[st]ions?|ments?|ees|[aeio]ties|ances?|ences?|ants|ents|ives|ages|ness|ships?|ures|isms?|ables?)$/u.test(
      name,
    ) &&
    // "Raised the limit", "Sums up the year": a verb without a subject, as in a list of changes.
    !/^ (?:the|an?|its|our|their|how|why|what|whether|up|down|ahead|\d)\b/.test(text.slice(end)) &&
    !(
      /(?:ed|en|ght|sh|ying)$/.test(name) &&
      /^ (?:all|some|new|support|default|with|by|in|as|on|at|from|off|after)\b/.test(text.slice(end))
    )
  )
}
