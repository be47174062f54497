import { address, expect, PAGES, test } from './product'

test.describe('every page', () => {
  for (const path of PAGES) {
    test(`${path} has a finding and real content, in light and dark`, async ({ page }) => {
      const answer = await page.goto(address(path))
      expect(answer?.status()).toBe(200)
      await expect(page.locator('h1')).toHaveCount(1)
      await expect(page.locator('h1')).toContainText(/\w{2,}.*\w{2,}/)
      expect(await page.locator('main').evaluate((main) => (main.textContent ?? '').length)).toBeGreaterThan(600)
      await expect(page.locator('.failure')).toHaveCount(0)
      await page.emulateMedia({ colorScheme: 'dark' })
      const [ground, ink] = await page.evaluate(() => {
        const style = getComputedStyle(document.body)
        return [style.backgroundColor, style.color]
      })
      expect(ground).toBe('rgb(14, 27, 33)')
      expect(ink).toBe('rgb(232, 240, 242)')
    })
  }
})

test.describe('at 390 pixels', () => {
  test.use({ viewport: { width: 390, height: 844 } })
  for (const path of PAGES) {
    test(`${path} never scrolls sideways and draws its charts again`, async ({ page }) => {
      await page.goto(address(path))
      const over = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement
        return scrollWidth - clientWidth
      })
      expect(over).toBeLessThanOrEqual(0)
      for (const frame of await page.locator('[data-chart]').all()) {
        const widths = await frame
          .locator('.drawing-still > svg')
          .evaluateAll((all) =>
            all.filter((svg) => svg.getClientRects().length > 0).map((svg) => svg.getAttribute('width')),
          )
        expect(widths).toEqual(['358'])
      }
      await expect(page.getByRole('navigation', { name: 'Pages, phone' })).toBeVisible()
    })
  }
})

test('a chart stands on the page without JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  for (const path of ['/', '/roles', '/companies', '/capital', '/macro']) {
    await page.goto(address(path))
    const marks = await page.locator('[data-chart] .wide svg').first().locator('path, rect, circle').count()
    expect(marks).toBeGreaterThan(5)
  }
  await context.close()
})

test('the chosen theme stays and does not wait for a script', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto(address('/roles'))
  await page.getByRole('button', { name: 'More' }).first().click()
  await page.getByRole('button', { name: 'Dark', exact: true }).click()
  await expect(page).toHaveURL(/\/roles$/)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const html = await (await page.request.get(address('/'))).text()
  expect(html).toContain('data-theme="dark"')
})

test('an unknown page says so with a way on', async ({ page, complaints }) => {
  const answer = await page.goto(address('/roles/wizard'))
  expect(answer?.status()).toBe(404)
  await expect(page.getByText('There is no such page')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Overview' }).first()).toBeVisible()
  // The browser itself reports the 404 of the document.
  complaints.length = 0
})
