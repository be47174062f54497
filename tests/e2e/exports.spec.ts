import { readFile } from 'node:fs/promises'
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

test('only the embedded chart may be framed', async ({ request, page }) => {
  expect((await request.get(address('/'))).headers()['content-security-policy']).toContain("frame-ancestors 'none'")
  const embed = await page.goto(address('/embed/gdp-vintages?asOf=2025-10-01'))
  expect(embed?.headers()['content-security-policy']).toContain('frame-ancestors *')
  await expect(page.locator('[data-chart="gdp-vintages"] svg:visible').first()).toBeVisible()
  await expect(page.locator('nav')).toHaveCount(0)
})
