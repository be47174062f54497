import { address, expect, test } from './product'

test('the overview answers whether hiring is heating up, and where', async ({ page }) => {
  await page.goto(address('/'))
  await expect(page.locator('h1')).toContainText(/openings|hiring/i)
  for (const label of ['Heat', 'Where', 'Why']) await expect(page.locator('dt', { hasText: label })).toBeVisible()
  for (const chart of ['hiring-trend', 'role-breakdown']) {
    await expect(page.locator(`[data-chart="${chart}"]  svg:visible`).first()).toBeVisible()
  }
  await expect(page.getByRole('heading', { name: 'Latest signals' })).toBeVisible()
  expect(await page.locator('.signals > li').count()).toBeGreaterThan(3)
  await expect(page.locator('.kick').first()).toContainText(/complete|to \d/)
})

test('a filter is kept in the address and changes the chart', async ({ page }) => {
  await page.goto(address('/'))
  const chart = page.locator('[data-chart="hiring-trend"] .drawing-still.wide svg').first()
  const before = await chart.innerHTML()
  await page.getByRole('button', { name: 'nine infrastructure roles' }).click()
  const menu = page.locator('#view-roles')
  await menu.getByLabel('GPU orchestration').check()
  await menu.getByRole('button', { name: 'Show' }).click()
  await expect(page).toHaveURL(/role=gpu-orchestration/)
  await expect(page.getByRole('button', { name: 'GPU orchestration' })).toBeVisible()
  expect(await chart.innerHTML()).not.toBe(before)

  await page.getByRole('button', { name: 'week', exact: true }).click()
  await page.getByRole('link', { name: 'By month' }).click()
  await expect(page).toHaveURL(/grain=month/)
  await expect(page).toHaveURL(/role=gpu-orchestration/)
  const link = page.locator('[data-chart="hiring-trend"] .actions a', { hasText: 'CSV' })
  await expect(link).toHaveAttribute('href', /grain=month.*role=gpu-orchestration/)
})

test('the companies of the menu come when it opens, are found by name, and keyboard alone chooses one', async ({
  page,
}) => {
  await page.goto(address('/'))
  const word = page.getByRole('button', { name: /read all through by posting/ })
  expect(await page.locator('#view-companies label').count()).toBe(0)
  await word.focus()
  await page.keyboard.press('Enter')
  const find = page.getByRole('searchbox', { name: 'Find a company' })
  await expect(find).toBeVisible()
  await find.focus()
  await page.keyboard.type('anthro')
  await expect(page.locator('#view-companies label')).toHaveCount(1)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/company=anthropic/)
  await expect(page.getByRole('button', { name: 'Anthropic', exact: true })).toBeVisible()
})

test('a range in which no board was read is not known by role, and never zero', async ({ page, request }) => {
  await page.goto(address('/?from=2024-01-01&to=2024-03-01'))
  await expect(page.locator('h1')).toContainText('not known')
  await expect(page.getByRole('heading', { name: 'Openings by role: not covered' })).toBeVisible()
  const csv = await (await request.get(address('/charts/role-breakdown.csv?from=2024-01-01&to=2024-03-01'))).text()
  const rows = csv.split('\n').filter((line) => line.startsWith('sre,'))
  expect(rows).toHaveLength(1)
  expect(rows[0]).not.toMatch(/,0(,|$)/)
})

test('the rounds say how many there are, and lead to all of them', async ({ page }) => {
  await page.goto(address('/capital'))
  const rounds = page.locator('#rounds')
  await expect(rounds.locator('tbody tr')).toHaveCount(15)
  const words = (await rounds.locator('.shown').textContent()) ?? ''
  const all = Number(/15 of (\d+) rounds/.exec(words)?.[1])
  await rounds.getByRole('link', { name: /Show all/ }).click()
  await expect(page).toHaveURL(/all=rounds/)
  await expect(page.locator('#rounds tbody tr')).toHaveCount(all)
})

test('on paper links are numbered and their addresses stand at the end', async ({ page }) => {
  await page.goto(address('/'))
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  const notes = page.locator('.print-notes li')
  await expect(notes.first()).toBeVisible()
  await expect(page.locator('h1 a[data-door]').first()).toHaveAttribute('data-note', '1')
  await expect(notes.first()).toContainText('/evidence?')
  await expect(page.locator('.topbar')).toBeHidden()
  await expect(page.locator('.frame .actions').first()).toBeHidden()
})

test('a past day turns the bar and offers the way back', async ({ page }) => {
  await page.goto(address('/macro?asOf=2025-09-01'))
  await expect(page.locator('.viewbar')).toHaveClass(/past/)
  await expect(page.getByRole('button', { name: '1 Sep 2025' })).toBeVisible()
  const row = page.locator('tr', { hasText: '2025 Q2' }).first()
  await expect(row).toContainText('3.3')
  await expect(row).not.toContainText('3.8')
  await page.getByRole('link', { name: 'Back to latest' }).click()
  await expect(page).toHaveURL(/\/macro$/)
  await expect(page.locator('tr', { hasText: '2025 Q2' }).first()).toContainText('3.8')
})

test('an unknown role gives a notice with what was meant, and the page still works', async ({ page }) => {
  await page.goto(address('/?role=gpu-ops&from=0000-00-00'))
  const notice = page.locator('.notice', { hasText: 'role=gpu-ops' })
  await expect(notice).toContainText('Did you mean')
  await expect(page.locator('.notice', { hasText: 'from=0000-00-00' })).toBeVisible()
  await expect(page.locator('[data-chart="hiring-trend"] svg:visible').first()).toBeVisible()
  await notice.getByRole('link', { name: 'gpu-orchestration' }).click()
  await expect(page).toHaveURL(/role=gpu-orchestration/)
  await expect(page.locator('.notice', { hasText: 'role=' })).toHaveCount(0)
})

test('an unknown company is left out and the rest holds', async ({ page }) => {
  await page.goto(address('/?company=lambdda'))
  await expect(page.locator('.notice', { hasText: 'company=lambdda' })).toContainText('lambda')
  await expect(page.locator('[data-chart="hiring-trend"] svg:visible').first()).toBeVisible()
})
