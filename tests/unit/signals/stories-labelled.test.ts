import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { isSurelyOther, readStory, type Story, sameRead, sameStory } from '@/lib/signals/sameStory'

type Pair = { id: string; kind: string; same: boolean; a: Story; b: Story }

const pairs = (name: string): Pair[] =>
  readFileSync(path.join(import.meta.dirname, '../../fixtures/stories', name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Pair)

/** Precision, recall and the pairs that were judged wrongly. */
function measure(rows: readonly Pair[]) {
  const judged = rows.map((r) => ({ ...r, said: sameStory(r.a, r.b).same }))
  const hits = judged.filter((r) => r.said && r.same).length
  return {
    precision: hits / Math.max(1, judged.filter((r) => r.said).length),
    recall: hits / Math.max(1, judged.filter((r) => r.same).length),
    wrong: judged.filter((r) => r.said !== r.same).map((r) => r.id),
  }
}

describe.each([
  ['tune.ndjson', 'pairs that the rules were written with'],
  ['check.ndjson', 'pairs that were kept aside'],
  ['short.ndjson', 'texts of a sentence or two'],
])('same story on %s (%s)', (file) => {
  const rows = pairs(file)

  it('is right in at least 98 of 100 that it joins, and joins at least 90 of 100', () => {
    const { precision, recall, wrong } = measure(rows)
    expect(precision, wrong.join(' ')).toBeGreaterThanOrEqual(0.98)
    expect(recall, wrong.join(' ')).toBeGreaterThanOrEqual(0.9)
  })

  it('says the same whichever of the two comes first', () => {
    for (const { id, a, b } of rows) expect(sameStory(b, a), id).toEqual(sameStory(a, b))
  })

  it('is never told apart by the quick look what is one, and mostly told apart by it what is unrelated', () => {
    const reads = rows.flatMap((r) => [readStory(r.a), readStory(r.b)])
    let unrelated = 0
    let quick = 0
    for (const [i, x] of reads.entries()) {
      for (const y of reads.slice(i + 1, i + 40)) {
        const { same } = sameRead(x, y)
        const isOther = isSurelyOther(x, y)
        expect(isOther && same, `${x.text} | ${y.text}`).toBe(false)
        if (!same) unrelated++
        if (isOther) quick++
      }
    }
    expect(quick / unrelated).toBeGreaterThan(0.8)
  })

  it('scores above one half exactly what it joins', () => {
    for (const { id, a, b } of rows) {
      const { same, score } = sameStory(a, b)
      expect(score > 0.5, id).toBe(same)
    }
  })
})

describe('the labelled pairs', () => {
  it('are enough, and as many apart as together', () => {
    const all = [...pairs('tune.ndjson'), ...pairs('check.ndjson')]
    expect(all.length).toBeGreaterThanOrEqual(120)
    expect(all.filter((r) => !r.same).length).toBeGreaterThanOrEqual(60)
  })
})

const wire =
  'Tarn Compute, a company in Leeds that rents graphics processors by the hour, has raised $140 million in a Series B round. Hollis Ventures led the deal and Quarry Capital joined. The company was valued at $900 million before the money came in, according to a person who saw the terms.'

describe('copies as sites make them', () => {
  const copies: [string, string][] = [
    ['a dateline', `SAN FRANCISCO, Oct 14 (Wirehouse) -- ${wire}`],
    ['a byline with a time', `By Jane Doe, Oct 15, 2025 9:00 AM EDT\n\n${wire}`],
    [
      'a paragraph of context',
      `${wire} Last week Cirrus Nine announced 2,000 jobs and a budget of $4 billion for 2026.`,
    ],
    ['capitals', wire.toUpperCase()],
    ['its own way to write sums', wire.replace('$140 million', '$140m').replace('$900 million', '$0.9 billion')],
    ['nothing but a teaser', `${wire.slice(0, 90)}… Read the full story`],
  ]
  it.each(copies)('knows one with %s', (_, text) => {
    expect(sameStory({ url: 'https://a.example/1', text: wire }, { url: 'https://b.example/2', text }).same).toBe(true)
  })
  it('parts a text in which one figure alone is another', () => {
    expect(sameStory({ text: wire }, { text: wire.replace('$140', '$190') }).same).toBe(false)
  })
  it('takes no front page for an article', () => {
    const front = 'https://news.example/'
    expect(sameStory({ url: front, text: wire }, { url: front, text: 'Rain is due in the north.' }).same).toBe(false)
  })
})
