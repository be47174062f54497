import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  CHART_NAMES,
  capital,
  chartAnswer,
  companies,
  company,
  evidence,
  macro,
  observations,
  openings,
  overview,
  postings,
  role,
  roles,
  rounds,
  signals,
} from '@/lib/queries'
import { askByName } from '@/lib/queries/byName'
import { DEFAULT_VIEW, type View } from '@/lib/view'
import { type TestDatabase, testDatabase } from './database'

// What the reference data can truly say, computed by hand from it; the product must come to the same.
let t: TestDatabase
const NOW = new Date('2026-11-24T12:00:00Z')
const view = (more: Partial<View> = {}): View => ({ ...DEFAULT_VIEW, ...more })
const openOn = async (company: string, day: string) =>
  (await openings(view({ companies: [company], from: day, to: day, grain: 'day' }), t.db, NOW)).rows[0]

beforeAll(async () => {
  t = await testDatabase({ reference: true })
})
afterAll(() => t.close())

describe('openings of companies', () => {
  it.each([
    ['lambda', '2025-10-25', 88],
    ['lambda', '2025-12-20', 92],
    ['lambda', '2026-05-29', 32],
    ['lambda', '2026-08-01', 61],
    ['lambda', '2026-10-05', 90],
    ['crusoe', '2025-10-25', 213],
    ['crusoe', '2026-10-05', 351],
    ['coreweave', '2026-05-21', 247],
    ['coreweave', '2026-10-05', 315],
  ])('%s on %s: %i', async (slug, day, count) => {
    expect(await openOn(slug, day)).toMatchObject({ value: count, covered: true, basis: 'count' })
  })

  it('of Lambda between December and May are not covered, never zero', async () => {
    const { rows } = await openings(
      view({ companies: ['lambda'], from: '2025-12-21', to: '2026-05-20', grain: 'day' }),
      t.db,
      NOW,
    )
    expect(rows.every((r) => r.value === null && !r.covered)).toBe(true)
  })

  it('of Perplexity stop at 67 when its board moves and are not covered from the next day on', async () => {
    expect(await openOn('perplexity', '2025-11-04')).toMatchObject({ value: 67, covered: true })
    expect(await openOn('perplexity', '2025-11-05')).toMatchObject({ value: null, covered: false })
    expect(await openOn('perplexity', '2026-05-21')).toMatchObject({ value: 61, covered: true })
  })

  it('of Runway do not fall when its old board empties', async () => {
    expect(await openOn('runway', '2026-04-07')).toMatchObject({ value: 35 })
    expect(await openOn('runway', '2026-04-08')).toMatchObject({ value: null, covered: false })
  })

  it('of Nvidia are never a count: its reader stops at a cap', async () => {
    const { rows } = await openings(
      view({ companies: ['nvidia'], from: '2026-05-01', to: '2026-10-06', grain: 'day' }),
      t.db,
      NOW,
    )
    expect(rows.every((r) => r.value === null && !r.covered)).toBe(true)
    expect(rows.some((r) => r.completeness === 'capped')).toBe(true)
  })

  it('of OpenAI step by a change of reader in May 2026, which is a break and not growth', async () => {
    const answer = await openings(
      view({ companies: ['openai'], from: '2026-05-20', to: '2026-05-28', grain: 'day' }),
      t.db,
      NOW,
    )
    expect(answer.notes.join(' ')).toContain(
      'OpenAI, 24 May 2026: readings by Agnikulu/Job-Postings (whole) follow those by ReedRawlings/AIJobs (in part)',
    )
    const list = await companies(view({ companies: ['openai'] }), t.db, NOW)
    expect(list.rows[0]?.change).toBeNull()
  })
})

describe('data-centre postings at Anthropic', () => {
  it.each([
    ['2025-09-10', 0],
    ['2025-11-03', 0],
    ['2025-11-04', 1],
    ['2026-04-07', 8],
    ['2026-08-22', 16],
  ])('by title on %s: %i', async (day, count) => {
    const found = await postings(
      view({ companies: ['anthropic'], from: day, to: day }),
      t.db,
      { text: 'data cent' },
      NOW,
    )
    expect(found.total).toBe(count)
  })
})

