import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readGoldDocuments } from '@/lib/signals/evaluation/goldDocuments'
import { SIGNAL_TYPES } from '@/lib/signals/types'

const FILE = path.join(import.meta.dirname, '../../../fixtures/labelled/documents.ndjson')
const ndjson = readFileSync(FILE, 'utf8')
const first = ndjson.split('\n')[0] ?? ''

describe('the labelled documents', () => {
  // Reading checks each line: known attributes, verbatim evidence, the half that the id's hash gives.
  const documents = readGoldDocuments(ndjson)

  it('are enough, of every kind and in both halves', () => {
    expect(documents.length).toBeGreaterThanOrEqual(260)
    expect(documents.filter((d) => d.events.length === 0).length).toBeGreaterThanOrEqual(70)
    expect(new Set(documents.map((d) => d.id)).size).toBe(documents.length)
    const asked = documents.flatMap((d) =>
      d.events.flatMap((e) => (e.optional ? [] : [{ type: e.type, split: d.split }])),
    )
    for (const type of SIGNAL_TYPES) {
      expect(asked.filter((e) => e.type === type).length, type).toBeGreaterThanOrEqual(25)
      expect(asked.filter((e) => e.type === type && e.split === 'test').length, type).toBeGreaterThanOrEqual(12)
    }
  })

  it('show every status and never one text twice', () => {
    const statuses = new Set(documents.flatMap((d) => d.events.flatMap((e) => e.status.split('|'))))
    expect([...statuses].sort()).toEqual(['cancelled', 'completed', 'denied', 'planned', 'reported', 'rumoured'])
    expect(new Set(documents.map((d) => d.text)).size).toBe(documents.length)
  })

  it('have real headlines beside them, which are texts of the reference data', () => {
    const headlines = readGoldDocuments(readFileSync(path.join(path.dirname(FILE), 'headlines.ndjson'), 'utf8'))
    const titles = readFileSync(path.join(process.cwd(), 'prisma/reference/articles.csv'), 'utf8').replaceAll('""', '"')
    expect(headlines.length).toBeGreaterThanOrEqual(100)
    for (const { id, source, text } of headlines) {
      expect(titles, id).toContain(text)
      expect(id).toBe(
        `h${createHash('sha256')
          .update(source ?? '')
          .digest('hex')
          .slice(0, 8)}`,
      )
    }
  })

  it.each([
    ['evidence that is not in the text', { evidence: 'words that stand nowhere' }, 'the evidence is not in the text'],
    ['an unknown status', { status: 'likely' }, 'is none of'],
    ['an attribute that the type has not', { attributes: { megawatts: 3 } }, 'Unrecognized key'],
    ['a date that is none', { occurredOn: '2025-02-30' }, 'is no day'],
  ])('are refused with %s', (_, change, says) => {
    const doc = JSON.parse(first) as { events: object[] }
    const spoilt = { ...doc, events: [{ ...doc.events[0], ...change }] }
    expect(() => readGoldDocuments(JSON.stringify(spoilt))).toThrow(says)
  })

  it('are refused in the half that their id does not give them', () => {
    const doc = JSON.parse(first) as { split: string }
    const moved = { ...doc, split: doc.split === 'dev' ? 'test' : 'dev' }
    expect(() => readGoldDocuments(JSON.stringify(moved))).toThrow('wrong half')
  })
})
