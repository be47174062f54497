import { spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { correctSignal } from '@/lib/ingest/corrections'
import { type Changes, rereadArticles } from '@/lib/ingest/reread'
import { checkRollups } from '@/lib/ingest/rollups'
import { type TestDatabase, testDatabase } from './database'
import { nextRules } from './reread-rules'

const day = (text: string): Date => new Date(`${text}T00:00:00Z`)

describe('reading the stored articles with another version of the rules', () => {
  let t: TestDatabase
  const of = (changes: readonly Changes[], type: string) => changes.find((c) => c.type === type)
  const snapshot = async () =>
    await t.db.$queryRaw<{ row: unknown }[]>`
      SELECT to_jsonb(s) || jsonb_build_object('evidence', (SELECT count(*) FROM evidence e WHERE e.signal_id = s.id)) AS row
      FROM signals s ORDER BY id`

  beforeAll(async () => {
    t = await testDatabase()
    for (let i = 0; i < 12; i++) {
      const name = `Firm${String.fromCharCode(65 + i)} Compute`
      await t.db.article.create({
        data: {
          url: `https://paper.example/${i}`,
          publisher: 'Paper',
          publishedOn: day('2025-11-03'),
          knownOn: day('2025-11-03'),
          title: name,
          text:
            i % 3 === 0
              ? `${name} laid off ${40 + i} employees on Monday.`
              : i % 3 === 1
                ? `${name} has raised $${120 + i} million in a Series B round.`
                : `${name} is hiring ${25 + i} site reliability engineers.`,
          textFrom: 'feed',
          origin: 'ingest',
        },
      })
    }
    const first = await rereadArticles(t.db)
    expect(of(first.changes, 'layoff')).toMatchObject({ added: 4 })
  }, 60_000)
  afterAll(() => t.close())

  it('says what would change by kind, and changes nothing in a dry run', async () => {
    const before = await snapshot()
    const told: Changes[] = []
    const done = await rereadArticles(t.db, {
      rules: nextRules(),
      dryRun: true,
      batch: 5,
      onChanges: (c) => void told.push(...c),
    })
    expect(done).toMatchObject({ read: 12, articles: 12, stale: 0, current: false })
    expect(told).toEqual(done.changes)
    expect(of(told, 'layoff')).toMatchObject({ added: 0, removed: 4, changed: 0, unchanged: 0 })
    expect(of(told, 'funding')).toMatchObject({ added: 0, removed: 0, changed: 4, unchanged: 0 })
    expect(of(told, 'hiring')).toMatchObject({ added: 0, removed: 0, changed: 0, unchanged: 4 })
    expect(await snapshot()).toEqual(before)
    await t.db.rereading.deleteMany()
  })

  it('goes on where a process that was killed stopped, and then changes all at once', async () => {
    const before = await snapshot()
    const child = spawn(process.execPath, ['--import', 'tsx', 'tests/integration/reread-process.ts'], {
      env: { ...process.env, DATABASE_URL: t.url },
      stdio: 'ignore',
    })
    const signal = await new Promise((done) => child.once('exit', (_, by) => done(by)))
    expect(signal).toBe('SIGKILL')
    // Nothing of what it read is current, and its first batch is kept.
    expect(await snapshot()).toEqual(before)
    expect(await t.db.rereading.findMany()).toMatchObject([{ state: 'reading', articles: 4 }])

    const [hiring] = await t.db.signal.findMany({ where: { type: 'hiring' } })
    await correctSignal(t.db, { signalId: hiring?.id ?? '', action: 'reject', reason: 'No such firm.' })
    // One article changes in the meantime: its old reading is not taken over.
    await t.db.article.update({
      where: { url: 'https://paper.example/1' },
      data: { text: 'Firm B Compute is a company in Leeds.' },
    })
    let seen: number | null = null
    const done = await rereadArticles(t.db, {
      rules: nextRules(),
      batch: 4,
      onChanges: () => {
        seen = 1
      },
    })
    expect(seen).toBe(1)
    expect(done).toMatchObject({ read: 8, articles: 11, stale: 1, current: true })
    expect(of(done.changes, 'layoff')).toMatchObject({ removed: 4 })
    expect(await t.db.signal.count({ where: { type: 'layoff' } })).toBe(0)
    expect(await t.db.signal.count({ where: { type: 'funding', status: 'rumoured' } })).toBe(3)
    // What the operator rejected stays rejected.
    expect(await t.db.signal.count({ where: { type: 'hiring' } })).toBe(3)
    expect(await t.db.stagedArticle.count()).toBe(0)
    for (const table of await checkRollups(t.db)) expect(table).toMatchObject({ missing: 0, extra: 0 })
  }, 60_000)

  it('changes nothing the second time', async () => {
    await rereadArticles(t.db, { rules: nextRules(), all: true })
    const before = await snapshot()
    const done = await rereadArticles(t.db, { rules: nextRules(), all: true })
    for (const c of done.changes) expect(c).toMatchObject({ added: 0, removed: 0, changed: 0 })
    expect(await snapshot()).toEqual(before)
  })
})
