import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { rounded } from '@/lib/cli/eval/measured'
import { evaluateEvents } from '@/lib/signals/evaluation/eventEvaluation'
import { readGoldDocuments } from '@/lib/signals/evaluation/goldDocuments'
import committed from '@/lib/signals/measured.json'

const read = (file: string) => readFileSync(path.join(process.cwd(), 'tests', 'fixtures', 'labelled', file), 'utf8')
const documents = read('documents.ndjson')
const { figures, errors } = evaluateEvents({ documents, headlines: read('headlines.ndjson') })

describe('the measured quality of extraction', () => {
  it('is what is committed and shown (else run `wave eval events --write` and read what changed)', () => {
    const { measuredOn, rulesVersion, ...shown } = committed.events
    expect(measuredOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(rulesVersion).toMatch(/^\d{4}-\d{2}-\d{2}\.\d+$/)
    expect(rounded(figures)).toEqual(shown)
  })

  it('has all evidence verbatim at its offsets, in every set', () => {
    for (const part of [figures.test, figures.dev, figures.headlines]) expect(part.evidenceRight.value).toBe(1)
  })

  it('lists errors of the half that rules are made with, and never of the other', () => {
    const half = new Map(readGoldDocuments(documents).map((d) => [d.id, d.split]))
    expect(errors.length).toBeLessThanOrEqual(20)
    for (const error of errors) expect(half.get(error.document), error.document).toBe('dev')
  })
})
