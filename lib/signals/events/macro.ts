import { type Cue, cue, find, has, mayHave } from '../cues'
import { datesIn } from '../datesInText'
import { type Document, sourcesIn, type Unit } from '../document'
import { firedOn } from '../fired'
import { MAGNITUDES, parseNumber } from '../numbers'
import type { Draft, MacroAttributes, MacroIndicator } from '../types'

type Indicator = {
  id: MacroIndicator
  unit: MacroAttributes['unit']
  is: Cue
  series?: string
  period: 'quarter' | 'month' | 'week'
}

/** The series are those of FRED for the United States. */
const INDICATORS: readonly Indicator[] = [
  {
    id: 'nominal-gdp',
    unit: 'percent',
    is: cue(/\b(?:current[- ]dollar|nominal) (?:gdp|gross domestic product)\b/),
    period: 'quarter',
  },
  {
    id: 'gdp',
    unit: 'percent',
    series: 'A191RL1Q225SBEA',
    is: cue(
      /\b(?:(?:real )?gdp|(?:real )?gross domestic product|(?:u\.?s\.?|american|us|nation['’]s|the|british|german|japanese|chinese|canadian|euro[- ]zone|uk)\.? economy|(?:u\.?s\.? |national |economic |german |british |japanese |chinese |canadian |french |italian )output|economic growth|(?:first|second|third|fourth|q[1-4])[- ]quarter (?:economic )?growth|\w+['’]s economy)\b/,
    ),
    period: 'quarter',
  },
  {
    id: 'unemployment-rate',
    unit: 'percent',
    series: 'UNRATE',
    is: cue(
      /\b(?:unemployment rate|jobless rate|joblessness|rate of unemployment|unemployment(?! benefits| insurance| claims| aid))\b/,
    ),
    period: 'month',
  },
  {
    id: 'jobless-claims',
    unit: 'persons',
    series: 'ICSA',
    is: cue(
      /\b(?:(?:initial |weekly |new |first-time )?(?:jobless|unemployment) claims|(?:initial|weekly|first-time|new) claims|(?:claims|applications|filings) for (?:state |us |u\.s\. )?(?:unemployment|jobless)|(?:fil(?:ed|ing)|appl(?:ied|ying|ications)) (?:[\w-]+ ){0,3}?for (?:[\w.-]+ ){0,3}?(?:unemployment|jobless))\b/,
    ),
    period: 'week',
  },
  {
    id: 'jolts-openings',
    unit: 'persons',
    series: 'JTSJOL',
    is: cue(
      /\b(?:job openings|job vacancies|openings|vacancies|vacant (?:positions|jobs|posts)|unfilled (?:jobs|positions)|open positions)\b(?! and labor turnover)/,
    ),
    period: 'month',
  },
  {
    id: 'jolts-hires',
    unit: 'persons',
    series: 'JTSHIL',
    is: cue(
      /^\W*hires\b|\bhires and\b|\bthe number of hires\b|\bhires (?:rose|fell|held|were|edged|dropped|slipped|climbed|totall?ed|came)\b/,
    ),
    period: 'month',
  },
  {
    id: 'jolts-quits',
    unit: 'persons',
    series: 'JTSQUL',
    is: cue(
      /\bquits\b(?! rate)|\b(?:workers|people|americans) (?:voluntarily )?quit\b|(?<=million )quit\b|\bquit (?:their jobs|in)\b|\bvoluntary (?:departures|separations)\b/,
    ),
    period: 'month',
  },
  {
    id: 'payrolls',
    unit: 'persons',
    series: 'PAYEMS',
    is: cue(
      /\b(?:non-?farm payrolls?|payroll employment|payrolls|employers added|economy (?:added|shed|lost|gained|created)|(?:the |\b)(?:u\.s\.|us|united states|nation|country|america) (?:added|shed|lost|gained|created)(?= (?:\w+ )?[\d,.]+(?: million)? (?:\w+ )?jobs)|(?:american|us|u\.s\.|private) (?:companies|firms|businesses|employers) (?:added|created|shed|cut)(?= (?:\w+ )?[\d,.]+(?: million)? (?:\w+ )?jobs)|(?:american |us )?payroll (?:growth|gains?)|[\d,]+ (?:new )?jobs were (?:added|created|lost|shed)|(?:u\.?s\.? |american )?employers (?:added|cut|shed))\b/,
    ),
    period: 'month',
  },
  {
    id: 'cpi',
    unit: 'percent',
    series: 'CPIAUCSL',
    is: cue(
      /\b(?:consumer price(?:s| index)|cpi(?:-u)?|(?:headline |annual |core )?inflation|cost of living|hicp|prices (?:paid by consumers|in the shops))\b/,
    ),
    period: 'month',
  },
  {
    id: 'policy-rate',
    unit: 'percent',
    series: 'DFEDTARU',
    is: cue(
      /\b(?:federal funds rate|fed funds rate|policy rates?|(?:benchmark|key|main|base|overnight|reference|lending|borrowing) (?:interest |policy |refinancing |lending |borrowing )?rates?|bank rate|deposit(?: facility)? rate|repo rate|cash rate|leitzins|selic|official (?:cash|bank) rate)\b|\b(?:fed|federal reserve|fomc|bank of england|ecb|european central bank|bank of japan|riksbank|norges bank|swiss national bank|bank of canada|reserve bank|central bank)\b[^.;]{0,60}\b(?:interest )?rates\b/,
    ),
    period: 'month',
  },
]
const PERCENT = /((?:(?<![\d%])-)?\d+(?:\.\d+)?)(?: ?%|[ -]per ?cent\b|[ -]percent\b|[- ]percentage)(?! points?)/g
const PERSONS = new RegExp(
  String.raw`(?<![$€£¥\d.,])(\d[\d,]*(?:\.\d+)?)(?:[ -]?(${MAGNITUDES}))?(?![\d%]| ?(?:per ?cent|percent)|\.\d| (?:basis|cent))`,
  'giu',
)
const FORECAST =
  /\b(?:(?:economists|analysts|forecasters|officials|investors|model|models|markets) [^,;.]{0,24}\b(?:expect|expects|sees?|predicts?|thinks?|points? to|estimates?|believes?|bet)\b|forecasts?|forecasted|consensus|economists (?:had )?(?:expected|polled|surveyed|predicted|forecast)|expected by|(?:had |were |was |is |are )(?:been )?(?:expected|expecting|predicted|projected|forecast)|analysts (?:had )?expected|projects?|projections?|predict(?:s|ed)?|expectations? (?:of|for)|estimated by economists|will (?:grow|rise|fall|add)|could|may|might|nowcast|gdpnow|target)\b/
const FELL =
  /\b(?:fell|falls?|falling|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|contract(?:s|ed|ing)?|shr(?:ank|inks?|inking)|dropp?(?:ed|s|ing)?|slipp?(?:ed|s|ing)?|down|lost|shed|cut|lower)\b/
const LEVEL =
  /\b(?:to|at|stood at|of|was|is|unchanged|remained|held|totall?ed|came in at|steady at)\s*(?:a |an |about |around |some |nearly )?(?:seasonally adjusted )?(?:annual rate of )?$/
const REVISED_FROM =
  /\b(?:from|up from|down from|revised|revision from|compared with|versus|against|than|previously|earlier|initially|first|prior)\b[^.;]{0,30}$/
const COUNTRY: readonly (readonly [string, RegExp])[] = [
  [
    'GB',
    /\b(?:uk|u\.k\.|britain|british|united kingdom|bank of england|monetary policy committee|office for national statistics)\b/,
  ],
  ['DE', /\bgerman(?:y|['’]s)?\b/],
  ['EA', /\beuro[- ]?(?:zone|area)\b|\b(?:ecb|european central bank)\b/],
  ['JP', /\bjapan(?:ese|['’]s)?\b/],
  ['SE', /\b(?:sweden|swedish|riksbank)\b/],
  ['NO', /\b(?:norway|norwegian|norges bank)\b/],
  ['CH', /\b(?:switzerland|swiss)\b/],
  ['AU', /\baustralia(?:n)?\b/],
  ['IT', /\bital(?:y|ian)\b/],
  ['ES', /\b(?:spain|spanish)\b/],
  ['KR', /\b(?:south )?korea(?:n)?\b/],
  ['BR', /\bbrazil(?:ian)?\b/],
  ['IE', /\b(?:ireland|irish)\b/],
  ['NL', /\b(?:netherlands|dutch)\b/],
  ['PL', /\b(?:poland|polish)\b/],
  ['MX', /\bmexic(?:o|an)\b/],
  ['CN', /\bchina|chinese\b/],
  ['CA', /\bcanad(?:a|ian)\b/],
  ['IN', /\bindia['’]?s?\b/],
  ['FR', /\b(?:france|french)\b/],
]

/** Figures of official statistics: one signal for an indicator and a period in a sentence; forecasts are none. */
export function findMacro(unit: Unit, doc: Document): Draft[] {
  if (!mayHave(unit, YEARLY) && !INDICATORS.some((i) => mayHave(unit, i.is))) return []
  if (!/\d/.test(unit.lower) || !has(unit, ANY_INDICATOR)) return []
  if (/\?\s*$/.test(unit.lower) || IF.test(unit.lower)) return []
  const drafts: Draft[] = []
  const taken = new Set<number>()
  const hits = INDICATORS.flatMap((i) => {
    const m = find(unit, i.is)
    return m ? [{ indicator: i, at: m.index, end: m.index + m[0].length }] : []
  }).sort((a, b) => a.at - b.at)
  for (const hit of hits) {
    // "Current dollar GDP" is not GDP as well.
    if (hits.some((h) => h !== hit && h.at <= hit.at && h.end >= hit.end && h.end - h.at > hit.end - hit.at)) continue
    const draft = figureOf(unit, doc, hit, hits, taken)
    if (draft) drafts.push(draft)
  }
  if (drafts.length === 0) {
    const more = overTwelveMonths(unit, doc)
    if (more) drafts.push(more)
  }
  return drafts
}

/** One of these stands in every indicator: a scan for words before the costly patterns. */
const ANY_INDICATOR = cue(
  /gdp|domestic product|econom|output|growth|unemploy|jobless|claims|fil(?:ed|ing)|applications|applied|openings|vacan|unfilled|open positions|hires|quit|voluntary|payroll|added|shed|lost|gained|created|cpi|consumer|inflation|cost of living|hicp|prices|rate|index|months/,
)

/** "If unemployment rises to 5%" states no figure. */
const IF =
  /^\W*(?:if|suppose|imagine|say|assume|assuming|were|should|when(?:ever)?) (?!.*\b(?:reported|said|showed|figures)\b)/

const DECIDED =
  /\b(?:voted|cut|cuts|raised|raises|held|holds|left|leaves|lowered|lowers|lifted|lifts|kept|keeps|decided|increased|trimmed)\b/

type Hit = { indicator: Indicator; at: number; end: number }

function figureOf(unit: Unit, doc: Document, hit: Hit, hits: readonly Hit[], taken: Set<number>): Draft | null {
  const { indicator } = hit
  const { lower } = unit
  if (
    indicator.id === 'gdp' &&
    !/\b(?:gr[eo]w\w*|growth|expand\w*|contract\w*|shr[ai]nk\w*|increas\w*|ros?e|rising|fell|decreas\w*|declin\w*|pace|rate|gdp|output)\b/.test(
      lower,
    )
  )
    return null
  if (
    indicator.id === 'jolts-openings' &&
    !/\b(?:jolts|labor|bureau|survey|american?s?|number of job openings|national|nationwide|u\.?s|economy|job openings (?:fell|rose|were|was|little|increased|decreased|edged|dropped|climbed|stood|totaled|held|slipped|declined|jumped)|vacan(?:cies|t positions)|unfilled)\b/.test(
      lower,
    )
  )
    return null
  if (
    /^(?:jolts-hires|jolts-quits)$/.test(indicator.id) &&
    !/\b(?:separations|jolts|openings|vacancies|little changed|turnover|quits|americans|labou?r department|bureau)\b/.test(
      lower + doc.title.toLowerCase(),
    )
  )
    return null
  // A company's own unemployment or inflation of costs is no statistic.
  const pattern = indicator.unit === 'percent' ? PERCENT : PERSONS
  const next = hits.find((h) => h.at > hit.at && h !== hit && h.indicator.unit === indicator.unit)
  const found = [...lower.matchAll(pattern)].flatMap((m) => {
    const value = parseNumber((m[1] ?? '').replace(/^-/, ''), m[2])
    if (value === null || taken.has(m.index)) return []
    if (
      indicator.unit === 'persons' &&
      (value < 1000 || isDate(unit, m.index) || (value >= 1900 && value <= 2100 && !m[2]))
    )
      return []
    return [{ value: m[0].startsWith('-') ? -value : value, start: m.index, end: m.index + m[0].length }]
  })
  const usable = found.filter((f) => !isForecast(lower, f.start) && !isPrevious(lower, f.start))
  const after = usable.filter((f) => f.start >= hit.end)
  const levels = isLevelOf(indicator.id) ? after.filter((f) => LEVEL.test(lower.slice(0, f.start))) : []
  const range =
    indicator.id === 'policy-rate'
      ? after.find((f, i) => i > 0 && / to $|-$|–$/.test(lower.slice(f.start - 4, f.start)))
      : undefined
  const nextTo = usable.findLast((f) => f.end <= hit.at && hit.at - f.end < 4)
  const own =
    range ??
    // "Some 3.1 million quit, while vacancies held at 7.2 million": the next number is the next indicator's.
    (next && nextTo && !after.some((f) => f.start < next.at) ? nextTo : undefined) ??
    levels.find((f) => !next || f.start < next.at) ??
    after.find((f) => !next || f.start < next.at) ??
    after[0]
  const before = usable.findLast((f) => f.end <= hit.at)
  // "grew 3.3 %" stands behind; "the 3.3 % growth of the economy" before.
  const chosen = own ?? (before && hit.at - before.end < 40 ? before : undefined)
  if (!chosen) return null
  taken.add(chosen.start)
  const context = lower.slice(Math.max(0, hit.at - 40), chosen.start)
  const isLevel = LEVEL.test(lower.slice(0, chosen.start))
  const levelIndicator = isLevelOf(indicator.id)
  // An unemployment rate "up 0.1 point" gives no level.
  // "Growth was revised down to 1.6 %" is still growth.
  const sentenceVerb = clauseFor(context).replace(
    /\b(?:revised|marked|taken) (?:down|lower|downward)\w*|\b(?:cut|lowered|trimmed|reduced) to\b/g,
    '',
  )
  const negative =
    chosen.value > 0 && !levelIndicator && FELL.test(sentenceVerb) && (indicator.id !== 'cpi' || !isLevel)
  const value = negative ? -chosen.value : chosen.value
  const attributes: MacroAttributes = { indicator: indicator.id, value, unit: indicator.unit }
  if (indicator.series) attributes.series = indicator.series
  const period = periodFor(unit, doc, indicator, chosen.start)
  if (period) attributes.period = period
  const vintage = vintageOf(lower)
  if (vintage && (indicator.id === 'gdp' || indicator.id === 'nominal-gdp')) attributes.vintage = vintage
  const revision = revisionOf(lower) ?? revisionBehind(unit, doc, indicator, period)
  if (revision) attributes.revision = revision
  const previous = found.find((f) => f !== chosen && isPrevious(lower, f.start) && Math.abs(f.start - chosen.end) < 160)
  if (previous && revision) attributes.previous = previous.value
  const country = COUNTRY.find(([, p]) => p.test(lower))?.[0]
  if (country) {
    attributes.country = country
    delete attributes.series
  }
  const draft = draftOf(unit, attributes, isLevel ? 0.9 : 0.88, [
    Math.min(hit.at, chosen.start),
    Math.max(hit.end, chosen.end),
  ])
  // A rate is set on a day, which is that of the news where none is named.
  if (indicator.id === 'policy-rate' && draft.occurredOn === null)
    draft.occurredOn =
      unit.dates.find((d) => d.precision === 'day')?.label ?? (DECIDED.test(lower) ? doc.published : null)
  return draft
}

const isLevelOf = (id: MacroIndicator): boolean =>
  id === 'unemployment-rate' || id === 'jolts-openings' || id === 'policy-rate' || id === 'jobless-claims'

const clauseFor = (context: string): string => context.split(/[,;]|\bwhile\b|\bafter\b/).at(-1) ?? context

function draftOf(
  unit: Unit,
  attributes: MacroAttributes,
  confidence: number,
  on: readonly [from: number, to: number],
): Draft {
  const sources = sourcesIn(unit.text)
  if (sources.length > 0) attributes.sources = sources
  const up = attributes.revision === 'up' ? 1 : attributes.revision === 'down' ? -1 : attributes.value >= 0 ? 1 : -1
  return {
    type: 'macro',
    attributes,
    company: null,
    occurredOn: attributes.period ?? null,
    status: 'completed',
    roles: [],
    direction: attributes.unit === 'persons' && attributes.revision === undefined ? 0 : up,
    magnitude: attributes.value,
    confidence: attributes.period ? confidence : confidence - 0.15,
    fired: [firedOn(unit, `macro.${attributes.indicator}`, ...on)],
    evidence: [{ start: unit.start, end: unit.end }],
    discriminator: [attributes.indicator, attributes.country ?? 'US', attributes.vintage ?? ''].join('/'),
  }
}

const YEARLY = cue(
  /\b(?:over|in) (?:the )?(?:past |last )?(?:twelve|12) months,?[^.;]{0,60}?(\d+(?:\.\d+)?)(?: ?%| per ?cent)/,
)

/** "Over twelve months, the index is up 2.4 percent" behind a sentence on prices. */
function overTwelveMonths(unit: Unit, doc: Document): Draft | null {
  const m = find(unit, YEARLY)
  if (!m) return null
  const i = unit.index
  const before = doc.units[i - 1]
  if (!before || !/\b(?:consumer price|cpi|inflation)\b/.test(before.lower)) return null
  const cpi = INDICATORS.find((x) => x.id === 'cpi')
  if (!cpi) return null
  const attributes: MacroAttributes = { indicator: 'cpi', value: Number(m[1]), unit: 'percent', series: 'CPIAUCSL' }
  const period = periodFor(before, doc, cpi, 0)
  if (period) attributes.period = period
  return draftOf(unit, attributes, 0.75, [m.index, m.index + m[0].length])
}

const isDate = (unit: Unit, at: number): boolean => unit.dates.some((d) => at >= d.start && at < d.end)

/** A sentence whose subject is a forecaster, as far as the next "but" or semicolon. */
const FORECASTER =
  /^(?:\W*(?:the|most|many|some|its|private) )?(?:[\w-]+ ){0,3}(?:economists?|analysts?|forecasters?|strategists?|bank|imf|oecd|fed|world bank|central bank|treasury|commission|institute|bureau|agency|ministry|department)\b[^,;.]{0,40}\b(?:expects?|forecasts?|predicts?|projects?|sees?|estimates?|reckons?|anticipates?|thinks?|believes?)\b/
const INFINITIVE =
  /\b(?:gdp|growth|output|economy|unemployment|inflation|prices|rate|payrolls|openings|it|them) to (?:grow|reach|rise|fall|slow|expand|shrink|contract|hit|increase|decline|climb|drop|average|come in|be|stay|remain|ease)\b[^,;.]{0,24}$/

const isForecast = (lower: string, at: number): boolean => {
  if (INFINITIVE.test(lower.slice(0, at))) return true
  const governed = lower.slice(0, at)
  if (FORECASTER.test(governed) && !/;|, (?:but|while|though|after)\b/.test(governed)) return true
  const left = lower.slice(Math.max(0, at - 60), at)
  const clause = left.split(/[;—–]| - |, (?:and|but|while|though|beating|above|below|topping|ahead)/).at(-1) ?? left
  return (
    FORECAST.test(clause) ||
    /^[^.;,]{0,18}\b(?:consensus|forecast|expected|estimate by|projected)/.test(lower.slice(at, at + 42))
  )
}

const isPrevious = (lower: string, at: number): boolean => {
  const left = lower.slice(Math.max(0, at - 44), at)
  return (
    REVISED_FROM.test(left.split(/,(?= )|;/).at(-1) ?? left) &&
    !/\b(?:at|to|by) (?:an?|the) (?:upwardly |downwardly )?revised $/.test(left) &&
    !/\b(?:revised (?:up|down|upward|downward|higher|lower)?(?:ly)? ?to|first (?:quarter|half|time)|rose from|fell from)\b[^.;]{0,30}$/.test(
      left,
    ) &&
    !/\bto\s*$/.test(left)
  )
}

function periodFor(unit: Unit, doc: Document, indicator: Indicator, at: number): string | null {
  const fits = (p: string): boolean =>
    indicator.period === 'quarter'
      ? p === 'quarter' || p === 'year' || p === 'half'
      : indicator.period === 'week'
        ? p === 'day' || p === 'range' || p === 'week'
        : p === 'month'
  // A statistic is of the past, whatever else the sentence expects.
  const past = (doc.published ? datesIn(unit.text, doc.published) : unit.dates).filter(
    (d) => fits(d.precision) && (!doc.published || !d.first || d.first <= doc.published),
  )
  // "little changed from December", "the highest since March": what the figure is compared with.
  const compared = past.filter((d) =>
    /\b(?:from|than|since|below|above|versus|against|after)(?: \w+)? $/.test(
      unit.lower.slice(0, d.start + (/^(?:from|since|to) /i.exec(unit.text.slice(d.start))?.[0].length ?? 0)),
    ),
  )
  if (compared.length < past.length) for (const d of compared) past.splice(past.indexOf(d), 1)
  if (past.length > 0) {
    const behind = past.filter((d) => d.start >= at)[0]
    const before = past.filter((d) => d.end <= at).at(-1)
    // "slightly up from 9.50m in August" belongs to the other figure: the nearer date wins.
    if (behind && before) return Math.abs(behind.start - at) <= at - before.end ? behind.label : before.label
    return (behind ?? before)?.label ?? null
  }
  // "Quits were unchanged at 3.2 million": the period was named a sentence or two before.
  const i = unit.index
  for (const earlier of [doc.units[i - 1], doc.units[i - 2]]) {
    const d = earlier?.dates.find((x) => fits(x.precision) && (!doc.published || !x.first || x.first <= doc.published))
    if (d) return d.label
  }
  return null
}

function vintageOf(lower: string): MacroAttributes['vintage'] | null {
  const m =
    /["“'‘]?(advance|first|second|third|preliminary|final|initial|flash)["”'’]?(?: and (?:final|last))?,? (?:estimate|reading|release|print|look|calculation)/.exec(
      lower,
    )
  if (!m) return null
  const word = m[1]
  if (word === 'advance' || word === 'first' || word === 'initial' || word === 'flash') return 'advance'
  return word === 'second' || word === 'third' || word === 'preliminary' || word === 'final' ? word : null
}

/** "The first-quarter figure was revised down 0.4 point": of the figure in the sentence before, unless of another quarter. */
function revisionBehind(
  unit: Unit,
  doc: Document,
  indicator: Indicator,
  period: string | null,
): MacroAttributes['revision'] | null {
  if (indicator.id !== 'gdp') return null
  const i = unit.index
  for (const later of doc.units.slice(i + 1, i + 3)) {
    if (!/\b(?:figure|estimate|reading|growth|gdp|number|rate|update)\b/.test(later.lower)) continue
    const revision = revisionOf(later.lower)
    if (!revision) continue
    const quarter = /\b(first|second|third|fourth)[- ]quarter\b/.exec(later.lower)?.[1]
    const own = ['first', 'second', 'third', 'fourth'][Number(period?.slice(-1)) - 1]
    return quarter === undefined || quarter === own ? revision : null
  }
  return null
}

function revisionOf(lower: string): MacroAttributes['revision'] | null {
  const compared =
    /\b(faster|stronger|higher|better|more|slower|weaker|lower|worse|less) than the [\d.]+(?: ?%| per ?cent|-percent)?(?: (?:rate|pace|growth|gain|estimate|figure))?(?: (?:it|that|which|the (?:government|department|bureau|agency)))? ?(?:(?:had|was|were) )*(?:first |initially |previously |earlier |originally )?(?:reported|estimated|announced|published|put)/.exec(
      lower,
    )
  if (compared) return /faster|stronger|higher|better|more/.test(compared[1] ?? '') ? 'up' : 'down'
  if (
    /\b(?:upward(?:ly)?(?: revision| revised)?|revised (?:up|upward|higher)|revision up|outstripp\w* (?:earlier|previous|initial|prior)|(?:above|better than|faster than|stronger than|higher than|exceed\w*) (?:the )?(?:earlier|previous|initial|prior|first|advance) (?:estimates?|readings?)|up from (?:an?|the) (?:initial|earlier|previous|first|advance)|up \d(?:\.\d)? (?:percentage )?points? from the (?:advance|previous|prior))/.test(
      lower,
    )
  )
    return 'up'
  if (
    /\b(?:downward(?:ly)?(?: revision| revised)?|revised (?:down|downward|lower)|revision down|(?:below|weaker than|slower than|lower than) (?:the )?(?:earlier|previous|initial|prior|first|advance) (?:estimates?|readings?)|down from (?:an?|the) (?:initial|earlier|previous|first|advance))/.test(
      lower,
    )
  )
    return 'down'
  return /\b(?:unrevised|not revised|unchanged from the (?:advance|second|previous|prior|first|initial))\b/.test(lower)
    ? 'unchanged'
    : null
}
