import { address, expect, test } from './product'

test('a key opens the palette, letters and arrows choose, Enter goes there', async ({ page }) => {
  await page.goto(address('/roles'))
  const dialog = page.getByRole('dialog', { name: 'Find' })
  // Until the page has woken up the key belongs to the browser.
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(dialog).toBeVisible({ timeout: 1000 })
  }).toPass()
  const field = dialog.getByRole('combobox')
  await expect(field).toBeFocused()
  await expect(dialog.getByRole('option').first()).toContainText('Overview')
  await page.keyboard.type('anthro')
  await expect(dialog.getByRole('option').first()).toContainText('Anthropic')
  await expect(dialog.getByRole('option').last()).toContainText('Signals that mention “anthro”')
  await expect(dialog.getByRole('option', { selected: true })).toContainText('Anthropic')
  await page.keyboard.press('ArrowUp')
  const last = await dialog.getByRole('option').last().getAttribute('id')
  await expect(field).toHaveAttribute('aria-activedescendant', last ?? '')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/companies\/anthropic$/)
})

test('Esc gives focus back, a slash opens it but not while one writes, a question mark lists the keys', async ({
  page,
}) => {
  await page.goto(address('/companies'))
  const link = page.getByRole('navigation', { name: 'Pages' }).first().getByRole('link', { name: 'Capital' })
  const find = page.getByRole('dialog', { name: 'Find' })
  await link.focus()
  await expect(async () => {
    await page.keyboard.press('/')
    await expect(find).toBeVisible({ timeout: 1000 })
  }).toPass()
  await page.keyboard.type('a/b')
  await expect(find.getByRole('combobox')).toHaveValue('a/b')
  await page.keyboard.press('Escape')
  await expect(find).toHaveCount(0)
  await expect(link).toBeFocused()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await expect(keys.getByText('Find a role, company, series or signal')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(keys).toHaveCount(0)
  await expect(link).toBeFocused()
})

test('a misspelt name is answered with the nearest, and the pointer opens what is found', async ({ page }) => {
  await page.goto(address('/methodology'))
  const find = page.getByRole('dialog', { name: 'Find' })
  await expect(async () => {
    await page.getByRole('searchbox', { name: 'Find a role, company, signal' }).click()
    await expect(find).toBeVisible({ timeout: 1000 })
  }).toPass()
  await page.keyboard.type('coreweve')
  await expect(find.getByRole('status')).toContainText('Did you mean CoreWeave?')
  await find.getByRole('option', { name: /^CoreWeave/ }).click()
  await expect(page).toHaveURL(/\/companies\/coreweave$/)
})

test('without JavaScript the field leads to a page with the same answers', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(address('/'))
  await page.getByRole('searchbox', { name: 'Find a role, company, signal' }).fill('anthropic')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/search\?q=anthropic$/)
  await expect(page.locator('h1')).toContainText(/“anthropic”/)
  await expect(page.getByRole('link', { name: 'Anthropic', exact: true }).first()).toHaveAttribute(
    'href',
    '/companies/anthropic',
  )
  expect(await page.locator('.signals > li').count()).toBeGreaterThan(0)
  await page.goto(address('/search?q=coreweve'))
  await page.getByRole('main').getByRole('link', { name: 'CoreWeave' }).first().click()
  await expect(page).toHaveURL(/\/search\?q=CoreWeave$/)
  await page.goto(address(`/search?q=${encodeURIComponent('%_\\ <">')}`))
  await expect(page.locator('h1')).toContainText('No name, no signal and no article answers')
  await context.close()
})

test('on a phone a sign in the bar opens it over the whole width', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const find = page.getByRole('dialog', { name: 'Find' })
  await expect(async () => {
    await page.goto(address('/roles'))
    // Before the page has woken up the sign is a link to the page of the same answers.
    await page.waitForLoadState('networkidle')
    await page.getByRole('link', { name: 'Search', exact: true }).click()
    await expect(find).toBeVisible({ timeout: 2000 })
  }).toPass()
  expect((await find.boundingBox())?.width).toBe(390)
})

test('articles are searched by any form of the words, narrowed down, and their hits are marked', async ({ page }) => {
  await page.goto(address('/articles'))
  await page.getByRole('searchbox', { name: 'Words in title, summary, text or quotes' }).fill('data centers')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/articles\?q=data\+centers/)
  const all = Number(/^\d+/.exec((await page.locator('h1').textContent()) ?? '')?.[0])
  expect(all).toBeGreaterThan(5)
  await expect(page.locator('.signals mark').first()).toHaveText(/data/i)
  await page.getByLabel('Publisher').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page).toHaveURL(/publisher=[^&]/)
  expect(Number(/^\d+/.exec((await page.locator('h1').textContent()) ?? '')?.[0])).toBeLessThan(all)
  await page.goto(address('/articles?q=zzzzqqq'))
  await expect(page.locator('h1')).toContainText('No articles answer')
  await page.getByRole('link', { name: 'Signals with “zzzzqqq”' }).click()
  await expect(page.locator('.sentence')).toContainText('that mention “zzzzqqq”')
})

test('the sentence over the signals says which words they were searched for, and takes them away', async ({ page }) => {
  await page.goto(address('/signals?q=layoffs&from=2026-01-01'))
  await expect(page.locator('.sentence')).toContainText('Showing signals that mention “layoffs”')
  await page.getByRole('button', { name: '“layoffs”' }).click()
  await page.getByRole('link', { name: 'Without these words' }).click()
  await expect(page).toHaveURL(/\/signals\?from=2026-01-01$/)
})
