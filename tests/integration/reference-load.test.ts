import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/lib/db/client'
import { dataVersion } from '@/lib/db/client'
import { loadReference } from '@/lib/db/reference/load'
import { readManifest, readRows, referenceDir } from '@/lib/db/reference/read'
import { type TestDatabase, testDatabase } from './database'

const quiet = { log: () => undefined }

const TABLES = [
  ['companies', ['companies']],
  ['boards', ['boards']],
  ['readings', ['readings']],
  ['postings', ['postings']],
  ['spells', ['spells']],
  ['funding_rounds', ['rounds']],
  ['totals_raised', ['totals']],
  ['ipo_milestones', ['ipo']],
  ['capacity', ['capacity']],
  ['layoffs', ['layoffs']],
  ['series', ['series']],
  ['observations', ['gdp', 'macro', 'hiringlab']],
  ['hn_terms', ['hn']],
  ['articles', ['articles']],
  ['releases', ['releases']],
] as const

/** A hash over all rows of a table, ids and all: equal only if nothing was touched. */
async function fingerprint(db: Db): Promise<Record<string, string>> {
  const prints: Record<string, string> = {}
  for (const [table] of TABLES) {
    const [row] = await db.$queryRawUnsafe<{ print: string }[]>(
      `SELECT md5(coalesce(string_agg(t::text || t.xmin::text, E'\\n' ORDER BY t::text), '')) AS print FROM ${table} t`,
    )
    prints[table] = row?.print ?? ''
  }
  return prints
}

/** A copy of the shipped set in which one file's text was changed, with a manifest that fits. */
function changedSet(version: string, changes: Record<string, (csv: string[]) => string[]>): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'wave-reference-'))
  cpSync(referenceDir(), dir, { recursive: true })
  const { manifest } = readManifest(dir)
  for (const [name, change] of Object.entries(changes)) {
    const entry = manifest.files.find((file) => file.name === name)
    if (!entry || entry.file.endsWith('.gz')) throw new Error(`${name} is no plain file of the set`)
    const lines = readFileSync(path.join(dir, entry.file), 'utf8').trimEnd().split('\n')
    const text = `${change(lines).join('\n')}\n`
    writeFileSync(path.join(dir, entry.file), text)
    entry.rows = change(lines).length - 1
    entry.sha256 = createHash('sha256').update(text).digest('hex')
  }
  writeFileSync(path.join(dir, 'manifest.json'), JSON.stringify({ ...manifest, version }))
  return dir
}

