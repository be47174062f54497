import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cue, cuesIn, find, has, mayHave } from '@/lib/signals/cues'
import { needsOf } from '@/lib/signals/needs'

describe('what a pattern needs of a text', () => {
  it.each<[RegExp, string[] | null]>([
    [/\b(?:lay-?offs?|job (?:cuts?|losses))\b/, ['job cut', 'job losse', 'lay-off', 'layoff']],
    [/\bdemand (?:for|is)\b|\bmust (?:not )?\w+/, ['demand fo', 'demand is', 'must ']],
    [/(\d+(?:\.\d+)?) ?megawatts?\b/i, [' megawatt', 'megawatt']],
    [/(?<=spends? )(?:gpus|[ct]hips)(?! and)/, ['chips', 'gpus', 'thips']],
    [/\b(?:Nasdaq|NYSE)[^.;]{2,40}?\bas [A-Z]{2,5}\b/, ['nasdaq', 'nyse']],
    [/(?:quits?|)\w*/, null],
    [/(?:hir|recruit)*[\w-]\s\p{Lu}/u, null],
    [/[a-z-]+\.\/x/, ['./x']],
    [/[\w-]x(?:ab){2}/, ['ab']],
  ])('reads its first letters off %s', (pattern, needs) => {
    expect(needsOf(pattern)).toEqual(needs)
  })
})

describe('the scan for cues', () => {
  const scanned = (text: string) => {
    const lower = text.toLowerCase()
    return { lower, cues: cuesIn(lower) }
  }
  const cuts = cue(/\b(?:lay-?offs?|job cuts)\b/)
  const month = cue(/\b(?:in|by) May\b/i)
  const long = cue(/\bunemployment (?:benefits|insurance)\b/i)

  it('says where a pattern cannot match, and finds what it can', () => {
    const quiet = scanned('Acme opens a laboratory')
    expect([cuts, month, long].map((c) => mayHave(quiet, c))).toEqual([false, false, false])
    const told = scanned('A Layoff here, a job cuts plan there')
    expect(has(told, cuts)).toBe(true)
    expect(find(told, cuts)?.index).toBe(2)
    expect(has(told, long)).toBe(false)
  })

  it('holds words that begin within one another apart', () => {
    const inside = scanned('unemplounemployment insurance')
    expect(mayHave(inside, long)).toBe(true)
    expect(mayHave(scanned('job job cuts'), cuts)).toBe(true)
  })

  it('takes the month that is spelled so that it is no doubt', () => {
    expect(mayHave({ cues: cuesIn('by mai') }, month)).toBe(true)
  })

  it('takes the letters that a pattern without case takes', () => {
    const kelvin = cue(/\bkelvins\b/iu)
    expect(kelvin.pattern.test('\u212AELVIN\u017F')).toBe(true)
    expect(mayHave({ cues: cuesIn('\u212Aelvin\u017F') }, kelvin)).toBe(true)
  })
})

describe('every registered pattern of the rules', () => {
  const root = join(import.meta.dirname, '../../fixtures/wordings')
  const lines = readdirSync(root).flatMap((f) => readFileSync(join(root, f), 'utf8').split('\n'))

  it('matches no wording that its own needs rule out', async () => {
    const { allCues } = await import('@/lib/signals/cues')
    await import('@/lib/signals/extract')
    const cues = allCues()
    expect(cues.length).toBeGreaterThan(60)
    const wrong: string[] = []
    for (const text of lines) {
      const lower = text.toLowerCase()
      const seen = { lower, cues: cuesIn(lower) }
      for (const c of cues)
        if (!mayHave(seen, c) && (lower.search(c.pattern) >= 0 || text.search(c.pattern) >= 0))
          wrong.push(`${c.pattern.source.slice(0, 60)} in ${text}`)
    }
    expect(wrong).toEqual([])
  })
})
