/** What one visit of a page costs in a browser whose processor is made slower: bytes of script, times, shifts. */
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from '@playwright/test'

/** The processor is made this many times slower, wherever time is measured. */
export const SLOWER = 4

/** Milliseconds without a new script after which no more is expected. */
const QUIET_MS = 1_500

interface Weight {
  /** kB gzip of script before the reader did anything, long after the load. */
  before: number
  /** kB gzip in all once every chart of the page has been pointed at. */
  after: number
  charts: number
}

/** Bytes of script of a page, at full speed: before a first move, and with every chart alive. */
export async function weigh(browser: Browser, url: string): Promise<Weight> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const bodies: Promise<number>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    bodies.push(
      response.body().then(
        (body) => gzipSync(body).length,
        () => 0,
      ),
    )
  })
  const total = async () => (await Promise.all(bodies)).reduce((sum, size) => sum + size, 0) / 1024
  await page.goto(url, { waitUntil: 'load' })
  await page.waitForTimeout(QUIET_MS)
  const before = await total()
  const charts = page.locator('.drawing')
  for (const chart of await charts.all()) {
    await chart.scrollIntoViewIfNeeded()
    await chart.dispatchEvent('pointerdown')
  }
  await page.waitForTimeout(QUIET_MS)
  const weight = { before, after: await total(), charts: await charts.count() }
  await context.close()
  return weight
}

export interface Visit {
  /** Milliseconds from the start of navigation; null: no chart came. */
  firstChartMs: number | null
  paintMs: number
  /** Cumulative layout shift until all was quiet, and what waking the first chart added. */
  shift: number
  wakeShift: number
}

/** One cold visit on the slower processor. `chart`: selector of what counts as the first chart path. */
export async function visit(browser: Browser, url: string, chart = '[data-chart] svg path'): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await slow(page)
  await page.addInitScript((selector) => {
    const seen = { shift: 0 }
    Object.assign(globalThis, { seen })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if ('value' in entry && typeof entry.value === 'number') seen.shift += entry.value
      }
    }).observe({ type: 'layout-shift', buffered: true })
    new MutationObserver((_, observer) => {
      if (!document.querySelector(selector)) return
      performance.mark('first-chart')
      observer.disconnect()
    }).observe(document, { childList: true, subtree: true })
  }, chart)
  await page.goto(url, { waitUntil: 'load' })
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
  await page.waitForTimeout(500)
  const times = await page.evaluate(() => ({
    chart: performance.getEntriesByName('first-chart')[0]?.startTime ?? null,
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  }))
  const shift = await shifted(page)
  const drawing = page.locator('.drawing').first()
  if (await drawing.count()) {
    await drawing.dispatchEvent('pointerdown')
    await page.locator('.drawing.live').first().waitFor({ timeout: 30_000 })
    await page.waitForTimeout(500)
  }
  const wakeShift = (await shifted(page)) - shift
  await context.close()
  return { firstChartMs: times.chart, paintMs: times.paint, shift, wakeShift }
}

const shifted = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { seen: { shift: number } }).seen.shift)

export async function slow(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
}

/**
 * Milliseconds from the click on a word of the view's menu to the first chart path of what it leads to, click by click.
 *
 * @param restMs how long the pointer rests on the word before it clicks; people take 300 and more
 */
export async function filterTimes(browser: Browser, url: string, clicks: string[], restMs: number): Promise<number[]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await slow(page)
  await page.addInitScript(() => {
    addEventListener(
      'click',
      () => sessionStorage.setItem('clicked', `${performance.timeOrigin + performance.now()}`),
      {
        capture: true,
      },
    )
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[data-chart] svg path')) return
      Object.assign(globalThis, { charted: performance.timeOrigin + performance.now() })
      observer.disconnect()
    }).observe(document, { childList: true, subtree: true })
  })
  await page.goto(url, { waitUntil: 'load' })
  const times: number[] = []
  for (const label of clicks) {
    await page.waitForTimeout(700)
    await page.locator('.viewbar [popovertarget="view-grain"]').click()
    const word = page.locator('#view-grain a', { hasText: label })
    await word.hover()
    await page.waitForTimeout(restMs)
    await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), word.click()])
    times.push(
      await page.evaluate(
        () => (globalThis as unknown as { charted: number }).charted - Number(sessionStorage.getItem('clicked')),
      ),
    )
  }
  await context.close()
  return times
}

/** The properties that a page gave to its first chart of a name: what a page without a server's drawing would start from. */
export async function chartData(
  browser: Browser,
  url: string,
  name: string,
): Promise<{ data: unknown; width: number }> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(url, { waitUntil: 'load' })
  await page.waitForTimeout(QUIET_MS)
  const found = await page.evaluate((wanted) => {
    const drawing = document.querySelector(`[data-chart="${wanted}"] .drawing`)
    const key = drawing && Object.keys(drawing).find((k) => k.startsWith('__reactFiber$'))
    type Fiber = {
      return: Fiber | null
      memoizedProps: { name?: string; data?: unknown; drawings?: { width: number }[] }
    }
    let fiber: Fiber | null = key ? ((drawing as unknown as Record<string, Fiber>)[key] ?? null) : null
    while (fiber && !(fiber.memoizedProps?.name === wanted && fiber.memoizedProps.data)) fiber = fiber.return
    return fiber ? { data: fiber.memoizedProps.data, width: fiber.memoizedProps.drawings?.[0]?.width ?? 952 } : null
  }, name)
  await page.close()
  if (!found) throw new Error(`the page at ${url} has no chart ${name}`)
  return found
}
