/** What every browser test needs: the product's address, and a page that fails on anything the console complains of. */
import { test as base, expect } from '@playwright/test'

export { PAGES } from '../pages'

export const address = (path: string): string => new URL(path, process.env.WAVE_E2E_URL).href

export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(String(error)))
      await use(complaints)
      expect(complaints, 'the console').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
