import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dataVersion } from '@/lib/db/client'
import { correctSignal, undoCorrection } from '@/lib/ingest/corrections'
import { deriveFactSignals } from '@/lib/ingest/derive'
import { extractArticles } from '@/lib/ingest/extractArticles'
import { checkRollups } from '@/lib/ingest/rollups'
import { signals } from '@/lib/queries'
import { corrections, measuredPrecision } from '@/lib/queries/corrections'
import { DEFAULT_VIEW } from '@/lib/view'
import { type TestDatabase, testDatabase } from './database'

const day = (text: string): Date => new Date(`${text}T00:00:00Z`)
const now = new Date('2026-01-10T00:00:00Z')

describe('what an operator says of a signal', () => {
  let t: TestDatabase
  let articleId: bigint
  const all = async () => (await signals(DEFAULT_VIEW, t.db, {}, now)).rows
  const ofType = async (type: string) => (await all()).filter((s) => s.type === type)
  const again = () => t.db.$transaction((tx) => extractArticles(tx, [articleId]), { timeout: 60_000 })

  beforeAll(async () => {
    t = await testDatabase()
    await t.db.company.create({ data: { slug: 'brackwater', name: 'Brackwater', origin: 'import' } })
    await t.db.company.create({ data: { slug: 'brackwater-labs', name: 'Brackwater Labs', origin: 'import' } })
    const article = await t.db.article.create({
      data: {
        url: 'https://paper.example/1',
        publisher: 'Paper',
        publishedOn: day('2025-11-03'),
        knownOn: day('2025-11-03'),
        title: 'Brackwater news',
        text: 'Brackwater has raised $120 million in a Series B round. Brackwater laid off 40 employees on Monday. Brackwater is hiring 25 site reliability engineers.',
        textFrom: 'feed',
        origin: 'ingest',
      },
    })
    articleId = article.id
    await again()
  })
  afterAll(() => t.close())

  it('stands after the article is read again, with the version of the data raised and the counts right', async () => {
    const [layoff] = await ofType('layoff')
    const before = await dataVersion(t.db)
    await correctSignal(t.db, { signalId: layoff?.id ?? '', action: 'reject', reason: 'It speaks of another company.' })
    expect((await dataVersion(t.db)).version).toBeGreaterThan(before.version)
    expect(await ofType('layoff')).toEqual([])
    await again()
    await t.db.$transaction((tx) => deriveFactSignals(tx, { all: true }), { timeout: 60_000 })
    expect(await ofType('layoff')).toEqual([])
    for (const table of await checkRollups(t.db)) expect(table).toMatchObject({ missing: 0, extra: 0 })
  })

  it('comes back as it was when it is undone, and keeps who, when and why', async () => {
    const { rows } = await corrections(DEFAULT_VIEW, t.db)
    expect(rows).toMatchObject([
      {
        action: 'reject',
        by: 'operator',
        reason: 'It speaks of another company.',
        undoneAt: null,
        signalType: 'layoff',
      },
    ])
    await undoCorrection(t.db, rows[0]?.id ?? '', 'It was this company after all.')
    const [layoff] = await ofType('layoff')
    expect(layoff).toMatchObject({ company: 'brackwater', corrections: [] })
    expect(layoff?.evidence.length).toBe(1)
    expect((await corrections(DEFAULT_VIEW, t.db)).rows[0]).toMatchObject({
      undoneWhy: 'It was this company after all.',
    })
  })

  it('changes the roles, the company and the type of a signal, each with what the extractor had said', async () => {
    const [hiring] = await ofType('hiring')
    const id = hiring?.id ?? ''
    expect(hiring?.roles).toEqual(['sre'])
    await correctSignal(t.db, { signalId: id, action: 'roles', to: 'ml-platform', reason: 'They run the platform.' })
    await correctSignal(t.db, { signalId: id, action: 'company', to: 'brackwater-labs', reason: 'Its lab hires.' })
    await again()
    const [changed] = await ofType('hiring')
    expect(changed).toMatchObject({ id, company: 'brackwater-labs', roles: ['ml-platform'] })
    expect(changed?.corrections.map((c) => [c.action, c.before])).toEqual([
      ['roles', ['sre']],
      ['company', { slug: 'brackwater', name: 'Brackwater' }],
    ])
    await correctSignal(t.db, { signalId: id, action: 'type', to: 'engagement', reason: 'A contract.' })
    expect((await ofType('engagement')).map((s) => s.id)).toEqual([id])
    for (const c of (await corrections(DEFAULT_VIEW, t.db)).rows.filter((r) => r.undoneAt === null))
      await undoCorrection(t.db, c.id, 'Back to the start.')
    expect(await ofType('hiring')).toMatchObject([{ id, company: 'brackwater', roles: ['sre'] }])
  })

  it('is counted in the measured precision, each signal once', async () => {
    expect((await measuredPrecision(t.db)).rows).toEqual([])
    const [funding] = await ofType('funding')
    const [hiring] = await ofType('hiring')
    await correctSignal(t.db, { signalId: funding?.id ?? '', action: 'confirm', reason: 'Read.' })
    await correctSignal(t.db, { signalId: hiring?.id ?? '', action: 'confirm', reason: 'Read.' })
    await correctSignal(t.db, {
      signalId: hiring?.id ?? '',
      action: 'roles',
      to: 'none',
      reason: 'On second thoughts.',
    })
    const { rows, words } = await measuredPrecision(t.db)
    expect(rows[0]).toMatchObject({ type: 'all', reviewed: 2, corrected: 1, precision: 0.5 })
    expect(words).toContain('1 corrected of 2 reviewed: precision so far 50%')
  })

  it('needs a reason, and a signal, a role and a company that are there', async () => {
    const [funding] = await ofType('funding')
    const signalId = funding?.id ?? ''
    await expect(correctSignal(t.db, { signalId, action: 'reject', reason: ' ' })).rejects.toThrow('needs a reason')
    await expect(correctSignal(t.db, { signalId, action: 'company', to: 'brackwater', reason: 'x' })).rejects.toThrow(
      'That is what it says already.',
    )
    await expect(correctSignal(t.db, { signalId: 'none', action: 'reject', reason: 'x' })).rejects.toThrow(
      'There is no signal none.',
    )
    await expect(
      correctSignal(t.db, { signalId, action: 'company', to: 'brackwate', reason: 'x' }),
    ).rejects.toMatchObject({ next: expect.stringContaining('Did you mean brackwater?') })
    await expect(correctSignal(t.db, { signalId, action: 'roles', to: 'sres', reason: 'x' })).rejects.toThrow(
      'sres is no role.',
    )
  })
})
