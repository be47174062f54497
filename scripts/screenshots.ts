/**
 * Pictures of every page in both themes, at 1440 pixels and on a phone: `npm run screenshots -- FOLDER [ADDRESS]`. ADDRESS is
 * that of a product that runs, http://127.0.0.1:3000 when it is left out. Exits 2 without a folder, 1 when a page fails.
 */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { launchChromium } from '../tests/chromium'
import { PAGES } from '../tests/e2e/product'

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]
const THEMES = ['light', 'dark'] as const

const [folder, base = 'http://127.0.0.1:3000'] = process.argv.slice(2)
if (!folder) {
  console.error('Name the folder that takes the pictures: npm run screenshots -- FOLDER [ADDRESS]')
  process.exit(2)
}

await mkdir(folder, { recursive: true })
const browser = await launchChromium()
try {
  for (const viewport of SIZES) {
    const page = await browser.newPage({ viewport, locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce' })
    for (const address of PAGES) {
      const answer = await page.goto(new URL(address, base).href)
      if (!answer?.ok()) throw new Error(`${address} answered ${answer?.status() ?? 'nothing'}`)
      const name = address === '/' ? 'overview' : address.slice(1).replaceAll('/', '-')
      for (const theme of THEMES) {
        await page.emulateMedia({ colorScheme: theme })
        await page.screenshot({ path: path.join(folder, `${name}-${theme}-${viewport.width}.png`), fullPage: true })
      }
    }
    await page.close()
  }
} finally {
  await browser.close()
}
