import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChartName } from '@/components/charts/types'
import { chartQuery, readChart } from '@/components/page/chartRequest'
import { bumpDataVersion } from '@/lib/db/client'
import { FROZEN_LIMITS, frozenId, keepFrozen } from '@/lib/db/frozenCharts'
import { compareRows } from '@/lib/exports/compare'
import { freezeChart, frozenNow } from '@/lib/exports/freeze'
import { FROZEN_FORMS, frozenContent, frozenFile } from '@/lib/exports/frozenFile'
import { chartAnswer } from '@/lib/queries'
import { frozenChart } from '@/lib/queries/frozen'
import type { SearchParams } from '@/lib/view'
import { type TestDatabase, testDatabase } from './database'

let t: TestDatabase
const NOW = new Date('2026-11-25T12:00:00Z')
const ORIGIN = 'https://wave.example'
beforeAll(async () => {
  t = await testDatabase({ reference: true })
})
afterAll(() => t.close())

const asked = (name: ChartName, search: SearchParams = {}) => {
  const read = readChart(search)
  return { name, ...read, query: chartQuery(name, read), origin: ORIGIN }
}

describe('a frozen chart', () => {
  it('has one address for one view on one data version, in whatever order it was asked', async () => {
    const one = await freezeChart(asked('gdp-vintages', { asOf: '2025-09-01', grain: 'week' }), t.db, NOW)
    expect(one.id).toMatch(/^[a-z2-7]{12}$/)
    const again = await freezeChart(
      asked('gdp-vintages', { asOf: '2025-09-01', series: 'x' }),
      t.db,
      new Date('2026-12-01'),
    )
    expect(again).toEqual(one)
    expect((await frozenNow(asked('gdp-vintages', { asOf: '2025-09-01' }), t.db))?.id).toBe(one.id)
    const other = await freezeChart(asked('gdp-vintages', { asOf: '2025-08-15' }), t.db, NOW)
    expect(other.id).not.toBe(one.id)
    expect(await t.db.frozenChart.count()).toBe(2)
  })

  it('keeps what it showed when the data change, and the new state has an address of its own', async () => {
    const view = asked('macro-series', { series: 'UNRATE', from: '2026-01-01', to: '2026-06-30' })
    const before = await freezeChart(view, t.db, NOW)
    const bytes = await Promise.all(FROZEN_FORMS.map((form) => frozenFile(before, form, 'light', t.db)))
    expect(bytes.every((b) => b !== null && b.byteLength > 100)).toBe(true)
    const then = await frozenContent(before, t.db)
    expect(then?.rows.length).toBeGreaterThan(3)
    expect(then?.light).toContain(`${ORIGIN}/c/${before.id}`)

    await t.db.$executeRaw`UPDATE observations SET value = value + 1 WHERE series_id = 'UNRATE'`
    await bumpDataVersion(t.db)

    const after = await Promise.all(FROZEN_FORMS.map((form) => frozenFile(before, form, 'light', t.db)))
    expect(after).toEqual(bytes)
    expect(await frozenNow(view, t.db)).toBeNull()
    const now = await chartAnswer('macro-series', view.view, view.params, t.db, NOW)
    expect(compareRows(then?.rows ?? [], now.rows)).toMatchObject({ same: false, kept: 0, added: now.rows.length })
    const second = await freezeChart(view, t.db, NOW)
    expect(second.id).not.toBe(before.id)
    expect(second.versions.data).toBe(before.versions.data + 1)
  })

  it('holds its rows in every form, its drawing twice, and a README that credits the publisher', async () => {
    const frozen = await freezeChart(asked('gdp-vintages', { asOf: '2025-10-01' }), t.db, NOW)
    const files = unzipSync((await frozenFile(frozen, 'zip', 'light', t.db)) ?? new Uint8Array())
    expect(Object.keys(files).sort()).toEqual([
      'README.md',
      'citation.bib',
      'gdp-vintages-dark.svg',
      'gdp-vintages.csv',
      'gdp-vintages.json',
      'gdp-vintages.png',
      'gdp-vintages.svg',
      'gdp-vintages.xlsx',
    ])
    const read = (name: string) => strFromU8(files[name] ?? new Uint8Array())
    expect(read('README.md')).toContain('Bureau of Economic Analysis')
    expect(read('citation.bib')).toContain(`${ORIGIN}/c/${frozen.id}`)
    expect(read('citation.bib')).toContain('Frozen on 2026-11-25')
    const rows = (JSON.parse(read('gdp-vintages.json')) as { rows: unknown[] }).rows
    expect(
      read('gdp-vintages.csv')
        .split('\n')
        .filter((l) => l && !l.startsWith('#')),
    ).toHaveLength(rows.length + 1)
    const dark = await frozenFile(frozen, 'svg', 'dark', t.db)
    expect(dark && strFromU8(dark)).toBe(read('gdp-vintages-dark.svg'))
    expect(read('gdp-vintages-dark.svg')).not.toBe(read('gdp-vintages.svg'))
  })

  it('made by many at once is kept once', async () => {
    const view = asked('gdp-vintages', { asOf: '2024-06-01' })
    const made = await Promise.all([1, 2, 3].map(() => freezeChart(view, t.db, NOW)))
    expect(new Set(made.map((f) => f.id)).size).toBe(1)
    expect(await t.db.frozenChart.count({ where: { query: view.query, chart: view.name } })).toBe(1)
  })

  it('is not found under an id that is none, and is refused beyond the limits', async () => {
    expect(await frozenChart('nothing-here', t.db)).toBeNull()
    expect(await frozenChart("x' OR 1=1 --", t.db)).toBeNull()
    const draft = {
      chart: 'gdp-vintages',
      query: 'asOf=2020-01-01',
      title: 't',
      knownOn: '2020-01-01',
      data: 1,
      changedAt: null,
      reference: null,
      rules: '1',
      archive: new Uint8Array(10),
    }
    const row = { ...draft, id: frozenId(draft) }
    const kept = await t.db.frozenChart.count()
    const limits = { ...FROZEN_LIMITS, charts: kept }
    expect(await keepFrozen(t.db, row, limits)).toBe(false)
    expect(await keepFrozen(t.db, row, { ...FROZEN_LIMITS, all: 5 })).toBe(false)
    expect(await keepFrozen(t.db, row)).toBe(true)
    expect(await keepFrozen(t.db, row, limits)).toBe(true)
    expect(await t.db.frozenChart.count()).toBe(kept + 1)
  })
})
