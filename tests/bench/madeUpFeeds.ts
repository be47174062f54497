const SYLLABLES = 'ka lo mi ter van sol ri den bo cas ful nor pe sto wen'.split(' ')
const WORDS = 120
const SENTENCE = 15

/** Numbers that look random and are the same in every run (a linear congruential generator, Numerical Recipes). */
function* numbers(seed: number): Generator<number> {
  let state = seed >>> 0
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state >>> 8
  }
}

/** Sentences out of 3,375 made-up words, 120 of them: as far from their neighbours as two articles are. */
function madeUpText(seed: number): string {
  const random = numbers(seed * 7919 + 1)
  const syllable = () => SYLLABLES[(random.next().value as number) % SYLLABLES.length]
  const words = Array.from({ length: WORDS }, () => `${syllable()}${syllable()}${syllable()}`)
  const sentences: string[] = []
  for (let at = 0; at < WORDS; at += SENTENCE) {
    const text = words.slice(at, at + SENTENCE).join(' ')
    sentences.push(`${text.charAt(0).toUpperCase()}${text.slice(1)}.`)
  }
  return sentences.join(' ')
}

/** A made-up RSS 2.0 feed; one item in ten tells a round. */
export function feedXml(feed: number, count: number): string {
  const items = Array.from({ length: count }, (_, i) => {
    const n = feed * count + i
    const news =
      i % 10 === 0
        ? `Madeup${n} Cloud has raised $${(n % 90) + 10} million in a Series B round led by Fund${n % 40}. `
        : ''
    const day = String((n % 27) + 1).padStart(2, '0')
    return `<item><title>${madeUpText(n + 1e6).slice(0, 40)}</title><link>https://feed${feed}.example/items/${n}</link><guid>${n}</guid><pubDate>${day} Jan 2026 10:00:00 GMT</pubDate><description><![CDATA[<p>${news}${madeUpText(n)}</p>]]></description></item>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Feed ${feed}</title><link>https://feed${feed}.example/</link><description>made up</description>${items.join('')}</channel></rss>`
}
