import { ADVANCES, CHARACTERS } from './advances'

export type Weight = 400 | 500 | 600 | 700

const WORD_SPACING = 0.05
/** Advance of a character the table does not hold: about an em's two thirds, the width of the missing-glyph box. */
const UNKNOWN = 676

const tables = Object.fromEntries(
  Object.entries(ADVANCES).map(([weight, list]) => {
    const widths = list.split(' ').map(Number)
    return [weight, new Map([...CHARACTERS].map((character, i) => [character, widths[i] ?? UNKNOWN]))]
  }),
) as Record<Weight, Map<string, number>>

/** Width of one line in pixels at `size` pixels, digits tabular, with the word spacing of the page. Kerning is left out. */
export function textWidth(text: string, size: number, weight: Weight = 400): number {
  let thousandths = 0
  let spaces = 0
  for (const character of text) {
    thousandths += tables[weight].get(character) ?? UNKNOWN
    if (character === ' ') spaces++
  }
  return (thousandths * size) / 1000 + spaces * WORD_SPACING * size
}

/**
 * Breaks text into lines of at most `width` pixels at its spaces. A word that is wider than a line is broken inside.
 * With `maxLines` the rest is cut with an ellipsis. Empty text is no lines.
 */
export function wrapText(
  text: string,
  width: number,
  size: number,
  weight: Weight = 400,
  maxLines = Infinity,
): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((w) => breakWord(w, width, size, weight))) {
    const longer = line ? `${line} ${word}` : word
    if (line && textWidth(longer, size, weight) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  if (line) lines.push(line)
  if (lines.length <= maxLines) return lines
  const kept = lines.slice(0, maxLines)
  kept[maxLines - 1] = fitText(`${kept[maxLines - 1]} ${lines[maxLines]}`, width, size, weight)
  return kept
}

function breakWord(word: string, width: number, size: number, weight: Weight): string[] {
  const parts: string[] = []
  let part = ''
  for (const character of word) {
    if (part && textWidth(part + character, size, weight) > width) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part]
}

/** The text, cut with an ellipsis where it is wider than `width` pixels. */
export function fitText(text: string, width: number, size: number, weight: Weight = 400): string {
  if (textWidth(text, size, weight) <= width) return text
  const characters = [...text]
  while (characters.length > 1 && textWidth(`${characters.join('').trimEnd()}…`, size, weight) > width) characters.pop()
  return `${characters.join('').trimEnd()}…`
}

/** As `wrapText`, but in lines of nearly one length: no last word stands alone. */
export function balanceText(
  text: string,
  width: number,
  size: number,
  weight: Weight = 400,
  maxLines = Infinity,
): string[] {
  const lines = wrapText(text, width, size, weight, maxLines)
  if (lines.length < 2 || lines.at(-1)?.endsWith('…')) return lines
  let low = width / 2
  let high = width
  while (high - low > 1) {
    const middle = (low + high) / 2
    if (wrapText(text, middle, size, weight).length > lines.length) low = middle
    else high = middle
  }
  return wrapText(text, high, size, weight)
}