describe('loading the reference data', () => {
  let test: TestDatabase
  const folders: string[] = []
  beforeAll(async () => {
    test = await testDatabase()
    await loadReference(test.db, quiet)
  })
  afterAll(async () => {
    await test.close()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  it('puts every row of the set into the database, marked as its own', async () => {
    const { manifest } = readManifest(referenceDir())
    for (const [table, files] of TABLES) {
      const wanted = files.reduce((sum, name) => sum + readRows(referenceDir(), manifest, name).length, 0)
      const [row] = await test.db.$queryRawUnsafe<{ n: number }[]>(
        `SELECT count(*)::int AS n FROM ${table} WHERE origin = 'reference' AND dataset_version = '${manifest.version}'`,
      )
      expect({ table, rows: row?.n }).toEqual({ table, rows: wanted })
    }
  })

  it('changes nothing when it is loaded again', async () => {
    const before = await fingerprint(test.db)
    const version = await dataVersion(test.db)
    const again = await loadReference(test.db, quiet)
    expect(again.loaded).toBe(false)
    expect(await fingerprint(test.db)).toEqual(before)
    expect(await dataVersion(test.db)).toEqual(version)
  })

  it('finds the same rows when it must read the files once more', async () => {
    const before = await fingerprint(test.db)
    await test.db.$executeRaw`DELETE FROM reference_set`
    expect((await loadReference(test.db, quiet)).loaded).toBe(true)
    expect(await fingerprint(test.db)).toEqual(before)
  })

  it('loads once when two processes start at the same moment', async () => {
    await test.db.$executeRaw`DELETE FROM reference_set`
    const both = await Promise.all([loadReference(test.db, quiet), loadReference(test.db, quiet)])
    expect(both.map((one) => one.loaded).sort()).toEqual([false, true])
  })

  it('leaves out of every sum the round that another one contains', async () => {
    const rounds = await test.db.fundingRound.findMany({
      where: { companySlug: 'openai', announcedOn: { gte: new Date('2026-01-01'), lte: new Date('2026-03-31') } },
      include: { partOf: true },
      orderBy: { announcedOn: 'asc' },
    })
    expect(rounds.map((round) => [round.amountMinor, round.partOf?.amountMinor ?? null])).toEqual([
      [11_000_000_000_000n, 12_200_000_000_000n],
      [12_200_000_000_000n, null],
    ])
  })

  it('knows a milestone whose month alone is known from the last day of that month', async () => {
    const [row] = await test.db.ipoMilestone.findMany({ where: { companySlug: 'lambda', milestone: 'postponed' } })
    expect(row?.occurredOn).toBe('2026-01')
    expect(row?.knownOn.toISOString().slice(0, 10)).toBe('2026-01-31')
  })

  it('stores no count for a reading that brought nothing', async () => {
    const reading = await test.db.reading.findFirst({
      where: { board: { token: 'perplexityai' }, readOn: new Date('2025-11-05'), reader: 'labs' },
      include: { board: { include: { successor: true } } },
    })
    expect(reading?.count).toBeNull()
    expect(reading?.completeness).toBe('unknown')
    expect(reading?.board.successor).toMatchObject({ kind: 'ashby', token: 'perplexity' })
  })

  it('keeps what users added or took over when the set is upgraded, and drops what left the set', async () => {
    const { db } = test
    // a user's round of a company of the set, a user's version of an article, and a reading of their own
    await db.fundingRound.create({
      data: {
        companySlug: 'oxide',
        announcedOn: new Date('2026-11-01'),
        knownOn: new Date('2026-11-01'),
        kind: 'equity',
        stage: 'series-c',
        amountMinor: 5n,
        sourceUrl: 'https://example.org/round',
        origin: 'import',
      },
    })
    const [article] = await db.article.findMany({ where: { origin: 'reference' }, take: 1, orderBy: { url: 'asc' } })
    await db.article.update({ where: { id: article?.id ?? 0n }, data: { title: 'My own title', origin: 'import' } })
    const board = await db.board.findFirstOrThrow({ where: { kind: 'ashby', token: 'baseten' } })
    await db.reading.create({
      data: {
        boardId: board.id,
        readOn: new Date('2026-11-24'),
        reader: 'self',
        completeness: 'whole',
        count: 3,
        origin: 'ingest',
      },
    })
    const posting = await db.posting.findFirstOrThrow({
      where: { companySlug: 'lambda', origin: 'reference' },
      orderBy: { id: 'asc' },
    })
    await db.spell.create({
      data: {
        postingId: posting.id,
        reader: 'self',
        firstDay: new Date('2026-11-20'),
        lastDay: new Date('2026-11-24'),
        origin: 'ingest',
      },
    })

    const without = (test: (line: string) => boolean) => (lines: string[]) => lines.filter((line) => !test(line))
    const dir = changedSet('2099.01.01', {
      companies: without((line) => line.startsWith('oxide,') || line.startsWith('aligned,')),
      rounds: without((line) => line.startsWith('oxide,')),
      boards: without((line) => line.startsWith('baseten,')),
      releases: (lines) => lines.map((line) => line.replace('10:00', '11:30')),
    })
    folders.push(dir)
    const upgraded = await loadReference(db, { ...quiet, dir })
    expect(upgraded).toMatchObject({ loaded: true, version: '2099.01.01' })

    expect(await db.company.findUnique({ where: { slug: 'aligned' } })).toBeNull()
    expect(await db.company.findUnique({ where: { slug: 'oxide' } })).not.toBeNull()
    expect((await db.fundingRound.findMany({ where: { companySlug: 'oxide' } })).map((round) => round.origin)).toEqual([
      'import',
    ])
    expect((await db.article.findUnique({ where: { id: article?.id ?? 0n } }))?.title).toBe('My own title')
    expect(await db.reading.count({ where: { boardId: board.id, origin: 'ingest' } })).toBe(1)
    expect(await db.spell.count({ where: { origin: 'ingest' } })).toBe(1)
    const seen = await db.posting.findUniqueOrThrow({ where: { id: posting.id } })
    expect(seen.firstSeen).toEqual(posting.firstSeen)
    expect(seen.lastSeen.toISOString().slice(0, 10)).toBe('2026-11-24')
    expect(await db.release.count({ where: { timeLocal: '11:30' } })).toBe(2)
    expect(await db.release.count({ where: { datasetVersion: '2099.01.01' } })).toBe(8)
  })

  it('refuses a damaged file, says what to do, and leaves the database as it was', async () => {
    const dir = changedSet('2099.01.02', {})
    folders.push(dir)
    writeFileSync(path.join(dir, 'layoffs.csv'), 'companySlug\n')
    const before = await fingerprint(test.db)
    await expect(loadReference(test.db, { ...quiet, dir })).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('layoffs.csv'),
      next: expect.stringContaining('prisma/reference'),
    })
    expect(await fingerprint(test.db)).toEqual(before)
  })
})
