import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { isDay, lastDayOf } from '@/lib/dates'
import { boardKey, countSpells, dir, manifest, rowsOf } from './dataset'

const KEYS: Record<string, string[]> = {
  companies: ['slug'],
  boards: ['kind', 'token'],
  readings: ['boardKind', 'boardToken', 'readOn', 'reader'],
  postings: ['boardKind', 'boardToken', 'externalId'],
  spells: ['boardKind', 'boardToken', 'externalId', 'reader', 'firstDay'],
  rounds: ['companySlug', 'announcedOn', 'kind', 'stage', 'amountMinor'],
  totals: ['companySlug', 'asOf'],
  ipo: ['companySlug', 'milestone', 'occurredOn', 'sourceUrl'],
  capacity: ['companySlug', 'announcedOn', 'what', 'sourceUrl'],
  layoffs: ['companySlug', 'announcedOn', 'sourceUrl'],
  series: ['id'],
  gdp: ['seriesId', 'period', 'vintage'],
  macro: ['seriesId', 'period', 'vintage'],
  hiringlab: ['seriesId', 'period', 'vintage'],
  hn: ['month', 'counter', 'term'],
  articles: ['url'],
  releases: ['agency', 'release', 'scheduledOn'],
}
const names = manifest.files.map((file) => file.name)

describe('the reference data set', () => {
  it('ships the files that its manifest names, and no other', () => {
    expect(readdirSync(dir).sort()).toEqual([...manifest.files.map((file) => file.file), 'manifest.json'].sort())
    expect(names.sort()).toEqual(Object.keys(KEYS).sort())
  })

  it('stays small', () => {
    const bytes = readdirSync(dir).reduce((sum, name) => sum + statSync(path.join(dir, name)).size, 0)
    expect(bytes).toBeLessThan(6_000_000)
  })

  it.each(names)(
    '%s: keys are unique, every row has a source, no cell is long',
    (name) => {
      const rows = rowsOf(name)
      const keys = rows.map((row) => (KEYS[name] ?? []).map((column) => row[column]).join(' | '))
      expect(keys.filter((key, i) => keys.indexOf(key) !== i && keys.lastIndexOf(key) === i)).toEqual([])
      expect(rows.filter((row) => !(row.source ?? row.sourceUrl ?? row.url))).toEqual([])
      expect(rows.filter((row) => !row.licence)).toEqual([])
      expect(rows.filter((row) => Object.values(row).some((value) => (value?.length ?? 0) > 400))).toEqual([])
    },
    60_000,
  )

  it('every company that a row names exists', () => {
    const slugs = new Set(rowsOf('companies').map((company) => company.slug))
    for (const name of ['boards', 'readings', 'postings', 'rounds', 'totals', 'ipo', 'capacity', 'layoffs']) {
      expect({ name, unknown: rowsOf(name).filter((row) => !slugs.has(row.companySlug ?? '')) }).toEqual({
        name,
        unknown: [],
      })
    }
  })

  it('every reading, posting and spell belongs to a board, and every spell to a posting', () => {
    const boards = new Set(rowsOf('boards').map(boardKey))
    for (const name of ['readings', 'postings', 'spells'])
      expect(rowsOf(name).filter((row) => !boards.has(boardKey(row)))).toEqual([])
    const postings = new Set(rowsOf('postings').map((p) => `${boardKey(p)} ${p.externalId}`))
    expect(rowsOf('spells').filter((s) => !postings.has(`${boardKey(s)} ${s.externalId}`))).toEqual([])
  })

  it('the spells of a reader give exactly the count of each of its readings that kept its postings', () => {
    const readers = [...new Set(rowsOf('spells').map((s) => s.reader ?? ''))]
    expect(readers.sort()).toEqual(['fixtures', 'labs', 'openjobs', 'stapply'])
    for (const reader of readers) {
      const counts = countSpells(reader)
      const kept = rowsOf('readings').filter((r) => r.reader === reader && r.postingsKept === '1')
      expect(kept.length).toBeGreaterThan(0)
      expect(kept.filter((r) => (counts.get(`${boardKey(r)} ${r.readOn}`) ?? 0) !== Number(r.count))).toEqual([])
    }
  })

  it('the labs were read by posting on every day on which something came back', () => {
    const lost = rowsOf('readings').filter((r) => r.reader === 'labs' && r.count !== null && r.postingsKept !== '1')
    expect(lost.map((r) => `${r.companySlug} ${r.readOn}`)).toEqual(['deepmind 2026-08-22', 'inflection-ai 2026-08-22'])
  })

  it('exactly one reading a board and day is the best', () => {
    const best = new Map<string, number>()
    for (const r of rowsOf('readings')) {
      const key = `${boardKey(r)} ${r.readOn}`
      best.set(key, (best.get(key) ?? 0) + Number(r.best))
    }
    expect([...best].filter(([, n]) => n !== 1)).toEqual([])
  })

  it('skills and pay are observed or absent, never zero', () => {
    const postings = rowsOf('postings')
    expect(postings.filter((p) => p.skills !== null && p.textRead !== '1')).toEqual([])
    expect(postings.filter((p) => p.payMinMinor === '0' || p.payMaxMinor === '0')).toEqual([])
    expect(postings.filter((p) => p.payMinMinor !== null && (!p.payCurrency || !p.payPeriod))).toEqual([])
    expect(postings.filter((p) => Number(p.payMinMinor) > Number(p.payMaxMinor))).toEqual([])
  })

  it('dates are days that exist, whole or in part, and nothing was known before it could be', () => {
    for (const [name, columns] of Object.entries({
      readings: ['readOn'],
      postings: ['firstSeen', 'lastSeen'],
      spells: ['firstDay', 'lastDay'],
      rounds: ['announcedOn'],
      capacity: ['announcedOn'],
      layoffs: ['announcedOn'],
      releases: ['scheduledOn'],
      gdp: ['vintage'],
      macro: ['vintage'],
      hiringlab: ['vintage', 'period'],
    })) {
      for (const column of columns) expect(rowsOf(name).filter((row) => !isDay(row[column] ?? ''))).toEqual([])
    }
    for (const m of rowsOf('ipo')) expect(lastDayOf(m.knownOn ?? '')).not.toBeNull()
    for (const file of ['gdp', 'macro', 'hiringlab']) {
      expect(rowsOf(file).filter((o) => (o.vintage ?? '') < (lastDayOf(o.period ?? '') ?? ''))).toEqual([])
    }
  })

  it('docs/data.md lists the files as the manifest has them', () => {
    const lines = readFileSync('docs/data.md', 'utf8').split('\n')
    const table = lines
      .filter((line) => /^\| `[a-z]+\.csv/.test(line))
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      )
      .map(([file, rows, period, , , source, licence]) => ({ file, rows, period, source, licence }))
    expect(table).toEqual(
      manifest.files.map((file) => ({
        file: `\`${file.file}\``,
        rows: file.rows.toLocaleString('en-US'),
        period: file.from === null ? 'none' : `${file.from} to ${file.to}`,
        source: file.source,
        licence: file.licence,
      })),
    )
  })
})
