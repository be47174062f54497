import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { rounded } from '@/lib/cli/eval/measured'
import { evaluateTitles, readLabelledTitles } from '@/lib/signals/evaluation/titles'
import committed from '@/lib/signals/measured.json'
import { INFRA_ROLES } from '@/lib/signals/taxonomy'
import { drawTitles } from '@/scripts/draw-titles'
import { hasRecorded, recordedPath } from '../../sources/recorded'

const rows = readLabelledTitles(
  readFileSync(path.join(process.cwd(), 'tests', 'fixtures', 'labelled', 'titles.tsv'), 'utf8'),
)

describe('the labelled titles', () => {
  it('are many, most of them from boards, with enough of each role and of none', () => {
    expect(rows.length).toBeGreaterThanOrEqual(800)
    expect(rows.filter((r) => r.board !== null).length).toBeGreaterThanOrEqual(500)
    const of = (slug: string) => rows.filter((r) => r.accepted[0] === slug).length
    expect(of('other')).toBeGreaterThanOrEqual(250)
    for (const slug of INFRA_ROLES) expect(of(slug), slug).toBeGreaterThanOrEqual(40)
  })

  it('stand once each and are split by the hash of the title', () => {
    expect(new Set(rows.map((r) => r.title.toLowerCase())).size).toBe(rows.length)
    for (const { title, split } of rows) {
      const first = createHash('sha256').update(`split ${title}`).digest()[0] ?? 0
      expect(split, title).toBe(first % 2 === 0 ? 'dev' : 'test')
    }
  })

  it.skipIf(!hasRecorded)('hold every title of the draw, and no other as real', () => {
    const drawn = drawTitles(recordedPath('')).map((t) => `${t.title} · ${t.source}`)
    expect(rows.flatMap((r) => (r.board === null ? [] : [`${r.title} · ${r.board}`]))).toEqual(drawn)
  })
})

describe('the measured quality of title classification', () => {
  const { figures } = evaluateTitles(rows)

  it('is what is committed and shown (else run `wave eval titles --write` and read what changed)', () => {
    const { measuredOn, rulesVersion, ...shown } = committed.titles
    expect(measuredOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(rulesVersion).toMatch(/^\d{4}-\d{2}-\d{2}\.\d+$/)
    expect(rounded(figures)).toEqual(shown)
  })

  it('is above the bar on the titles that nothing was tuned on', () => {
    expect(figures.test.macroF1.value).toBeGreaterThanOrEqual(0.93)
    expect(figures.test.byRole.other.precision.value).toBeGreaterThanOrEqual(0.97)
  })
})

describe('the evaluation of titles', () => {
  const tsv = (rows: readonly string[]) => ['title\taccepted\tseniority\tsource\tsplit', ...rows, ''].join('\n')

  it('lists what it was surest of first, with the rule that decided', () => {
    const { errors, figures: measured } = evaluateTitles(
      readLabelledTitles(
        tsv([
          'Network Engineer\tcloud-platform\tunknown|mid\tacme\ttest',
          'Research Scientist, Robotics\tother\tunknown\twritten\ttest',
          'Site Reliability Engineer\tsre|other\tsenior\tacme\ttest',
        ]),
      ),
    )
    expect(errors.map((e) => [e.title, e.answered, e.accepted[0], e.board])).toEqual([
      ['Network Engineer', 'networking', 'cloud-platform', 'acme'],
      ['Research Scientist, Robotics', 'ml-engineering', 'other', null],
    ])
    expect(errors[0]?.rule).toBe('network.head')
    expect(measured.test.accuracy.value).toBeCloseTo(1 / 3, 12)
    expect(measured.test.seniority.value).toBeCloseTo(2 / 3, 12)
    expect(measured.testReal.titles).toBe(2)
    expect(measured.dev.macroF1.value).toBeNull()
  })

  it.each([
    'Network Engineer\tnetworks\tunknown\tacme\ttest',
    'Network Engineer\tnetworking\tchief\tacme\ttest',
    'Network Engineer\tnetworking\tunknown\tacme\ttrain',
    'Network Engineer\tnetworking',
  ])('refuses a row that it cannot read: %s', (row) => {
    expect(() => readLabelledTitles(tsv([row]))).toThrow(/Line 2/)
  })
})
