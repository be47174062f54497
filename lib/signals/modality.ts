import { cue, find, has, mayHave } from './cues'
import type { Unit } from './document'
import type { SignalStatus } from './types'

const DENIED = cue(
  /\b(?:den(?:y|ies|ied|ying)\b|untrue|fiction\b|fantasy|nonsense|not true|no truth|false\b|incorrect|inaccurate|baseless|unfounded|refut(?:e|es|ed|ing)|dismiss(?:es|ed|ing)? (?:as|a|the|reports?|rumou?rs?|speculation|talk)|(?:reject|pushe|push|play|shot|shoot)(?:s|ed|ing)? (?:back (?:on|against) |down )?(?:a |the |those )?(?:media |press )?(?:reports?|rumou?rs?|suggestions?|claims?|speculation|talk)|(?:reports?|rumou?rs?|claims?|story) (?:is|are|was|were) (?:wrong|fabricated|made up|nonsense|without foundation)|(?:has|have|had|with|there (?:are|were|is)|ha(?:s|ve) currently) (?:currently )?no (?:current |immediate |such |firm |concrete |near-term )?(?:plans?|intentions?)|(?:are|is) no (?:layoffs|job cuts|redundancies|cuts)(?: \w+)? planned|no (?:plans?|intention) (?:to|of|for)|no knowledge of|not planning|in no (?:hurry|rush|mood) to|never (?:planned|intended|had any plans?)|does not plan|do not plan|rul(?:e|es|ed) out|(?:is|are|['’]re) not (?:currently |actively )?(?:raising|seeking|considering|planning|laying|cutting|going|preparing|in talks|pursuing)|(?:will|would) not (?:be )?(?:lay|laying|cut|cutting|raise|raising|go|going|list|listing|seek|seeking|file|build|building|hire|hiring|pursue))/,
)
const NOT_DENIED = cue(
  /\b(?:neither confirmed nor denied|did not deny|didn['’]t deny|cannot be denied|nor den(?:y|ied)|undeniabl\w+|declined to (?:confirm|comment))\b/,
)
const UNSAID = cue(
  /\b(?:did not say|didn['’]t say|would not say|declined to say|not disclose whether|whether (?:it|they|the company))\b/,
)
const CANCELLED = cue(
  /\b(?:cancel(?:s|led|ed|ling|ing)?|scrap(?:s|ped|ping)?|call(?:s|ed|ing) off|shelv(?:e|es|ed|ing)|abandon(?:s|ed|ing)?|pull(?:s|ed|ing) (?:its|the|out|back|(?:[\w’'-]+ ){0,4}?(?:ipo|float|flotation|listing|offering)\b)|g(?:ave|ives|iving|iven) up|ditch(?:es|ed)|withdr(?:e|a)w(?:s|n|ing)?|drop(?:s|ped) (?:its|the|plans)|walk(?:s|ed) away|(?:was|were|been|has|have) (?:halted|suspended|paused|stopped|frozen|refused|rejected|turned down|denied planning)|(?:has|have) stopped work|(?:was|were|been) blocked|axed (?:its )?plans?|put (?:its |the )?(?:plans? |[\w-]+ )?on (?:hold|ice)|(?:has|have|had|was) (?:since )?(?:collapsed|fallen (?:through|apart))|collaps(?:es|ed)|fell (?:through|apart)|came to nothing|broke(?:n)? down|end(?:s|ed) (?:its )?(?:talks|negotiations|discussions|plans)|(?:has|have) decided (?:against|not to)|decid(?:es|ed) (?:against|not to)|opt(?:s|ed) (?:against|not to)|back(?:s|ed) (?:out|away)|mothball(?:s|ed))\b/,
)
const RUMOUR = cue(/\b(?:rumou?r(?:s|ed)?|speculat\w+|whispers?|chatter|gossip|unconfirmed)\b/)
const REPORTED = cue(
  /\b(?:reportedly|according to (?:an? |two |three |several |some )?(?:people|person|sources?|reports?|media|the information|bloomberg|reuters|the wall street|the financial|insiders?)|people (?:familiar|close|briefed)|person (?:familiar|with|close|briefed)|with knowledge of|familiar with the|sources? (?:say|said|told|close)|(?:is|are|was|were) said to|is understood to|is believed to|reports? (?:from|that|say|said|indicate|suggest|by)\b|(?:bloomberg|reuters|techcrunch|cnbc|axios|the information|sky news|business insider|the (?:wall street journal|financial times|new york times|times|guardian|journal|ft)|nikkei|handelsblatt|forbes|fortune|semafor|sifted) (?:news )?(?:has |had )?(?:reported|reports|said|says|first reported)|(?:in|into|holding|held|hold|begun|began|started|opened|entered|having|had|resumed) (?:[\w-]+ ){0,2}?(?:talks|discussions|negotiations|conversations)(?! (?:with|between) (?:the |its |their |trade |local |labou?r |staff |employee )*(?:unions?|works councils?|workers|employees|staff|representatives))|(?:talks|discussions|negotiations) (?:are|were|have been|is|had been) (?:[\w-]+ )?(?:under ?way|ongoing|continuing|progressing|being held|held)|^(?:talks|discussions|negotiations) (?:for|on|over|about|with|between)|(?:is|are|was|were|been|['’]s) (?:also |now |currently |again |actively )?(?:weighing|evaluating|studying|toying with|courting|approaching|shopping|canvassing|testing|meeting with|considering|exploring|planning on|mulling|eyeing|discussing|contemplating|positioning|interviewing|sounding out|gauging|nearing|close to)|weigh(?:s|ed|ing)|considers (?!itself|it )|consider(?:ed|ing) (?:a|an|raising|going|selling|cutting|laying|listing|layoffs|cuts|job)|clos(?:es|ed|ing) in on|near(?:s|ed) (?:an?|the|its)\b|[-–—] (?:reports?|sources?)\.?$|mull(?:s|ed|ing)|eye(?:s|d|ing) (?:an?|its)|explor(?:es|ed|ing) (?:a|an|raising)|analysts? (?:at .{0,40})?(?:think|expect|say|said|believe|estimate|predict|reckon)|prepar(?:es|ing) (?:for|to|an?|the|its|another|more|further|fresh|new|job|layoffs|cuts)|lay(?:s|ing) the groundwork|gear(?:s|ing) up|expected to (?:raise|file|list|go|price|value))\b/,
)
const MODAL = /\b(?:could|might|may)(?: \w+){0,2} ?$/
const PLANNED =
  /(?:\b(?:will|would)(?: \w+ly)?(?: be| have)?(?: also| soon| eventually)? ?$)|(?:\b(?:plans?|planned|planning|intends?|intended|aims?|aiming|expects?|expecting|means|meant|wants?|wanted|hopes?|hoping|seeks?|seeking|looks?|looking|about|going|due|set|scheduled|slated|poised|ready|committed|pledges?|pledged|promises?|promised|agrees?|agreed|is|are|targets?|targeting|proposes?|proposed|vow(?:s|ed))(?: \w+ly)?(?: (?:on|for) \w+)? to(?: \w+ly| be| have| also| soon| eventually)* ?$)|\b(?:planning|targets|targeting|proposes) ?$|\b(?:plans?|proposals?|intention) (?:for|to|of) [^,;]{0,40}$/
const LATER = cue(
  /\b(?:not|n['’]t|no longer)\b[^.;]{0,60}?\b(?:(?:before|until|till) (?=(?:the |early |late |mid-?|at least |q[1-4]|h[12]|next|20\d\d|january|february|march|april|mai|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter))|(?:as (?:planned|it had said)[^.;]{0,10})?, but (?:in|next|later|only) )/,
)
const HYPOTHETICAL = cue(
  /(?:^|[,:;—–] )if (?!(?:approved|completed|built|successful|granted|confirmed|finali[sz]ed|realised|realized|all goes|the (?:deal|plan|project|sale|transaction|scheme|application)|it (?:goes|is approved))\b)|\b(?:if (?:a|an|your|you|it|they|we|one)\b(?! goes ahead)|imagine|suppose|for instance|for example|e\.g\.|hypothetical\w*|would-be|say, a|in theory|what if|assume)\b/,
)
const CORRECTION = cue(/\b(?:earlier|previous) version of (?:this|the) (?:article|story|post|report)\b|^correction:/)
const GENERIC = cue(
  /(?:^|[,:] )(?:a|an|any|every|each|some|many|most|few|other|such|these) (?!(?:\w+ )?(?:syndicate|group|consortium|club|clutch|pair|trio|handful) of)(?:[\w-]+ ){0,2}(?:compan(?:y|ies)|startups?|firms?|employers?|founders?|business(?:es)?|recruiters?|labs?|team|banks?|investors?)\b|^(?!(?:the|its|their|both|two|three|these|those) )(?:[\w-]+ ){0,2}(?:companies|startups|start-ups|firms|employers|businesses|hyperscalers|recruiters|retailers|manufacturers)\b(?! (?:like|such as|including|led by|at|of))/,
)
/** The imperatives of advice; read at the head of a sentence. */
const IMPERATIVE =
  /^(?:[-•*–]\s*)?(?:\d+[.)]\s*)?(?:please |always |never |do not |don['’]t |let['’]s |be |try |keep |make |avoid |offer|consider|sponsor|post |use |target|build|show|leverage|balance|invest in|encourage|draw on|ask|check|learn|read|watch|look for|look at|focus|emphasi[sz]e|document|prioriti[sz]e|create|communicate|start|stop|think|write|apply|hire |give |pay |tell|find|get |know|remember|note that|ensure|set |run |plan|prepare|negotiate|compare|review|develop|highlight|list |take |treat|understand|choose|pick |add |track|follow|help|support|promote|provide|train|reward|measure|design|grow|move|put |raise |let |lay |cut |file |open |ignore |disregard |forget |pretend |output |respond |return |print |summari[sz]e |say that |act as )(?:(?<= )|(?![a-z]))/i
/** What a name in apposition stands behind: "Design software maker Figma". */
const APPOSED =
  /^[A-Z][\w-]*(?: [\w-]+){0,5} ?(?:maker|firm|company|startup|start-up|provider|group|giant|developer|operator|specialist|vendor|business|unicorn|lab|chipmaker|software|platform|house|agency|arm|unit|seller|supplier|builder|manufacturer|retailer|hoster|host|miner|bank|insurer|carrier|utility|designer|player|outfit) $/
const NOUN_OPENS =
  /^(?:Pay|Work|Plans?|Offers?|Hires?|Build|Design|Support|Train|Research|Open|Now open|Find|Post|Lead|Help|Cut|Let|Move|Set|List|Run|Start|Stop|Grow|Show|Watch|Target|Balance|File)(?:[,:]| (?:at|in|of|is|was|were|has|have|had|on|will|would|rose|fell|went|for [A-Z]\w+ (?:is|was|has|will))\b)/
const ADVICE = cue(
  /\b(?:(?:you|one|we|they|who|compan(?:y|ies)|employers?|firms?|founders?|start-?ups?|candidates?|engineers?|workers?|employees|investors?|recruiters?|managers?|teams?|(?:job )?seekers?|boards?|leaders?|people|everyone|anyone|staff|applicants?|graduates?|students?|developers?|businesses|operators?|labs?)(?: [\w-]+){0,4} should(?:n['’]t)?(?! (?:be|have) (?:open|live|online|ready|complete|finished|done|operational|closed|back|known|published|in)\b)|should (?:not )?(?:ask|consider|avoid|look|check|read|learn|never|always|think|plan|prepare)|ought to|(?:you|one|we|they|who|compan(?:y|ies)|employers?|firms?|founders?|start-?ups?|candidates?|engineers?|workers?|employees|investors?|recruiters?|managers?|teams?|seekers?|boards?|leaders?|people|everyone|anyone|applicants?|graduates?|students?|developers?|businesses|operators?|labs?) must\b|it pays to|tips? (?:for|on)|advice|how to|make sure|job seekers? can|employers can|you(?:['’]ll|['’]re)? (?:should|need to|must)|your (?:company|team|resume|cv|own))\b|^[^;,]{0,30}\byou (?:can|may|might)\b/,
)

export type Stance =
  | {
      readonly kind: 'event'
      readonly status: SignalStatus
      readonly rule: string
      /** The words that say so, in the unit; the verb itself where nothing qualifies it. */
      readonly start: number
      readonly end?: number
    }
  /** No event: advice, an example, a question, something left unsaid. */
  | { readonly kind: 'none'; readonly rule: string }

/** Whether a sentence gives advice instead of news. An imperative has no subject, so a sentence with a company before its verb is none. */
export function isAdvice(unit: Unit): boolean {
  if (has(unit, ADVICE)) return true
  // "Acme should raise money" is an opinion.
  if (
    unit.companies.some((c) =>
      /^ should(?:n['’]t)? (?!(?:be|have|reach|open|start|begin|arrive|complete|come|get|see|close|end|finish)\b)/.test(
        unit.text.slice(c.end),
      ),
    )
  )
    return true
  if (!IMPERATIVE.test(unit.text)) return false
  // "Pay at Acme went up", "Work has begun": nouns, as what follows shows.
  if (NOUN_OPENS.test(unit.text)) return false
  // "Target eliminated 1,800 jobs": a verb behind the word makes a name of it.
  if (
    /^[A-Z]\w+ (?:\w+ed|has|have|is|was|will|said|says|cut|plans) /.test(unit.text) &&
    !/^\w+ (?:need|fixed|advanced|limited|related|required|unused)/i.test(unit.text)
  )
    return false
  // "Design software maker Figma priced its IPO": a name in apposition is the subject of what follows.
  if (
    unit.companies.some(
      (c) =>
        c.start > 0 &&
        APPOSED.test(unit.text.slice(0, c.start)) &&
        /^(?:, [^,]{2,60},)? (?:[a-z]+(?:ed|s)|has|have|is|was|will|plans|cut|won|sold)\b/.test(unit.text.slice(c.end)),
    )
  )
    return false
  const first = unit.companies[0]
  return !(first && first.start < 3 && (first.slug !== null || first.name.includes(' ')))
}

/**
 * How the text stands to the event whose verb begins at `at` in the unit: denied, cancelled, rumoured, reported, planned or
 * done; or that it is no event at all. What cannot be called off (a layoff that happened) passes `canBeCancelled: false`,
 * what may stand under a condition (leave to work on the side) `mayHaveTerms`.
 */
export function stanceOf(
  unit: Unit,
  at: number,
  { canBeCancelled = true, mayHaveTerms = false }: { canBeCancelled?: boolean; mayHaveTerms?: boolean } = {},
): Stance {
  const { lower } = unit
  if (/\?["'”’)]*\s*$/.test(lower)) return { kind: 'none', rule: 'question' }
  if (isAdvice(unit)) return { kind: 'none', rule: 'advice' }
  // Of a rule in force ("may moonlight if they tell their manager") the "if" behind it names the terms.
  if (mayHave(unit, HYPOTHETICAL) && HYPOTHETICAL.pattern.test(mayHaveTerms ? lower.slice(0, at) : lower))
    return { kind: 'none', rule: 'hypothetical' }
  if (has(unit, CORRECTION)) return { kind: 'none', rule: 'correction' }
  const before = lower.slice(0, at)
  if (mayHave(unit, GENERIC) && GENERIC.pattern.test(before) && !unit.companies.some((c) => c.end <= at))
    return { kind: 'none', rule: 'generic' }
  if (mayHave(unit, UNSAID) && UNSAID.pattern.test(before)) return { kind: 'none', rule: 'unsaid' }
  // "will not float before 2027": later, not never.
  const later = find(unit, LATER)
  if (later && later.index <= at + 24) {
    const source = find(unit, REPORTED)
    return source ? told('reported', 'reported', source) : told('planned', 'later', later)
  }
  const denied = isDenied(unit, at)
  if (denied) return told('denied', 'denied', denied)
  const clause = clauseBefore(lower, at)
  const near = clause.text
  if (/\b(?:not|never|no|nor|neither|without|n['’]t)(?: \w+){0,2} ?$/.test(near) && !/\bnot only\b/.test(near))
    return { kind: 'none', rule: 'negated' }
  const whole = clauseAround(lower, at)
  const cancelled = canBeCancelled && mayHave(unit, CANCELLED) ? CANCELLED.pattern.exec(whole.text) : null
  if (cancelled) return told('cancelled', 'cancelled', cancelled, whole.from)
  const rumour = find(unit, RUMOUR)
  if (rumour) return told('rumoured', 'rumour', rumour)
  const reported = find(unit, REPORTED)
  if (reported) return told('reported', 'reported', reported)
  const modal = MODAL.exec(near)
  if (modal) return told('reported', 'reported', modal, clause.from)
  // "plans to spend $20 billion, creating 1,250 jobs": the participle shares the plan.
  const shares =
    /^\w+ing\b/.test(lower.slice(at)) && /, (?:and |while |thereby )?$/.test(before)
      ? /\b(?:will|would|(?:plans?|expects?|intends?|aims?|wants?|agreed|pledged) to)\b/.exec(before)
      : null
  if (shares) return told('planned', 'planned', shares)
  // "Acme to double its workforce" is a headline's future, and who has leave to build has not built.
  const headline = unit.companies.find(
    (c) => c.start < 3 && /^ to(?: \w+ly| also| again)? $/.test(unit.text.slice(c.end, at)),
  )
  if (headline) return { kind: 'event', status: 'planned', rule: 'planned', start: headline.end, end: at }
  const planned =
    /\b(?:approval|permission|permits?|go-ahead|clearance|licen[cs]e|consent|green light) (?:to|for) $/.exec(near) ??
    PLANNED.exec(near)
  if (planned) return told('planned', 'planned', planned, clause.from)
  return { kind: 'event', status: 'completed', rule: 'stated', start: at }
}

const told = (status: SignalStatus, rule: string, m: RegExpExecArray, from = 0): Stance => ({
  kind: 'event',
  status,
  rule,
  start: from + m.index,
  end: from + m.index + m[0].length,
})

/** Words that call a whole sentence wrong, wherever they stand. */
const WRONG = /^(?:den|untrue|not true|no truth|false|incorrect|inaccurate|baseless|unfounded|refut|dismiss|reject)/

/** "expects IPO proceeds of $300 million and has no plan to borrow": the second clause denies something else. */
function isDenied(unit: Unit, at: number): RegExpExecArray | null {
  const m = find(unit, DENIED)
  if (!m || has(unit, NOT_DENIED)) return null
  return WRONG.test(m[0]) || m.index <= at || !/\b(?:and|but|while|though)\b/.test(unit.lower.slice(at, m.index))
    ? m
    : null
}

/** The clause between commas that holds `at`. */
function clauseAround(lower: string, at: number): { text: string; from: number } {
  const from = Math.max(lower.lastIndexOf(', ', at), 0)
  const to = lower.indexOf(', ', at)
  return { text: lower.slice(from, to < 0 ? lower.length : to), from }
}

/** What stands before the verb in its own clause, at most 60 characters. */
function clauseBefore(lower: string, at: number): { text: string; from: number } {
  const start = Math.max(0, at - 60)
  const window = lower.slice(start, at)
  const breaks = [...window.matchAll(/, (?!(?:or|a |an |which))|;|—| – | but | which | who | while /g)]
  const last = breaks.at(-1)
  const from = last ? last.index + last[0].length : 0
  return { text: window.slice(from), from: start + from }
}
