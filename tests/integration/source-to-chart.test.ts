import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChartName } from '@/components/charts/types'
import { drawChart, drawPicture, drawPng } from '@/lib/drawing'
import { addSource } from '@/lib/ingest/addSource'
import { importFile } from '@/lib/ingest/importFile'
import { chartAnswer } from '@/lib/queries'
import { DEFAULT_VIEW } from '@/lib/view'
import { fixture, hasRecorded, recorded } from '../unit/sources/recorded'
import { type TestDatabase, testDatabase } from './database'
import { publisher } from './ingest-server'

/** The whole way: bytes over HTTP, Postgres, the query behind a chart, the drawing and its picture. */
const NOW = new Date('2026-11-20T10:00:00Z')
const json = { type: 'application/json' }
/** No JSON Feed of such articles is on record: this one is written for the test, to the format's version 1.1. */
const NEWS = {
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Made-up news of compute',
  items: [
    {
      id: '1',
      url: 'https://news.example/tidewater',
      title: 'Tidewater Compute raises a Series B',
      date_published: '2026-11-10T09:00:00Z',
      content_text:
        'Tidewater Compute has raised $640 million in a Series B round led by Harbour Fund, the company said on Monday. It rents out GPUs.',
    },
  ],
}
let test: TestDatabase
let site: Awaited<ReturnType<typeof publisher>>

beforeAll(async () => {
  test = await testDatabase()
  site = await publisher({
    '/submissions/CIK0009990001.json': { body: fixture('edgar/submissions-first-offering.json'), ...json },
    '/Archives/edgar/data/9990001/000999000125000010/primary_doc.xml': { body: fixture('edgar/form-d-first.xml') },
    '/Archives/edgar/data/9990001/000999000125000030/primary_doc.xml': { body: fixture('edgar/form-d-amended.xml') },
    '/news.json': { body: JSON.stringify(NEWS), type: 'application/feed+json' },
    ...(hasRecorded && {
      '/v1/boards/anthropic/jobs': { body: recorded('postings/greenhouse/anthropic.json'), ...json },
      '/v0/postings/palantir': { body: recorded('postings/lever/palantir.json'), ...json },
      '/posting-api/job-board/lambda': { body: recorded('postings/ashby/Lambda.json'), ...json },
      '/graph/fredgraph.csv': { body: recorded('macro/fredgraph/JTSJOL.csv'), type: 'text/csv' },
      '/fred/series': { body: recorded('macro/fred/GDP-series-info.json'), ...json },
      '/fred/series/observations': { body: recorded('macro/fred/GDP-all-releases.json'), ...json },
      '/hiring-lab/ai-tracker/main/AI_posting.csv': { body: recorded('hiring-lab/AI_posting.csv') },
    }),
  })
})
afterAll(async () => {
  await site.close()
  await test.close()
})

