/** The server's drawing and the chart that Chromium mounts are the same picture. Skipped only where no Chromium can be had. */

import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from '@playwright/test'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TOKENS } from '@/components/charts/tokens'
import { drawChart } from '@/lib/drawing'
import { drawingPool } from '@/lib/drawing/pool'
import { launchChromium } from '../chromium'
import { NAMES, sample, WIDTHS } from '../unit/drawing/samples'

const ENTRY = `
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { definitionOf } from '@/components/charts/registry'
let root
globalThis.mountChart = (name, data, width, theme, interactive) => {
  root?.unmount()
  root = createRoot(document.getElementById('live'))
  globalThis.picks = []
  globalThis.points = []
  root.render(createElement(definitionOf(name).Component, {
    data, width, theme, interactive,
    onPick: (pick) => globalThis.picks.push(pick),
    onPoint: (point) => globalThis.points.push(point),
  }))
}
`

let browser: Browser
let page: Page
let server: Server

beforeAll(async () => {
  const bundled = await build({
    stdin: { contents: ENTRY, resolveDir: process.cwd(), loader: 'js' },
    bundle: true,
    write: false,
    format: 'iife',
    jsx: 'automatic',
    mainFields: ['module', 'main'],
    conditions: ['module', 'import'],
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  })
  const require = createRequire(import.meta.url)
  const font = await readFile(
    require.resolve('@fontsource-variable/instrument-sans/files/instrument-sans-latin-standard-normal.woff2'),
  )
  const html = `<!doctype html><meta charset="utf-8"><style>
    @font-face { font-family: 'Instrument Sans Variable'; src: url(/font.woff2) format('woff2'); font-weight: 400 700; font-stretch: 75% 100% }
    body { margin: 0; background: #fafcfc } svg { display: block }
    #still, #live { position: absolute; left: 0; top: 0 }
  </style><div id="still"></div><div id="live"></div><script src="/charts.js"></script>`
  server = createServer((request, response) => {
    const [type, body]: [string, string | Uint8Array] =
      request.url === '/charts.js'
        ? ['text/javascript', bundled.outputFiles[0]?.contents ?? '']
        : request.url === '/font.woff2'
          ? ['font/woff2', font]
          : ['text/html', html]
    response.writeHead(200, { 'content-type': type }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  browser = await launchChromium()
  page = await browser.newPage({ viewport: { width: 1300, height: 900 } })
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await page.evaluate(() => document.fonts.load('600 12px "Instrument Sans Variable"'))
})

afterAll(async () => {
  await browser?.close()
  await drawingPool().close()
  await new Promise((resolve) => server?.close(resolve))
})

/** Shows one of the two and takes its picture, with the chart's whole height in sight. */
async function picture(shown: 'still' | 'live', width: number, height: number): Promise<string> {
  await page.evaluate((which) => {
    for (const id of ['still', 'live']) {
      const host = document.getElementById(id)
      if (host) host.style.display = id === which ? 'block' : 'none'
    }
  }, shown)
  const png = await page.screenshot({ clip: { x: 0, y: 0, width, height }, animations: 'disabled' })
  return png.toString('base64')
}

/** How many pixels of two pictures differ at all, and by how much at most (of 255). */
const differing = (a: string, b: string) =>
  page.evaluate(
    async ([x, y]) => {
      const read = async (base64: string) => {
        const image = new Image()
        image.src = `data:image/png;base64,${base64}`
        await image.decode()
        const canvas = document.createElement('canvas')
        canvas.width = image.width
        canvas.height = image.height
        const context = canvas.getContext('2d')
        context?.drawImage(image, 0, 0)
        return context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray()
      }
      const [p, q] = [await read(x), await read(y)]
      let pixels = 0
      let most = 0
      for (let i = 0; i < p.length; i += 4) {
        const d = Math.max(...[0, 1, 2].map((k) => Math.abs((p[i + k] ?? 0) - (q[i + k] ?? 0))))
        if (d > 0) pixels++
        if (d > most) most = d
      }
      return { pixels: p.length === q.length ? pixels : -1, most }
    },
    [a, b] as [string, string],
  )

async function mount(name: string, data: unknown, width: number, theme: string, interactive: boolean) {
  await page.evaluate(
    ([n, d, w, t, i]) => {
      ;(globalThis as unknown as { mountChart: (...a: unknown[]) => void }).mountChart(n, d, w, t, i)
    },
    [name, data, width, theme, interactive] as const,
  )
  await page.waitForSelector('#live .recharts-surface')
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

describe.each(NAMES)('%s', (name) => {
  test('is in Chromium what the server drew, alive or not, in both themes', { timeout: 60_000 }, async () => {
    const data = await sample(name)
    for (const theme of ['light', 'dark'] as const) {
      await page.evaluate((paper) => {
        document.body.style.background = paper
      }, TOKENS[theme].paper)
      for (const width of WIDTHS[name]) {
        const { svg, height } = await drawChart({ name, data, width, theme, title: 'Sample' })
        await page.setViewportSize({ width: 1300, height: Math.max(900, height) })
        await page.evaluate((markup) => {
          const still = document.getElementById('still')
          if (still) still.innerHTML = markup
        }, svg)
        const drawn = await picture('still', width, height)
        await page.evaluate(() => {
          const live = document.getElementById('live')
          if (live) live.style.display = 'block'
        })
        await mount(name, data, width, theme, true)
        const mounted = await picture('live', width, height)
        const { pixels, most } = await differing(drawn, mounted)
        expect({ width, theme, pixels, most: pixels === 0 ? 0 : most }).toEqual({ width, theme, pixels: 0, most: 0 })
      }
    }
  })
})

test('the keyboard walks the overview, asks for evidence and lets go', { timeout: 60_000 }, async () => {
  await page.setViewportSize({ width: 1300, height: 900 })
  await page.evaluate(() => {
    const live = document.getElementById('live')
    if (live) live.style.display = 'block'
  })
  await mount('hiring-trend', await sample('hiring-trend'), 1280, 'light', true)
  const slider = page.getByRole('slider')
  await slider.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => slider.getAttribute('aria-valuetext')).toContain('Week of 15 Sep 2025: All three')
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => slider.getAttribute('aria-valuetext')).toContain('Week of 15 Sep 2025: Alder AI')
  await page.keyboard.press('Enter')
  const picks = () => page.evaluate(() => (globalThis as unknown as { picks: unknown[] }).picks)
  await expect
    .poll(picks)
    .toEqual([
      expect.objectContaining({ chart: 'hiring-trend', first: '2025-09-15', last: '2025-09-21', company: 'alder' }),
    ])
  await page.keyboard.press('Escape')
  await expect
    .poll(() => page.evaluate(() => (globalThis as unknown as { points: unknown[] }).points.at(-1)))
    .toBeNull()
})

test('the pointer shows a period and a click asks for its evidence', { timeout: 60_000 }, async () => {
  await mount('role-breakdown', await sample('role-breakdown'), 448, 'light', true)
  await page.mouse.move(200, 120)
  await page.mouse.click(200, 120)
  const role = () => page.evaluate(() => (globalThis as unknown as { picks: { role?: string }[] }).picks[0]?.role)
  await expect.poll(role).toBe('networking')
})
