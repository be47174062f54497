import { addDays, type Day } from '@/lib/dates'
import type { Boards } from './boards'
import { cell, type Row, sortedBy } from './csv'
import type { DataFile } from './dataset'
import { FACTS, readerOf } from './licences'
import { type Kept, panelPostings, seriesPostings } from './postings'
import { allReadings } from './readings'

const boardKey = (row: Row): string => `${cell(row, 'boardKind')} ${cell(row, 'boardToken')}`

/** How many spells of one reader contain each of its reading days, by board, reader and day. */
function spellCounts(kept: readonly Kept[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { row, spells } of kept) {
    for (const [reader, own] of spells) {
      for (const spell of own) {
        for (let day = spell.firstDay; day <= spell.lastDay; day = addDays(day, 1)) {
          const key = `${boardKey(row)} ${reader} ${day}`
          counts.set(key, (counts.get(key) ?? 0) + 1)
        }
      }
    }
  }
  return counts
}

const readingKey = (reading: Row): string =>
  `${boardKey(reading)} ${cell(reading, 'reader')} ${cell(reading, 'readOn')}`

/** Spells of a reader that stand on readings whose count they do not give are dropped: such a reading stays a count. */
function provenSpells(kept: readonly Kept[], provenDays: ReadonlyMap<string, readonly Day[]>): Row[] {
  const rows: Row[] = []
  for (const { row, spells } of kept) {
    for (const [reader, own] of spells) {
      const days = provenDays.get(`${boardKey(row)} ${reader}`) ?? []
      for (const spell of own) {
        if (!days.some((day) => spell.firstDay <= day && day <= spell.lastDay)) continue
        rows.push({
          boardKind: cell(row, 'boardKind'),
          boardToken: cell(row, 'boardToken'),
          externalId: cell(row, 'externalId'),
          reader,
          firstDay: spell.firstDay,
          lastDay: spell.lastDay,
          rebuilt: reader === 'labs' ? '0' : '1',
          source: readerOf(reader).repository,
          licence: readerOf(reader).licence,
        })
      }
    }
  }
  return rows
}

/** Readings, postings and spells: a reading keeps its postings only where the spells give exactly its count. */
export function boardFiles(input: string, boards: Boards): DataFile[] {
  const readings = allReadings(input, boards)
  const days = new Map<string, Day[]>()
  for (const r of readings) {
    const key = `${cell(r, 'companySlug')} ${cell(r, 'boardKind')} ${cell(r, 'reader')}`
    days.set(key, [...(days.get(key) ?? []), cell(r, 'readOn')])
  }
  const readingDays = (slug: string, kind: string, reader: string): readonly Day[] =>
    days.get(`${slug} ${kind} ${reader}`) ?? []
  const kept = [...seriesPostings(input, boards, readingDays), ...panelPostings(input, boards)]

  const counts = spellCounts(kept)
  const proven = new Map<string, Day[]>()
  for (const r of readings) {
    const count = cell(r, 'count')
    if (count === '' || Number(count) !== counts.get(readingKey(r))) continue
    r.postingsKept = '1'
    const key = `${boardKey(r)} ${cell(r, 'reader')}`
    proven.set(key, [...(proven.get(key) ?? []), cell(r, 'readOn')])
  }
  const spells = provenSpells(kept, proven)
  const postings = kept.map(({ row }) => row)
  return [
    table(
      'readings',
      ['boardKind', 'boardToken', 'readOn', 'reader'],
      'readOn',
      readings,
      'row by row, in completeness',
    ),
    table(
      'postings',
      ['boardKind', 'boardToken', 'externalId'],
      'firstSeen',
      sortedBy(postings, 'companySlug', 'boardKind', 'externalId'),
      'row by row, in seenIs: read, arrival or survivor',
    ),
    table(
      'spells',
      ['boardKind', 'boardToken', 'externalId', 'reader', 'firstDay'],
      'firstDay',
      sortedBy(spells, 'boardKind', 'boardToken', 'externalId', 'reader', 'firstDay'),
      'row by row, in rebuilt',
    ),
  ]
}

const SOURCE =
  'ReedRawlings/AIJobs; Agnikulu/Job-Postings; ConorsCode/open-jobs-data; twelfthlabor/hiring-signal-radar; stapply-ai/jobs; matchaboar/srajob2; sakshambhatla/JobFinder; kagarmoe/job-analysis; single public documents'

const table = (name: string, key: readonly string[], period: string, rows: Row[], grade: string): DataFile => ({
  name,
  columns: Object.keys(rows[0] ?? {}),
  key,
  period,
  rows,
  source: SOURCE,
  licence: `${FACTS}; MIT`,
  grade,
})
