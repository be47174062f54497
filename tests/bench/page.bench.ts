import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import type { Benchmark } from '@/lib/cli/bench'
import { freePort } from '@/lib/db/embedded'
import { launchOptions } from '../chromium'
import { PAGES } from '../pages'
import { startProduct } from '../product'
import { clientOnlyChart } from './clientOnlyChart'
import { median, round } from './measure'
import { chartData, filterTimes, SLOWER, type Visit, visit, weigh } from './pageVisits'

const RUNS = 5
const FIRST_CHART = 'hiring-trend'
const CLICKS = ['month', 'week', 'month', 'week', 'month', 'week', 'month', 'week', 'month']

export const benchmark: Benchmark = {
  description:
    `script of every page, time to the first chart path, shifts and filters, on a ${SLOWER} times slower processor,` +
    ' beside a page of the same build that shows nothing and the same chart drawn by the browser alone',
  run: async (log, { quick }) => {
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
      const nothing = (await weigh(browser, empty)).before
      const weights: Record<string, { before: number; after: number; ratio: number }> = {}
      for (const page of quick ? ['/'] : PAGES) {
        const { before, after } = await weigh(browser, `${product.url}${page}`)
        weights[page] = { before: round(before, 1), after: round(after, 1), ratio: round(before / nothing) }
        log(`  ${page}: ${round(before, 1)} kB of script before a first move, ${round(after, 1)} with all charts alive`)
      }

      const given = await chartData(browser, overview, FIRST_CHART)
      const alone = await clientOnlyChart({ name: FIRST_CHART, ...given })
      const visits: Record<'overview' | 'empty' | 'alone', Visit[]> = { overview: [], empty: [], alone: [] }
      for (let i = 0; i < (quick ? 1 : RUNS); i++) {
        visits.overview.push(await visit(browser, overview))
        visits.empty.push(await visit(browser, empty))
        visits.alone.push(await visit(browser, alone.url))
      }
      await alone.close()
      const of = (which: Visit[], key: keyof Visit) => median(which.map((v) => v[key] ?? Number.NaN))
      const firstChart = of(visits.overview, 'firstChartMs')
      log(
        `  first chart path ${round(firstChart, 0)} ms, drawn by the browser alone ${of(visits.alone, 'firstChartMs')}`,
      )

      const clicks = quick ? CLICKS.slice(0, 3) : CLICKS
      const [coldClick = Number.NaN, ...straight] = await filterTimes(browser, overview, clicks, 0)
      const [, ...rested] = await filterTimes(browser, overview, clicks, 400)
      const html = await (await fetch(overview)).text()
      return {
        emptyScriptKB: round(nothing, 1),
        mostScriptRatio: Math.max(...Object.values(weights).map((w) => w.ratio)),
        mostScriptKBAlive: Math.max(...Object.values(weights).map((w) => w.after)),
        pages: weights,
        htmlGzipKB: round(gzipSync(html).length / 1024, 1),
        firstChartMs: round(firstChart, 0),
        paintMs: round(of(visits.overview, 'paintMs'), 0),
        emptyPaintMs: round(of(visits.empty, 'paintMs'), 0),
        chartOverEmptyPaint: round(firstChart / of(visits.empty, 'paintMs')),
        clientOnlyFirstChartMs: round(of(visits.alone, 'firstChartMs'), 0),
        chartOverClientOnly: round(firstChart / of(visits.alone, 'firstChartMs')),
        shift: round(Math.max(...visits.overview.map((v) => v.shift)), 4),
        wakeShift: round(Math.max(...visits.overview.map((v) => v.wakeShift)), 4),
        filterMs: {
          first: round(coldClick, 0),
          straightP75: round(upperQuartile(straight), 0),
          restedP75: round(upperQuartile(rested), 0),
        },
      }
    } finally {
      await browser.close()
      await product.stop('SIGTERM')
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 })
    }
  },
}

const upperQuartile = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.75) - 1] ?? Number.NaN
