/** Whoever hears a page, sees it large or goes by keyboard gets all of it: axe's rules of WCAG 2.2 AA, and no sideways scroll. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { address, expect, PAGES, test } from './product'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** Order of landmarks and headings is no criterion of WCAG, yet it is how a page is walked through by ear. */
const ORDER = ['best-practice']
/** What a theme can change; all other rules read the same page twice. */
const COLOURS = ['color-contrast', 'link-in-text-block']

/**
 * Every violation in a line: rule, what it asks, where. `only`: tags or names of rules; `within`: a selector of the part.
 * What breaks no rule is not written out, and axe stays in the page itself, which has no frames: both are for speed alone.
 */
async function violations(page: Page, only: { type: 'tag' | 'rule'; values: string[] }, within?: string) {
  const builder = new AxeBuilder({ page }).setLegacyMode(true)
  if (within) builder.include(within)
  const { violations: found } = await builder
    .options({ runOnly: only, resultTypes: ['violations'], preload: false })
    .analyze()
  return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${node.target.join(' ')}`))
}

const everyRule = (page: Page) => violations(page, { type: 'tag', values: [...WCAG, ...ORDER] })
const colours = (page: Page) => violations(page, { type: 'rule', values: COLOURS })
const part = (page: Page, within: string) => violations(page, { type: 'tag', values: WCAG }, within)

/** Pages that are reached from another one. */
const BEYOND = ['/evidence?chart=hiring-trend', '/search?q=lambda', '/signals?show=claims']

for (const path of [...PAGES, ...BEYOND]) {
  test(`${path} breaks no rule of accessibility in light and dark, and on a phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.goto(address(path))
    expect(await everyRule(page), 'light').toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await colours(page), 'dark').toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await everyRule(page), 'phone').toEqual([])
  })
}

test('what opens over a page breaks no rule either: evidence, palette, each menu, a live chart with its table', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.goto(address('/'))
  await page.locator('h1 a[data-door]').first().click()
  const panel = page.getByRole('complementary', { name: 'Evidence' })
  for (const tab of [/How it is counted/, /Events/, /Postings/]) {
    await panel.getByRole('tab', { name: tab }).click()
    expect(await part(page, '.evidence'), String(tab)).toEqual([])
  }
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+k')
  const palette = page.locator('dialog.palette')
  await palette.getByRole('combobox').fill('gpu')
  await expect(palette.getByRole('option').first()).toBeVisible()
  expect(await part(page, 'dialog.palette'), 'palette').toEqual([])
  await palette.getByRole('button', { name: 'All keys' }).click()
  expect(await part(page, 'dialog.palette'), 'keys').toEqual([])
  await page.keyboard.press('Escape')

  const words = page.locator('.viewbar .word, .nav > button')
  for (const word of await words.all()) {
    const name = (await word.textContent()) ?? ''
    await word.click()
    const menu = page.locator('.menu:popover-open')
    await expect(menu).toBeVisible()
    if (/posting/.test(name)) await expect(menu.getByRole('searchbox')).toBeVisible()
    expect(await part(page, '.menu:popover-open'), name).toEqual([])
    await page.keyboard.press('Escape')
  }

  const frame = page.locator('[data-chart="hiring-trend"]')
  await frame.locator('.drawing').hover()
  await expect(frame.locator('.drawing')).toHaveClass(/live/)
  await frame.getByRole('link', { name: 'Table' }).click()
  await expect(frame.locator('tbody tr').first()).toBeVisible()
  expect(await part(page, '[data-chart="hiring-trend"]')).toEqual([])
})

test('every chart has a name, drawn by the server and alive', async ({ page }) => {
  for (const path of ['/', '/companies/lambda']) {
    await page.goto(address(path))
    for (const chart of await page.locator('figure[data-chart] .drawing').all()) {
      const name = await chart.getAttribute('aria-label')
      expect(name).toMatch(/\w{2,}/)
      await chart.scrollIntoViewIfNeeded()
      await chart.hover()
      await expect(chart).toHaveClass(/live/)
      const living = chart.locator('.drawing-live svg').first()
      await expect(living).toHaveRole('group')
      await expect(living).toHaveAccessibleName(name ?? '')
      // A chart without an observation has no point to go to.
      for (const slider of await chart.getByRole('slider').all())
        await expect(slider).toHaveAccessibleName(/^Point of the chart: .*\w/)
      await expect(chart.locator('.drawing-still > svg:not([role="img"][aria-label])')).toHaveCount(0)
    }
  }
})

test.describe('at 200 percent', () => {
  // What a window of 1440 shows at that zoom.
  test.use({ viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 })
  test('no page scrolls sideways', async ({ page }) => {
    for (const path of [...PAGES, ...BEYOND]) {
      await page.goto(address(path))
      const over = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement
        return scrollWidth - clientWidth
      })
      expect(over, path).toBeLessThanOrEqual(0)
    }
  })
})
