import { address, expect, test } from './product'

test('the operator confirms a signal in its row, and takes it back among the corrections', async ({ page }) => {
  await page.goto(address('/signals?type=layoff'))
  await expect(page.getByText('Correct it')).toHaveCount(0)

  await page.goto(process.env.WAVE_E2E_OPERATOR ?? '')
  await page.goto(address('/signals?type=layoff'))
  const row = page.locator('.signals > li').first()
  await row.getByText('Why this signal').click()
  await expect(row.locator('.why li').first()).toContainText(/fact:layoff|layoff\./)
  await row.getByText('Correct it').click()
  await row.getByLabel('How you know').fill('Read at the source.')
  await row.getByRole('button', { name: 'Keep it' }).click()

  await expect(page).toHaveURL(/\/signals\?type=layoff#signal-/)
  await expect(page.getByRole('status').filter({ hasText: 'Kept as confirmed.' })).toBeVisible()
  await expect(row).toContainText('confirmed as right. Read at the source.')
  // It is said once.
  await page.reload()
  await expect(page.getByText('Kept as confirmed.')).toHaveCount(0)

  await page.goto(address('/signals?show=corrections'))
  await expect(page.getByText(/corrected of \d+ reviewed: precision so far/)).toBeVisible()
  const kept = page.locator('tr', { hasText: 'confirmed as right' }).first()
  await kept.getByText('Undo', { exact: true }).click()
  await kept.getByLabel('Why').fill('Only a trial.')
  await kept.getByRole('button', { name: 'Undo it' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Undone.' })).toBeVisible()
  await expect(page.getByText('Only a trial.').first()).toBeVisible()
})

test('claims are listed with their windows and what became of them', async ({ page }) => {
  await page.goto(address('/signals?show=claims&company=lambda'))
  const rows = page.locator('tbody tr')
  await expect(rows.filter({ hasText: 'Moved to second half of 2026' })).toContainText('184 days')
  await expect(rows.filter({ hasText: 'window 3 of 3' })).toContainText('Open')
})
