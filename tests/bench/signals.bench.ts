import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { Benchmark } from '@/lib/cli/bench'
import { classifyTitle } from '@/lib/signals/classify'
import { classifyPosting } from '@/lib/signals/classifyPosting'
import { readLabelledTitles } from '@/lib/signals/evaluation/titles'
import { extract } from '@/lib/signals/extract'
import { KNOWN_COMPANIES } from '@/lib/signals/knownCompanies'
import { SKILLS } from '@/lib/signals/skills'
import { inTurn, median, processorMs, round } from './measure'

const RUNS = 9
const WARM_UPS = 10
const ARTICLE = 6_000
const labelled = (file: string): string =>
  readFileSync(path.join(process.cwd(), 'tests', 'fixtures', 'labelled', file), 'utf8')

/** A bare scan of the same text: every word, in lower case, looked up in a set of words. What any rules cost at least. */
const VOCABULARY = new Set(SKILLS.flatMap((s) => s.phrases.flatMap((p) => p.split(' '))))
function scan(text: string): number {
  let found = 0
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) if (VOCABULARY.has(word)) found++
  return found
}

const DOCUMENT = z.object({ text: z.string(), events: z.array(z.unknown()) })

/** Labelled documents one after the other, as texts of an article's length, or of as many times that length. */
function articles(times: number, isMeant: (events: number) => boolean): string[] {
  const lines = labelled('documents.ndjson').split('\n').filter(Boolean)
  const all = lines.map((line) => DOCUMENT.parse(JSON.parse(line))).filter((d) => isMeant(d.events.length))
  const texts: string[] = []
  let text = ''
  for (const { text: part } of all) {
    text += `${text ? '\n\n' : ''}${part}`
    if (text.length >= ARTICLE * times) {
      texts.push(text)
      text = ''
    }
  }
  return texts
}

const rate = (ms: number, units: number): number => units / (ms / 1_000)
const megabytes = (texts: readonly string[]): number => Buffer.byteLength(texts.join('')) / 1_000_000

export const benchmark: Benchmark = {
  description:
    'titles a second and MB of article text a second of one core, beside a bare tokenise-and-scan of the same text',
  run: async (log) => {
    const titles = readLabelledTitles(labelled('titles.tsv')).map((t) => t.title)
    const classified = await inTurn(
      RUNS,
      async () => titles.forEach((t) => void classifyTitle(t)),
      async () => titles.forEach((t) => void scan(t)),
      processorMs,
    )
    const titlesPerSecond = Math.round(rate(median(classified.a), titles.length))
    log(`  titles: ${titlesPerSecond.toLocaleString('en')} a second, ${round(classified.ratio)} times a bare scan`)

    const options = { companies: KNOWN_COMPANIES }
    const read = (all: readonly string[]) => async () =>
      all.forEach((text) => void extract({ text, published: '2026-03-02' }, options))
    const scanned = (all: readonly string[]) => async () => all.forEach((t) => void scan(t))
    const texts = articles(1, () => true)
    const size = megabytes(texts)
    // Patterns are compiled on their first uses, some of them late: a service pays that once.
    for (let i = 0; i < WARM_UPS; i++) await read(texts)()
    const extracted = await inTurn(RUNS, read(texts), scanned(texts), processorMs)
    const articleMbPerSecond = round(rate(median(extracted.a), size))
    const bareMbPerSecond = round(rate(median(extracted.b), size))
    log(`  articles full of events: ${articleMbPerSecond} MB a second, a bare scan ${bareMbPerSecond}`)
    const quiet = articles(1, (events) => events === 0)
    const quietly = await inTurn(RUNS, read(quiet), scanned(quiet), processorMs)
    const quietMbPerSecond = round(rate(median(quietly.a), megabytes(quiet)))
    log(`  articles without one: ${quietMbPerSecond} MB a second`)

    // The same words in texts four times as long: linear when the time stays what it was.
    const long = articles(4, () => true)
    const growth = await inTurn(RUNS, read(long), read(texts), processorMs)
    const perMbRatio = round(growth.ratio / (megabytes(long) / size))
    log(`  per MB, texts four times as long take ${perMbRatio} times as long`)

    const postings = await inTurn(
      RUNS,
      async () => texts.forEach((text, i) => void classifyPosting(titles[i] ?? '', text)),
      scanned(texts),
      processorMs,
    )
    return {
      titles: titles.length,
      titlesPerSecond,
      titlesToBareScan: round(classified.ratio),
      articleMb: round(size),
      articleMbPerSecond,
      quietMbPerSecond,
      bareMbPerSecond,
      articlesToBareScan: round(extracted.ratio),
      perMbRatioAtFourTimesTheLength: perMbRatio,
      postingMbPerSecond: round(rate(median(postings.a), size)),
    }
  },
}