describe('macro', () => {
  it.each([
    ['2025-08-15', 3],
    ['2025-09-01', 3.3],
    ['2025-10-01', 3.8],
  ])('US growth of Q2 2025 as known on %s is %f', async (asOf, value) => {
    const { rows } = await observations(
      'A191RL1Q225SBEA',
      view({ asOf }),
      t.db,
      { from: '2025-Q2', to: '2025-Q2' },
      NOW,
    )
    expect(rows.map((r) => r.value)).toEqual([value])
  })

  it('nothing of Q2 2025 is known before its first release', async () => {
    const { rows } = await observations(
      'A191RL1Q225SBEA',
      view({ asOf: '2025-07-29' }),
      t.db,
      { from: '2025-Q2', to: '2025-Q2' },
      NOW,
    )
    expect(rows).toEqual([])
  })

  it('the AI share of US postings went from 3.504 to 5.881 percent, all postings from 103.35 to 100.96', async () => {
    const at = async (series: string, day: string) =>
      (await observations(series, view(), t.db, { from: day, to: day }, NOW)).rows[0]?.value
    expect(await at('HIRINGLAB_AI_SHARE_US', '2025-09-12')).toBeCloseTo(3.504, 3)
    expect(await at('HIRINGLAB_AI_SHARE_US', '2026-06-30')).toBeCloseTo(5.881, 3)
    expect(await at('IHLIDXUS', '2025-09-12')).toBeCloseTo(103.35, 2)
    expect(await at('IHLIDXUS', '2026-06-30')).toBeCloseTo(100.96, 2)
  })
})

describe('capital', () => {
  it('does not count the 110 billion of OpenAI beside the 122 billion that contain them', async () => {
    const { data, notes } = await chartAnswer('capital-rounds', view(), {}, t.db, NOW)
    const quarter = data.quarters.find((q) => q.period === '2026-Q1')
    const { rows } = await rounds(view({ from: '2026-01-01', to: '2026-03-31' }), t.db, NOW)
    const all = rows.filter((r) => r.kind === 'equity' && r.currency === 'USD').reduce((s, r) => s + (r.amount ?? 0), 0)
    expect(all - (quarter?.equityUsd ?? 0)).toBe(110e9)
    expect(quarter?.largest).toEqual({ label: 'OpenAI', amountUsd: 122e9 })
    expect(notes.join(' ')).toContain('OpenAI, 27 Feb 2026: part of the round of 31 Mar 2026')
  })

  it('counts the 110 billion while the 122 are not known yet', async () => {
    const { rows } = await rounds(view({ asOf: '2026-03-15', companies: ['openai'], from: '2026-01-01' }), t.db, NOW)
    expect(rows.map((r) => [r.amount, r.counted, r.partOf])).toEqual([[110e9, true, null]])
  })

  it('holds what was reported of Lambda in September 2025, and how its window slipped', async () => {
    const then = await signals(view({ asOf: '2025-09-30', companies: ['lambda'] }), t.db, { type: 'ipo' }, NOW)
    expect(then.rows).toHaveLength(1)
    expect(then.rows[0]?.attributes).toMatchObject({
      stage: 'reported',
      window: '2026-H1',
      banks: ['Morgan Stanley', 'J.P. Morgan', 'Citi'],
    })
    const total = await signals(
      view({ asOf: '2025-09-30', companies: ['lambda'] }),
      t.db,
      { type: 'funding', text: 'counted' },
      NOW,
    )
    expect(total.rows[0]?.attributes).toMatchObject({ kind: 'total', amount: 1.7e9, amountIs: 'at-least' })
    const now = await signals(view({ companies: ['lambda'] }), t.db, { type: 'ipo' }, NOW)
    expect(now.rows.map((s) => s.attributes.window).reverse()).toEqual(['2026-H1', '2026-H2', '2027', '2027'])
  })
})

