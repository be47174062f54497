import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import readWorkbook from 'read-excel-file/node'
import { address, expect, test } from './product'

const CHARTS = [
  'hiring-trend',
  'role-breakdown',
  'capital-rounds',
  'ipo-pipeline',
  'gdp-vintages',
  'company-timeline?company=lambda',
]

for (const chart of CHARTS) {
  const [name, query = ''] = chart.split('?')
  test(`${name} exports the same rows as CSV and JSON, and pictures of the asked size`, async ({ request }) => {
    const at = (extension: string, more = '') => address(`/charts/${name}.${extension}?${query}${more}`)
    const json = (await (await request.get(at('json'))).json()) as { rows: unknown[]; unit: string; view: unknown }
    expect(json.rows.length).toBeGreaterThan(3)
    expect(json.unit).toBeTruthy()
    expect(json.view).toBeTruthy()
    const csv = await (await request.get(at('csv'))).text()
    const lines = csv.split(/\r?\n/).filter((line) => line && !line.startsWith('#'))
    expect(lines.length - 1).toBeGreaterThanOrEqual(json.rows.length)
    const svg = await (await request.get(at('svg'))).text()
    expect(svg).toMatch(/^<svg/)
    expect(svg).not.toMatch(/NaN|undefined|<script/)
    for (const [more, width] of [
      ['&width=800', 800],
      ['&width=800&scale=2', 1600],
      ['&width=800&theme=dark', 800],
    ] as const) {
      const png = await (await request.get(at('png', more))).body()
      expect(png.subarray(1, 4).toString()).toBe('PNG')
      expect(png.readUInt32BE(16)).toBe(width)
    }
  })
}

test('the actions under a chart download what they say', async ({ page }) => {
  await page.goto(address('/'))
  const frame = page.locator('[data-chart="hiring-trend"]')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    frame.getByRole('link', { name: 'CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('hiring-trend.csv')
  expect(await readFile(await download.path(), 'utf8')).toContain('period')
})

test('what cannot be exported says what to do', async ({ request }) => {
  const unknown = await request.get(address('/charts/nonsense.svg'))
  expect(unknown.status()).toBe(404)
  expect(await unknown.json()).toMatchObject({ error: { code: 'not-found', next: expect.any(String) } })
  expect((await request.get(address('/charts/hiring-trend.gif'))).status()).toBe(404)
  const bad = await request.get(address('/charts/hiring-trend.json?from=0000-00-00'))
  expect(bad.status()).toBe(400)
  expect(await bad.json()).toMatchObject({ error: { code: 'bad-view' } })
  expect((await request.get(address('/charts/company-timeline.json?company=nobody-at-all'))).status()).toBe(404)
})

test('an unchanged chart is not sent twice', async ({ request }) => {
  const first = await request.get(address('/charts/gdp-vintages.json?asOf=2025-09-01'))
  const etag = first.headers().etag ?? ''
  expect(etag).not.toBe('')
  const again = await request.get(address('/charts/gdp-vintages.json?asOf=2025-09-01'), {
    headers: { 'if-none-match': etag },
  })
  expect(again.status()).toBe(304)
})

test('only the embedded chart may be framed, and only by sites that the operator named', async ({ request, page }) => {
  expect((await request.get(address('/'))).headers()['content-security-policy']).toContain("frame-ancestors 'none'")
  const embed = await page.goto(address('/embed/gdp-vintages?asOf=2025-10-01&theme=dark'))
  // The tests' product names none in EMBED_HOSTS: this site alone.
  expect(embed?.headers()['content-security-policy']).toMatch(/frame-ancestors 'self'$/)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.locator('[data-chart="gdp-vintages"] svg:visible').first()).toBeVisible()
  await expect(page.locator('nav')).toHaveCount(0)
})

test('workbook, archive and text for a paste have the rows of the API, number by number', async ({ request }) => {
  const at = (form: string, more = '') => address(`/charts/gdp-vintages.${form}?asOf=2025-10-01${more}`)
  const json = (await (await request.get(at('json'))).json()) as { rows: { value: number }[]; hash: string }
  const values = json.rows.map((row) => row.value)
  expect(values.length).toBeGreaterThan(3)

  const sheets = await readWorkbook(await (await request.get(at('xlsx'))).body())
  const [columns = [], ...cells] = sheets.find((s) => s.sheet === 'Data')?.data ?? []
  expect(cells.map((row) => row[columns.indexOf('value')])).toEqual(values)
  expect(sheets.find((s) => s.sheet === 'About')?.data.flat()).toContain(json.hash)

  const files = unzipSync(await (await request.get(at('zip'))).body())
  expect(Object.keys(files)).toEqual(expect.arrayContaining(['README.md', 'gdp-vintages.svg', 'gdp-vintages.png']))
  expect(strFromU8(files['gdp-vintages.csv'] ?? new Uint8Array())).toContain(json.hash)
  expect(strFromU8(files['gdp-vintages.svg'] ?? new Uint8Array())).toContain(json.hash)

  const plain = await (await request.get(at('csv', '&head=0'))).text()
  expect(plain).not.toContain('#')
  expect(plain.trimEnd().split('\n')).toHaveLength(values.length + 1)
  const paste = await (await request.get(at('tsv'))).text()
  expect(
    paste
      .split('\n')
      .slice(1, values.length + 1)
      .map((l) => Number(l.split('\t')[columns.indexOf('value')])),
  ).toEqual(values)
})

test('the card of a link is a picture of 1200 by 630, named by the page', async ({ request, page }) => {
  await page.goto(address('/macro'))
  const url = await page.locator('meta[property="og:image"]').first().getAttribute('content')
  expect(url).toContain('shape=preview')
  const png = await (await request.get(address(`/charts/gdp-vintages.png?shape=preview`))).body()
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630])
})

