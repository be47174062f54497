const ONES: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  dozen: 12,
}

/** Powers of ten by magnitude word or letter. A lone `m` is a million: no text of ours means a thousand by it. */
const MAGNITUDE: Readonly<Record<string, number>> = {
  hundred: 2,
  thousand: 3,
  k: 3,
  lakh: 5,
  million: 6,
  m: 6,
  mn: 6,
  mm: 6,
  mln: 6,
  crore: 7,
  billion: 9,
  b: 9,
  bn: 9,
  bln: 9,
  trillion: 12,
  t: 12,
  tn: 12,
  trn: 12,
}

const WORD = Object.keys(ONES)
  .filter((w) => w !== 'dozen')
  .join('|')
/** Source of a regular expression for a number in figures or words, with its magnitude. Groups: none. */
export const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:a|${WORD}) hundred(?: and)? (?:${WORD})(?:[- ](?:${WORD}))?\b|(?:half a|a quarter of a|a|an|one and a half|two and a half|three and a half|(?:${WORD})(?:[- ](?:${WORD}))?(?: point (?:${WORD}))?)(?=[ -](?:hundred|thousand|million|billion|trillion|dozen)\b)|(?:${WORD})(?:[- ](?:${WORD}))?\b)`
export const MAGNITUDES = String.raw`(?:hundred thousand|thousand|million|billion|trillion|hundred|crore|lakh|mln|bln|trn|mn|mm|bn|tn|k|m|b|t)(?![\p{L}\p{N}])`

/**
 * The value of a number in figures or words, as a decimal string with its power of ten, so that nothing is lost in a float.
 * `parseNumber('2.5', 'bn')` is 2500000000. null: not a number.
 */
export function parseDecimal(digits: string, magnitude?: string): { unscaled: bigint; scale: number } | null {
  const text = digits.toLowerCase().replace(/,/g, '').trim()
  let power = 0
  for (const word of (magnitude ?? '').toLowerCase().split(' ')) if (word) power += MAGNITUDE[word] ?? 0
  const decimal = /^(\d+)(?:\.(\d+))?$/.exec(text)
  if (decimal) {
    const fraction = decimal[2] ?? ''
    return { unscaled: BigInt(`${decimal[1]}${fraction}`), scale: fraction.length - power }
  }
  const tenths = wordsInTenths(text)
  return tenths === null ? null : { unscaled: tenths.value, scale: tenths.scale - power }
}

function wordsInTenths(text: string): { value: bigint; scale: number } | null {
  if (text === 'half a') return { value: 5n, scale: 1 }
  if (text === 'a quarter of a') return { value: 25n, scale: 2 }
  if (text === 'a' || text === 'an') return { value: 1n, scale: 0 }
  const half = /^(\w+) and a half$/.exec(text)
  if (half) {
    const n = ONES[half[1] ?? '']
    return n === undefined ? null : { value: BigInt(n * 10 + 5), scale: 1 }
  }
  const point = /^(.+) point (\w+)$/.exec(text)
  if (point) {
    const whole = wordsInTenths(point[1] ?? '')
    const tenth = ONES[point[2] ?? '']
    return whole && whole.scale === 0 && tenth !== undefined && tenth < 10
      ? { value: whole.value * 10n + BigInt(tenth), scale: 1 }
      : null
  }
  const hundred = /^(\w+) hundred(?: and)? (.+)$/.exec(text)
  if (hundred) {
    const n = hundred[1] === 'a' ? 1 : ONES[hundred[1] ?? '']
    const rest = wordsInTenths(hundred[2] ?? '')
    return n === undefined || rest?.scale !== 0 ? null : { value: BigInt(n * 100) + rest.value, scale: 0 }
  }
  let sum = 0
  for (const w of text.split(/[- ]/)) {
    const n = ONES[w]
    if (n === undefined) return null
    sum += n
  }
  return { value: BigInt(sum), scale: 0 }
}

/** As `parseDecimal`, as a number. Exact up to 2^53. */
export function parseNumber(digits: string, magnitude?: string): number | null {
  const d = parseDecimal(digits, magnitude)
  if (!d) return null
  return d.scale <= 0 ? Number(d.unscaled * 10n ** BigInt(-d.scale)) : Number(`${d.unscaled}e-${d.scale}`)
}
