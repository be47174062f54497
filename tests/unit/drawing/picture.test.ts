import { afterAll, expect, test } from 'vitest'
import { drawChart, drawPicture, drawPng } from '@/lib/drawing'
import { LruCache } from '@/lib/drawing/cache'
import { drawingPool } from '@/lib/drawing/pool'
import type { ChartAnswer } from '@/lib/queries/answer'
import { DEFAULT_VIEW } from '@/lib/view'
import { sample } from './samples'

afterAll(() => drawingPool().close())

const answer = async (more: Partial<ChartAnswer<unknown, unknown>> = {}): Promise<ChartAnswer<unknown, unknown>> => ({
  chart: 'roles-trend',
  rows: [],
  unit: 'openings',
  view: { ...DEFAULT_VIEW, from: '2025-09-08', to: '2026-08-31' },
  notes: ['The last week has six days.'],
  title: 'Hardware roles doubled by late February; "GPU" <orchestration> fell & stayed below its start',
  subtitle: 'Openings in nine categories, weekly mean. Dotted: the running week.',
  data: await sample('roles-trend'),
  sources: [
    { name: 'Job boards', licence: null, url: null },
    { name: 'Indeed Hiring Lab', licence: 'CC BY 4.0', url: 'https://example.org' },
  ],
  updatedOn: '2026-08-22',
  ...more,
})
const asked = {
  theme: 'light' as const,
  link: 'https://example.org/explore?view=1',
  hash: 'a1b2c3',
  today: '2026-10-10',
}

/** Width and height in the head of a PNG. */
const size = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)]

test('a picture says all that is needed to read it away from its page', async () => {
  const svg = await drawPicture({ answer: await answer(), ...asked })
  for (const words of [
    'Hardware roles doubled',
    'weekly mean',
    'Indeed Hiring Lab (CC BY 4.0)',
    '8 Sep 2025 to 31 Aug 2026',
    'as known on 10 Oct 2026',
    'https://example.org/explore?view=1 · a1b2c3',
    'Hiring Wave',
  ]) {
    expect(svg.includes(words), words).toBe(true)
  }
  expect(/NaN|undefined|<orchestration>/.exec(svg)).toBeNull()
})

test('a picture is 1200 by 675, taller only where its chart needs more', async () => {
  const head = (svg: string) => /width="(\d+)" height="(\d+)"/.exec(svg)?.slice(1).map(Number)
  expect(head(await drawPicture({ answer: await answer({ title: 'Hardware roles doubled' }), ...asked }))).toEqual([
    1200, 675,
  ])
  const tall = await answer({ chart: 'hiring-trend', data: await sample('hiring-trend') })
  expect(head(await drawPicture({ answer: tall, ...asked }))?.[1]).toBeGreaterThan(675)
})

test('a past day of knowledge is said', async () => {
  const view = { ...DEFAULT_VIEW, from: '2025-09-08', to: '2026-08-31', asOf: '2026-09-01' }
  const svg = await drawPicture({ answer: await answer({ view }), ...asked })
  expect(svg.includes('as known on 1 Sep 2026')).toBe(true)
})

test.each([
  [800, 1],
  [800, 2],
  [1200, 1],
  [390, 3],
])('a PNG of width %d at scale %d is exactly that many pixels wide, in both themes', async (width, scale) => {
  for (const theme of ['light', 'dark'] as const) {
    const svg = await drawPicture({ answer: await answer(), ...asked, theme, width })
    const png = await drawPng(svg, { width, scale })
    expect(size(png)[0]).toBe(width * scale)
    expect(png.length).toBeGreaterThan(5000)
  }
})

test('words are in the picture: the typefaces were found', async () => {
  const line = (words: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40" font-family="'Instrument Sans'"><text y="30" font-size="24">${words}</text></svg>`
  const [empty, regular, bold] = await Promise.all([
    drawPng(line(''), { width: 200 }),
    drawPng(line('Openings'), { width: 200 }),
    drawPng(line('<tspan font-weight="600">Openings</tspan>'), { width: 200 }),
  ])
  expect(regular.length).toBeGreaterThan(empty.length * 2)
  expect(bold.equals(regular)).toBe(false)
})

test('a picture that is too large is refused before memory is taken', async () => {
  await expect(drawPng('<svg width="10" height="10"/>', { width: 4000, scale: 10 })).rejects.toMatchObject({
    code: 'too-large',
  })
})

test('a chart that does not exist is not found', async () => {
  await expect(drawPicture({ answer: await answer({ chart: 'constructor' }), ...asked })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('the same drawing asked for twice at once is drawn once', async () => {
  const data = await sample('coverage')
  const request = { name: 'coverage' as const, data, width: 700, theme: 'light' as const, title: 'Once' }
  const [a, b] = await Promise.all([drawChart(request), drawChart(request)])
  expect(a).toBe(b)
  expect((await drawChart({ ...request, width: 701 })).svg).not.toBe(a.svg)
})

test('the same data gives the same bytes, however often and wherever it is drawn', async () => {
  const request = {
    name: 'macro-series' as const,
    data: await sample('macro-series'),
    width: 400,
    theme: 'light' as const,
    title: 'Same',
  }
  const [a, b] = await Promise.all([drawingPool().draw(request), drawingPool().draw(request)])
  expect(a.svg).toBe(b.svg)
  const other = await drawingPool().draw({
    ...request,
    data: { ...request.data, points: request.data.points.slice(1) },
  })
  const ids = (svg: string) => [...svg.matchAll(/ id="([^"]+)"/g)].map((m) => m[1])
  expect(ids(a.svg).length).toBeGreaterThan(0)
  expect(ids(other.svg).some((id) => ids(a.svg).includes(id))).toBe(false)
})

test('the cache forgets what was not used for longest', () => {
  const cache = new LruCache<string>(3)
  cache.set('a', 'A', 1)
  cache.set('b', 'B', 1)
  cache.set('c', 'C', 1)
  cache.get('a')
  cache.set('d', 'D', 1)
  expect([cache.get('a'), cache.get('b'), cache.get('c'), cache.get('d')]).toEqual(['A', undefined, 'C', 'D'])
  cache.set('huge', 'H', 9)
  expect(cache.get('huge')).toBeUndefined()
})
