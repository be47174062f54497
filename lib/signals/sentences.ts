export type Sentence = {
  readonly text: string
  /** UTF-16 offsets into the whole text: `whole.slice(start, end) === text`. */
  readonly start: number
  readonly end: number
  /** True where the sentence opens a line: a paragraph, a heading or an item of a list. */
  readonly opensLine: boolean
}

/** A full stop behind one of these ends no sentence by itself. */
const ABBREVIATION =
  /(?:^|[\s(“"'‘])(?:[A-Z]|[A-Z]\.[A-Z]|(?:[A-Z]\.)+[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|Gen|Sen|Rep|Gov|Inc|Corp|Ltd|Co|Bros|No|Nos|vs|v|approx|est|e\.g|i\.e|a\.m|p\.m|cf|al|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Fig|Vol|Dept|Mt|Ft|Ave)$/
/** After these a capital does begin a new sentence more often than not. */
const MAY_END = /(?:Inc|Corp|Ltd|Co|[ap]\.m|U\.S|U\.K|E\.U)$/
/** A lone capital that is no initial: "its Series E. Acme …". */
const LETTERED = /\b(?:[Ss]eries|[Cc]lass|[Rr]ound|[Pp]hase|[Pp]lan|[Tt]ier|[Bb]uilding|[Hh]all) [A-Z]$/
const NEW_SUBJECT =
  /^(?:The|It|Its|They|Their|In|On|At|But|And|A|An|He|She|We|This|That|These|Those|For|After|Before|Last|Next|Analysts|Shares|Meanwhile|However|According|Earlier)\b/

/**
 * The sentences of a text, in order, without the white space around them. Every line is its own (lists and headings need
 * no full stop). Abbreviations ("U.S.", "J.P. Morgan", "Inc.") and decimals do not split.
 */
export function splitSentences(text: string): Sentence[] {
  const found: Sentence[] = []
  let lineStart = 0
  while (lineStart <= text.length) {
    let lineEnd = text.indexOf('\n', lineStart)
    if (lineEnd < 0) lineEnd = text.length
    splitLine(text, lineStart, lineEnd, found)
    lineStart = lineEnd + 1
  }
  return found
}

function splitLine(text: string, from: number, to: number, found: Sentence[]): void {
  const line = text.slice(from, to)
  const end = /[.!?…]+["'”’)\]]*(?=\s)/g
  let start = 0
  let opens = true
  for (let m = end.exec(line); m; m = end.exec(line)) {
    const stop = m.index + m[0].length
    const rest = line.slice(stop).trimStart()
    if (rest && !/^["'“‘([]?(?:[\p{Lu}\p{N}$€£¥•–—-]|[a-z]{1,2}-?[A-Z])/u.test(rest)) continue
    if (m[0].startsWith('.') && m[0].length === 1) {
      const before = line.slice(Math.max(start, m.index - 16), m.index)
      if (ABBREVIATION.test(before) && !LETTERED.test(before) && !(MAY_END.test(before) && NEW_SUBJECT.test(rest)))
        continue
    }
    if (pushSentence(line, start, stop, from, opens, found)) opens = false
    start = stop
  }
  pushSentence(line, start, line.length, from, opens, found)
}

/** What stands in a piece of a line, without the white space around it; false where that is nothing. */
function pushSentence(line: string, a: number, b: number, from: number, opens: boolean, found: Sentence[]): boolean {
  const piece = line.slice(a, b)
  const text = piece.trim()
  if (text === '') return false
  const start = from + a + piece.length - piece.trimStart().length
  found.push({ text, start, end: start + text.length, opensLine: opens })
  return true
}

/** No sentence is longer; what is has lost its line ends, and is read in pieces, so that its rules take no longer than its length. */
const LONGEST_UNIT = 1_200

/** The parts of a sentence no longer than that, cut at spaces: [from, to) pairs, without the white space between them. */
function pieces(text: string): [from: number, to: number][] {
  const found: [number, number][] = []
  let from = 0
  while (text.length - from > LONGEST_UNIT) {
    const space = text.lastIndexOf(' ', from + LONGEST_UNIT)
    let to = space > from ? space : from + LONGEST_UNIT
    // Not between the halves of a character.
    if (/[\uDC00-\uDFFF]/.test(text[to] ?? '')) to--
    if (text.slice(from, to).trim()) found.push([from, to])
    from = to
    while (text[from] === ' ') from++
  }
  if (from < text.length) found.push([from, text.length])
  return found
}

/** Sentences cut further at semicolons, behind which a new subject may stand. */
export function splitUnits(text: string): (Sentence & { sentence: number })[] {
  const units: (Sentence & { sentence: number })[] = []
  splitSentences(text).forEach((s, sentence) => {
    let at = 0
    const parts = s.text.includes(';') ? s.text.split(/(;\s+)/) : [s.text]
    for (let i = 0; i < parts.length; i += 2) {
      const part = parts[i] ?? ''
      for (const [from, to] of pieces(part))
        units.push({
          text: part.slice(from, to),
          start: s.start + at + from,
          end: s.start + at + to,
          opensLine: s.opensLine && i === 0 && from === 0,
          sentence,
        })
      at += part.length + (parts[i + 1]?.length ?? 0)
    }
  })
  return units
}
