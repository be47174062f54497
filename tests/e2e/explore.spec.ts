import { address, expect, test } from './product'

test('an analyst adds a series, averages, moves the base, pins a note, and the link reproduces it', async ({
  page,
}) => {
  await page.goto(address('/explore?series=sre,networking&grain=month'))
  await expect(page.locator('.explore-series li')).toHaveCount(2)
  await page.getByLabel('Series to add').selectOption('infra')
  await page.getByLabel('Boards that it is counted at').selectOption('anthropic')
  await page.getByRole('button', { name: 'Add series' }).click()
  await expect(page).toHaveURL(/series=sre(,|%2C)networking(,|%2C)infra(%40|@)anthropic/)
  await expect(page.locator('.explore-series li')).toHaveCount(3)

  await page.getByRole('navigation', { name: 'Show' }).getByRole('link', { name: 'Rebased' }).click()
  await expect(page).toHaveURL(/transform=rebased/)
  const slider = page.getByRole('slider', { name: 'The period that stands for 100' })
  const before = await slider.getAttribute('aria-valuetext')
  await slider.focus()
  await slider.press('ArrowRight')
  await expect(page).toHaveURL(/base=\d{4}-\d{2}-\d{2}/)
  await expect(slider).not.toHaveAttribute('aria-valuetext', before ?? '')

  await page.getByLabel('Pin a note to').fill('2026-03-01')
  await page.getByLabel('saying').fill('<b>spring</b> hiring')
  await page.getByRole('button', { name: 'Pin', exact: true }).click()
  const still = page.locator('[data-chart="explore"] .drawing-still.wide svg')
  await expect(still).toContainText('<b>spring</b> hiring')
  await expect(page.locator('[data-chart="explore"] b')).toHaveCount(0)

  const link = page.url()
  const drawn = await still.innerHTML()
  await page.goto(address('/'))
  await page.goto(link)
  expect(await page.locator('[data-chart="explore"] .drawing-still.wide svg').innerHTML()).toBe(drawn)
  await page.getByRole('link', { name: 'Remove Networking' }).click()
  await expect(page.locator('.explore-series li')).toHaveCount(2)
  await page.goBack()
  await expect(page.locator('.explore-series li')).toHaveCount(3)
})

test('what cannot be read of an address is left out with what was meant, and an empty chart says what to do', async ({
  page,
}) => {
  await page.goto(address('/explore?series=srre,UNRATE,sre@lamda&base=x'))
  await expect(page.locator('.explore-series li')).toHaveCount(1)
  await expect(page.locator('.notice', { hasText: 'series=sre@lamda' }).getByRole('link')).toHaveText('sre@lambda')
  await expect(page.locator('.notice', { hasText: 'base=x' })).toBeVisible()
  await page.getByRole('link', { name: /Remove Unemployment/ }).click()
  await expect(page.locator('.notice', { hasText: 'No series is chosen' })).toBeVisible()
  await page.getByRole('link', { name: 'begin with six roles and two indices' }).click()
  await expect(page.locator('.explore-series li')).toHaveCount(8)
})

test('on a phone the controls open from buttons, and nothing scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(address('/explore'))
  await page.getByRole('button', { name: 'Options' }).click()
  await page.getByRole('link', { name: 'Log scale' }).click()
  await expect(page).toHaveURL(/scale=log/)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})
