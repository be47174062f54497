import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Browser, chromium } from '@playwright/test'
import type { Benchmark } from '@/lib/cli/bench'
import { freePort } from '@/lib/db/embedded'
import { launchOptions } from '../chromium'
import { startProduct } from '../product'
import { median, round } from './measure'

const RUNS = 5
const SLOWER = 4

interface Load {
  scriptBytes: number
  scriptGzipBytes: number
  firstChartMs: number | null
  paintMs: number
}

/** One cold load on a processor made four times slower: scripts fetched until idle, first paint, first chart path. */
async function load(browser: Browser, url: string): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  const scripts: Promise<Buffer>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body().catch(() => Buffer.alloc(0)))
  })
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[data-chart] svg path')) return
      performance.mark('first-chart')
      observer.disconnect()
    }).observe(document, { childList: true, subtree: true })
  })
  await page.goto(url, { waitUntil: 'load' })
  // What arrives by the load event is the first load; the live charts come later, on pointer, focus or idle.
  const bodies = await Promise.all(scripts)
  const times = await page.evaluate(() => ({
    chart: performance.getEntriesByName('first-chart')[0]?.startTime ?? null,
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  }))
  await context.close()
  return {
    scriptBytes: bodies.reduce((sum, body) => sum + body.length, 0),
    scriptGzipBytes: bodies.reduce((sum, body) => sum + gzipSync(body).length, 0),
    firstChartMs: times.chart,
    paintMs: times.paint,
  }
}

export const benchmark: Benchmark = {
  description: `bytes of JavaScript and time to the first chart path of the overview on a ${SLOWER} times slower processor, beside a page of the same build that shows nothing`,
  run: async (log) => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'wave-bench-page-'))
    const product = await startProduct({
      dir: process.cwd(),
      env: { DATA_DIR: dataDir, PORT: String(await freePort()), DATABASE_URL: undefined },
    })
    const browser = await chromium.launch(await launchOptions())
    try {
      // The page for an address that leads nowhere has the frame of all pages and nothing in it.
      const empty = `${product.url}/no-such-page`
      const overview = `${product.url}/`
      await load(browser, overview)
      const loads: { overview: Load[]; empty: Load[] } = { overview: [], empty: [] }
      for (let i = 0; i < RUNS; i++) {
        loads.overview.push(await load(browser, overview))
        loads.empty.push(await load(browser, empty))
        log(`  run ${i + 1} of ${RUNS}`)
      }
      const of = (which: Load[], key: keyof Load) => median(which.map((l) => l[key] ?? Number.NaN))
      const html = await (await fetch(overview)).text()
      return {
        scriptGzipKB: round(of(loads.overview, 'scriptGzipBytes') / 1024, 1),
        emptyScriptGzipKB: round(of(loads.empty, 'scriptGzipBytes') / 1024, 1),
        scriptRatio: round(of(loads.overview, 'scriptGzipBytes') / of(loads.empty, 'scriptGzipBytes')),
        htmlGzipKB: round(gzipSync(html).length / 1024, 1),
        firstChartMs: round(of(loads.overview, 'firstChartMs'), 0),
        paintMs: round(of(loads.overview, 'paintMs'), 0),
        emptyPaintMs: round(of(loads.empty, 'paintMs'), 0),
        chartToEmptyPaintRatio: round(of(loads.overview, 'firstChartMs') / of(loads.empty, 'paintMs')),
      }
    } finally {
      await browser.close()
      await product.stop('SIGTERM')
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}