/** Draws what the query answers, and answers the drawing's words. */
async function shown(name: ChartName, params: Record<string, string>, view: Partial<typeof DEFAULT_VIEW> = {}) {
  const answer = await chartAnswer(name, { ...DEFAULT_VIEW, ...view }, params, test.db, NOW)
  const drawing = await drawChart({ name, data: answer.data, width: 800, theme: 'light' })
  expect(drawing.svg).not.toMatch(/NaN|undefined|Infinity/)
  const picture = await drawPicture({ answer, theme: 'light', link: 'http://wave.example/', hash: 'x' })
  const png = await drawPng(picture, { width: 800 })
  expect(png.readUInt32BE(16)).toBe(800)
  return { answer, words: drawing.svg.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ') }
}
const add = (address: string, env: Record<string, string> = {}) =>
  addSource(test.db, address, { config: site.config(env), now: NOW })

describe('what a source brought is in a chart', () => {
  it('steps and private rounds of a filer at the SEC', async () => {
    await importFile(test.db, 'rounds', fixture('imports/rounds.json'), { now: NOW })
    await test.db.company.update({ where: { slug: 'nimbus-grid' }, data: { cik: '9990001' } })
    await add('https://data.sec.gov/submissions/CIK0009990001.json')
    const pipeline = await shown('ipo-pipeline', {}, { from: '2025-01-01' })
    expect(pipeline.words).toContain('nimbus-grid')
    expect(pipeline.answer.rows.length).toBeGreaterThanOrEqual(5)
    const capital = await shown('capital-rounds', {}, { from: '2025-01-01' })
    // 200 million, told by a file, a Form D and its amendment: counted once.
    expect(capital.words).toContain('$200m')
    expect(capital.words).not.toContain('$400m')
  })

  it('a feed of articles, whose round is an event of the company', async () => {
    await add(`${site.base}news.json`)
    const found = await test.db.signal.findMany({
      where: { evidence: { some: { article: { source: { address: `${site.base}news.json` } } } } },
    })
    expect(found.length).toBeGreaterThan(0)
    const marked = await chartAnswer(
      'hiring-trend',
      { ...DEFAULT_VIEW, from: '2025-01-01', to: '2026-11-20' },
      {},
      test.db,
      NOW,
    )
    const ids = [...marked.data.rounds, ...marked.data.ipo, ...marked.data.capacity, ...marked.data.layoffs].map(
      (m) => m.signalId,
    )
    expect(found.some((s) => ids.includes(s.id))).toBe(true)
  })

  it.skipIf(!hasRecorded).each([
    ['Greenhouse', 'https://job-boards.greenhouse.io/anthropic', 'anthropic', 449],
    ['Lever', 'https://jobs.lever.co/palantir', 'palantir', 10],
    ['Ashby', 'https://jobs.ashbyhq.com/lambda', 'lambda', 88],
  ])('a board at %s, on the timeline of its company', async (_, address, company, count) => {
    await add(address)
    const { words, answer } = await shown('company-timeline', { company }, { companies: [company] })
    expect(words).toContain(String(count))
    expect(answer.data).toMatchObject({ openings: [{ day: '2026-11-20', count, basis: 'postings' }] })
  })

  it.skipIf(!hasRecorded)('a series of FRED without a key, and one with a key in all its vintages', async () => {
    await add('https://fred.stlouisfed.org/series/JTSJOL')
    expect((await shown('macro-series', { series: 'JTSJOL' })).words).toMatch(/7,\d{3}/)
    await add('https://fred.stlouisfed.org/series/GDP', { FRED_API_KEY: '0123456789abcdef0123456789abcdef' })
    const gdp = await shown('macro-series', { series: 'GDP' })
    expect(gdp.answer.rows.length).toBeGreaterThan(10)
    const then = await chartAnswer(
      'macro-series',
      { ...DEFAULT_VIEW, asOf: '2010-01-01' },
      { series: 'GDP' },
      test.db,
      NOW,
    )
    expect(then.rows.length).toBeLessThan(gdp.answer.rows.length)
  })

  it.skipIf(!hasRecorded)("Hiring Lab's share of AI postings", async () => {
    await add('https://raw.githubusercontent.com/hiring-lab/ai-tracker/main/AI_posting.csv')
    const { words, answer } = await shown('macro-series', { series: 'HIRINGLAB_AI_SHARE_US' })
    expect(words).toContain('5.9')
    // The picture rounds to the series' decimals, the numbers do not.
    expect(answer.rows.at(-1)?.value).toBeCloseTo(5.881, 3)
  })

  it('imported readings and postings, on the timeline of their company', async () => {
    await importFile(test.db, 'readings', fixture('imports/readings.csv'), { now: NOW })
    const [reading] = await test.db.$queryRaw<{ company: string; count: number }[]>`
      SELECT b.company_slug AS company, r.count FROM readings r JOIN boards b ON b.id = r.board_id
      WHERE r.best AND r.count IS NOT NULL AND r.reader <> 'self' ORDER BY r.read_on DESC LIMIT 1`
    const { words } = await shown(
      'company-timeline',
      { company: reading?.company ?? '' },
      { companies: [reading?.company ?? ''] },
    )
    expect(words).toContain(String(reading?.count))
  })
})