describe('the overview', () => {
  it('speaks of the three companies read all through, to the last day half of them were covered', async () => {
    const o = await overview(view(), t.db, NOW)
    expect(o.panel.companies.map((c) => c.company)).toEqual(['anthropic', 'openai', 'scale-ai'])
    expect([o.panel.from, o.panel.to]).toEqual(['2025-09-08', '2026-08-22'])
    const headline = o.headline.map((p) => p.text).join('')
    expect(headline).toContain('Anthropic, OpenAI and Scale AI')
    expect(headline).toMatch(/up \d+%/)
    expect(o.answers.map((a) => a.label)).toEqual(['Heat', 'Where', 'Why'])
    expect(o.tiles.map((tile) => tile.key)).toEqual(['openings', 'listed', 'large-rounds', 'ipo', 'ai-share', 'gdp'])
    expect(o.tiles.find((tile) => tile.key === 'ai-share')).toMatchObject({ figure: '5.9', unit: '%' })
    expect(o.tiles.find((tile) => tile.key === 'gdp')).toMatchObject({ figure: '2.2' })
    expect(o.status.releasesDue[0]?.scheduledOn).toBe('2026-11-25')
  })

  it('says what it cannot: OpenAI’s unread days, its partial reader, the boards left out with their numbers', async () => {
    const { limits } = await overview(view(), t.db, NOW)
    const text = limits.map((l) => `${l.bold} ${l.text}`).join('\n')
    expect(text).toContain('OpenAI was not read for 8 days')
    expect(text).toContain('OpenAI is read in part all through')
    expect(text).toContain('Perplexity showed 67 postings on 4 Nov 2025')
    expect(text).toContain('Small numbers')
  })

  it('draws no line over OpenAI’s unread days', async () => {
    const { data } = await chartAnswer('hiring-trend', view({ grain: 'day' }), {}, t.db, NOW)
    const missing = data.total.points.filter((p) => p.period >= '2026-06-18' && p.period <= '2026-06-25')
    expect(missing.map((p) => p.value)).toEqual(Array(8).fill(null))
    expect(data.gaps.some((g) => g.first === '2026-06-18' && g.last === '2026-06-25')).toBe(true)
  })

  it('counts the same openings in trend, breakdown and evidence', async () => {
    const day = '2026-08-21'
    const { data: trend } = await chartAnswer('hiring-trend', view({ grain: 'day' }), {}, t.db, NOW)
    const { data: parts } = await chartAnswer('role-breakdown', view(), {}, t.db, NOW)
    const total = trend.total.points.find((p) => p.period === day)?.value
    expect(parts.lastDay).toBe(day)
    expect(parts.total?.change.to).toBe(total)
    expect(parts.rows.filter((r) => r.role !== 'other').reduce((s, r) => s + r.change.to, 0)).toBe(total)
    expect(trend.lines.reduce((s, l) => s + (l.points.find((p) => p.period === day)?.value ?? 0), 0)).toBe(total)
    const behind = await evidence({ chart: 'hiring-trend', first: day, last: day }, view(), t.db, NOW)
    expect(behind.postings.total).toBe(total)
  })
})

/** Charts that the shipped data is too short for, or that tell a rare event: these say what they have and need. */
const OFTEN_THIN: readonly string[] = ['event-study', 'local-projections', 'lead-lag', 'forecast', 'level-changes']

