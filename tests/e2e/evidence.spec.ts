import { address, expect, test } from './product'

test('a dotted number opens its evidence, Esc closes it and focus goes back', async ({ page }) => {
  await page.goto(address('/'))
  const door = page.locator('h1 a[data-door]').first()
  await door.focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary', { name: 'Evidence' })
  await expect(panel.getByRole('tab', { name: /Postings/ })).toBeVisible()
  expect(await panel.locator('li').count()).toBeGreaterThan(0)
  await panel.getByRole('tab', { name: 'How it is counted' }).click()
  await expect(panel.getByRole('tabpanel')).not.toBeEmpty()
  // Arrows walk the tabs round, and only the chosen one is a stop of Tab.
  await page.keyboard.press('ArrowRight')
  await expect(panel.getByRole('tab', { name: /Postings/ })).toBeFocused()
  await expect(panel.getByRole('tab', { selected: true })).toHaveText(/Postings/)
  await page.keyboard.press('ArrowLeft')
  await expect(panel.getByRole('tab', { name: 'How it is counted' })).toBeFocused()
  await expect(panel.locator('[role=tab][tabindex="0"]')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(door).toBeFocused()
})

test('evidence says how much of it is shown, reads on, and gives all of it as a file', async ({ page, request }) => {
  await page.goto(address('/'))
  await page.locator('h1 a[data-door]').first().click()
  const panel = page.getByRole('complementary', { name: 'Evidence' })
  const count = Number(
    /\d[\d,]*/.exec((await panel.getByRole('tab', { name: /Postings/ }).textContent()) ?? '')?.[0].replace(',', ''),
  )
  expect(count).toBeGreaterThan(100)
  await expect(panel.getByText(`The newest 100 of ${count}.`)).toBeVisible()
  await panel.getByRole('button', { name: 'Show more' }).click()
  await expect(panel.getByText(`The newest 200 of ${count}.`)).toBeVisible()
  expect(await panel.locator('li').count()).toBe(200)
  const file = await panel.getByRole('link', { name: 'CSV of all' }).getAttribute('href')
  const csv = await (await request.get(address(file ?? ''))).text()
  expect(csv.split('\n').filter((line) => line.startsWith('posting,'))).toHaveLength(count)
})

test('on a phone the evidence is a sheet over the whole width that closes', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(address('/'))
  await page.locator('h1 a[data-door]').first().click()
  const panel = page.getByRole('complementary', { name: 'Evidence' })
  await expect(panel.getByRole('tab', { name: /Postings/ })).toBeVisible()
  const box = await panel.boundingBox()
  expect(box?.width).toBe(390)
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBe(844)
  await panel.getByRole('button', { name: 'Close the evidence' }).click()
  await expect(panel).toHaveCount(0)
})

test('the keyboard reaches a chart, walks its points and opens the evidence', async ({ page }) => {
  await page.goto(address('/'))
  const chart = page.locator('[data-chart="hiring-trend"] .drawing')
  await chart.scrollIntoViewIfNeeded()
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press('Tab')
    const inside = await chart.evaluate((node) => node.contains(document.activeElement))
    if (inside) break
  }
  expect(await chart.evaluate((node) => node.contains(document.activeElement))).toBe(true)
  await expect(chart).toHaveClass(/live/)
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(chart.locator('.chart-tip')).toBeVisible()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary', { name: 'Evidence' })
  await expect(panel.getByRole('heading')).toContainText(/\d/)
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
})

test('without JavaScript a dotted number leads to a page of its evidence', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(address('/'))
  await page.locator('h1 a[data-door]').first().click()
  await expect(page).toHaveURL(/\/evidence\?/)
  await expect(page.getByRole('heading', { name: 'How it is counted' })).toBeVisible()
  await context.close()
})

test('the table of a chart opens in place', async ({ page }) => {
  await page.goto(address('/capital'))
  const frame = page.locator('[data-chart="capital-rounds"]')
  await frame.getByRole('link', { name: 'Table' }).click()
  await expect(frame.locator('tbody tr').nth(3)).toBeVisible()
  await frame.getByRole('link', { name: 'Cite' }).click()
  await expect(frame.locator('.cite').first()).toContainText('Hiring Wave')
})

for (const path of [
  '/',
  '/roles',
  '/roles/data-center-ops',
  '/companies',
  '/companies/lambda',
  '/capital',
  '/macro',
  '/sources',
]) {
  test(`every chart of ${path} leads to its evidence`, async ({ page }) => {
    await page.goto(address(path))
    const charts = page.locator('figure[data-chart] .drawing')
    const panel = page.getByRole('complementary', { name: 'Evidence' })
    // Charts of one kind answer alike: one of them stands for the rest.
    const names = new Set<string>()
    for (const chart of await charts.all()) {
      const name = await chart.evaluate((node) => node.closest('[data-chart]')?.getAttribute('data-chart') ?? '')
      if (names.has(name)) continue
      names.add(name)
      await chart.scrollIntoViewIfNeeded()
      await chart.hover()
      await expect(chart).toHaveClass(/live/)
      const probe = chart.getByRole('slider')
      // A chart without data has no point to stop at; it says in words why.
      if ((await probe.count()) === 0) {
        expect(await chart.locator('svg:visible').first().textContent(), name).toMatch(/\w+ \w+ \w+/)
        continue
      }
      await probe.focus()
      await page.keyboard.press('End')
      await page.keyboard.press('ArrowLeft')
      await page.keyboard.press('Enter')
      await expect(panel.getByRole('tab', { name: /How it is counted/ }), name).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(panel).toHaveCount(0)
    }
  })
}