test('a chart is frozen by the operator alone, and answers the same bytes again and again', async ({ request, page }, {
  retry,
}) => {
  // What a first try froze stays frozen: another try asks for another day.
  const query = `asOf=2025-09-1${retry}`
  const asked = { data: { chart: 'gdp-vintages', query } }
  expect((await request.post(address('/api/citations'), asked)).status()).toBe(401)
  await page.goto(address(`/export/gdp-vintages?${query}`))
  await expect(page.getByText('Not frozen.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Freeze this chart' })).toHaveCount(0)

  await page.goto(process.env.WAVE_E2E_OPERATOR ?? '')
  await page.goto(address(`/export/gdp-vintages?${query}`))
  await page.getByRole('button', { name: 'Freeze this chart' }).click()
  await expect(page).toHaveURL(/\/c\/[a-z2-7]{12}$/)
  await expect(page.getByText('It shows the same, row for row')).toBeVisible()
  await expect(page.getByText('US Bureau of Economic Analysis').first()).toBeVisible()
  for (const form of ['svg', 'png', 'csv', 'json', 'xlsx', 'zip']) {
    const [first, second] = [await request.get(`${page.url()}.${form}`), await request.get(`${page.url()}.${form}`)]
    expect(first.headers()['cache-control']).toContain('immutable')
    expect((await first.body()).equals(await second.body())).toBe(true)
  }
  expect((await request.get(address('/c/aaaaaaaaaaaa.svg'))).status()).toBe(404)
})

test('the export opens under the chart by keyboard, and its picture has the size that was asked for', async ({
  page,
}) => {
  await page.goto(address('/'))
  const frame = page.locator('[data-chart="hiring-trend"]')
  await frame.getByRole('link', { name: 'Export', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(frame.getByText(/=IMPORTDATA\("http.*head=0"\)/)).toBeVisible()
  await expect(frame.getByText(/<iframe src=.*\/embed\/hiring-trend/)).toBeVisible()
  await frame.getByLabel('Width, px').fill('700')
  await frame.getByLabel('Pixels').selectOption('3')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    frame.getByRole('button', { name: 'PNG' }).click(),
  ])
  expect((await readFile(await download.path())).readUInt32BE(16)).toBe(2100)
})