describe('every chart', () => {
  it.each(CHART_NAMES)('%s has a finding, sources, rows for its table, and no NaN', async (name) => {
    const params = name.startsWith('company-')
      ? { company: 'lambda' }
      : name === 'role-trend' || name === 'role-pay'
        ? { role: 'data-center-ops' as const }
        : {}
    const a = await chartAnswer(name, view(), params, t.db, NOW)
    if (OFTEN_THIN.includes(name) && a.rows.length === 0) {
      expect(`${a.title} ${a.subtitle} ${a.notes.join(' ')} ${JSON.stringify(a.data)}`).toMatch(/needs|not enough/i)
    } else if (!OFTEN_THIN.includes(name)) expect(a.rows.length).toBeGreaterThan(name === 'gdp-as-read' ? 1 : 3)
    expect(a.title.length).toBeGreaterThan(10)
    expect(a.sources.length).toBeGreaterThan(0)
    expect(a.updatedOn).toMatch(/^202[56]-\d\d-\d\d$/)
    expect(JSON.stringify(a)).not.toMatch(/NaN|undefined|Infinity/)
  })

  it('answers a past in which nothing was known without failing', async () => {
    for (const name of CHART_NAMES) {
      const params = name.startsWith('company-')
        ? { company: 'lambda' }
        : name === 'role-trend' || name === 'role-pay'
          ? { role: 'sre' as const }
          : {}
      const a = await chartAnswer(name, view({ asOf: '2015-01-01' }), params, t.db, NOW)
      expect(JSON.stringify(a)).not.toMatch(/NaN|undefined|Infinity/)
    }
    await overview(view({ asOf: '2015-01-01' }), t.db, NOW)
    await capital(view({ asOf: '2015-01-01' }), t.db, NOW)
    await macro(view({ asOf: '2015-01-01' }), t.db, NOW)
    await role('sre', view({ asOf: '2015-01-01' }), t.db, NOW)
    await roles(view({ asOf: '2015-01-01' }), t.db, NOW)
    await company('lambda', view({ asOf: '2015-01-01' }), t.db, NOW)
  })
})

describe('a range in which no board was read', () => {
  const early = { from: '2024-01-01', to: '2024-03-01' } as const

  it('is not known by role: no zeros in the breakdown, its table or its exports', async () => {
    const a = await chartAnswer('role-breakdown', view(early), {}, t.db, NOW)
    expect(a.title).toContain('not covered')
    expect(a.subtitle).toContain('not zero')
    expect(a.data.total).toBeNull()
    expect(a.rows).toHaveLength(11)
    for (const row of a.rows) expect([row.from, row.to, row.difference, row.share]).toEqual([null, null, null, null])
    const chosen = await chartAnswer('role-breakdown', view({ ...early, companies: ['anthropic'] }), {}, t.db, NOW)
    expect(chosen.rows.every((row) => row.to === null)).toBe(true)
    expect(chosen.subtitle).toContain('Anthropic')
  })

  it('names no panel of zero companies', async () => {
    const o = await overview(view(early), t.db, NOW)
    expect(JSON.stringify(o)).not.toMatch(/\b0 companies|no company/)
  })
})

describe('bad questions', () => {
  it.each([
    [() => askByName('openings', { company: 'lamda' }, t.db, NOW), /no company lamda/],
    [() => askByName('openings', { role: 'wizard' }, t.db, NOW), /not a role/],
    [() => askByName('openings', { from: '0000-00-00' }, t.db, NOW), /a day that exists/],
    [() => askByName('opening', {}, t.db, NOW), /no query opening/],
    [() => askByName('observations', { series: 'GDPX' }, t.db, NOW), /no series GDPX/],
    [() => askByName('observations', { series: 'UNRATE', from: 'soon' }, t.db, NOW), /no period/],
    [() => askByName('signals', { type: 'gossip' }, t.db, NOW), /not a type/],
    [() => askByName('role-trend', {}, t.db, NOW), /one role/],
    [() => askByName('capital-rounds', { mode: 'mean' }, t.db, NOW), /neither sum nor count/],
  ])('are answered with what to do (%#)', async (ask, message) => {
    await expect(ask()).rejects.toThrow(message)
    await expect(ask()).rejects.toHaveProperty('next', expect.stringMatching(/.{5,}/))
  })
})

describe('a transform that a chart has not', () => {
  it('is answered as a level, and says so', async () => {
    const a = await chartAnswer('hiring-trend', view({ transform: 'rebased' }), {}, t.db, NOW)
    expect(a.view.transform).toBe('level')
    expect(a.notes.at(-1)).toBe('Shown as a level: this chart has no rebased.')
    const share = await chartAnswer('roles-trend', view({ transform: 'share' }), {}, t.db, NOW)
    const last = share.data.series.map((s) => s.points.findLast((p) => p.value !== null)?.value ?? 0)
    expect(last.reduce((sum, v) => sum + v, 0)).toBeCloseTo(100, 6)
  })
})
