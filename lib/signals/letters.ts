/** Whether each UTF-16 unit is a letter or digit by itself: 0 not asked yet, 1 no, 2 yes. */
const KNOWN = new Uint8Array(65_536)
const LETTER_OR_DIGIT = /^[\p{L}\p{N}]/u

/** How many UTF-16 units the letter or digit at `at` takes; 0 where none stands there. */
function lengthAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code >= 0xd800 && code <= 0xdbff) return LETTER_OR_DIGIT.test(text.slice(at, at + 2)) ? 2 : 0
  if (KNOWN[code] === 0) KNOWN[code] = LETTER_OR_DIGIT.test(text.charAt(at)) ? 2 : 1
  return KNOWN[code] === 2 ? 1 : 0
}

/** The end of the run of letters and digits that begins at `at`; `at` itself where none stands there. UTF-16 offsets. */
export function wordEnd(text: string, at: number): number {
  let end = at
  while (end < text.length) {
    const length = lengthAt(text, end)
    if (length === 0) break
    end += length
  }
  return end
}

export const isCapital = (code: number): boolean => code >= 65 && code <= 90
