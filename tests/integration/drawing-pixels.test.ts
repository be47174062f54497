/** The server's drawing and the chart that Chromium mounts are the same picture. */

import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TOKENS } from '@/components/charts/tokens'
import { drawChart } from '@/lib/drawing'
import { drawingPool } from '@/lib/drawing/pool'
import { NAMES, sample, WIDTHS } from '../unit/drawing/samples'
import { type ChartPage, chartPage, differing, settle } from './drawing-browser'

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

let chromium: ChartPage
let page: Page

beforeAll(async () => {
  chromium = await chartPage(ENTRY)
  chromium.setBody('<div id="still"></div><div id="live"></div>')
  page = chromium.page
  await chromium.open()
})

afterAll(async () => {
  await chromium?.close()
  await drawingPool().close()
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

async function mount(name: string, data: unknown, width: number, theme: string, interactive: boolean) {
  await page.evaluate(
    ([n, d, w, t, i]) => {
      ;(globalThis as unknown as { mountChart: (...a: unknown[]) => void }).mountChart(n, d, w, t, i)
    },
    [name, data, width, theme, interactive] as const,
  )
  await page.waitForSelector('#live .recharts-surface')
  await settle(page)
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
        const { pixels, most } = await differing(page, drawn, mounted)
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
