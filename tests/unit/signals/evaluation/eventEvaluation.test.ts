import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { rounded } from '@/lib/cli/eval/measured'
import { evaluateEvents, WRITTEN_SETS } from '@/lib/signals/evaluation/eventEvaluation'
import { readGoldDocuments } from '@/lib/signals/evaluation/goldDocuments'
import committed from '@/lib/signals/measured.json'

const FOLDER = path.join(process.cwd(), 'tests', 'fixtures', 'labelled')
const read = (file: string) => readFileSync(path.join(FOLDER, file), 'utf8')
const written = Object.fromEntries(
  Object.entries(WRITTEN_SETS).map(([name, file]) => [
    name,
    existsSync(path.join(FOLDER, file)) ? read(file) : undefined,
  ]),
)
const { figures, errors } = evaluateEvents({ ...written, headlines: read('headlines.ndjson') })

describe('the measured quality of extraction', () => {
  it('is what is committed and shown (else run `wave eval events --write` and read what changed)', () => {
    const { measuredOn, rulesVersion, ...shown } = committed.events
    expect(measuredOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(rulesVersion).toMatch(/^\d{4}-\d{2}-\d{2}\.\d+$/)
    expect(rounded(figures)).toEqual(shown)
  })

  it('has all evidence verbatim at its offsets, in every set', () => {
    const halves = Object.values(figures.sets).flatMap((set) => [set.test, set.dev])
    for (const part of [figures.test, figures.dev, ...halves, figures.headlines])
      expect(part.evidenceRight.value).toBe(1)
  })

  it('lists errors of the half that rules are made with, and never of the other', () => {
    const half = new Map(
      Object.values(written).flatMap((ndjson) => readGoldDocuments(ndjson ?? '').map((d) => [d.id, d.split] as const)),
    )
    expect(errors.length).toBeLessThanOrEqual(20)
    for (const error of errors) expect(half.get(error.document), error.document).toBe('dev')
  })
})
