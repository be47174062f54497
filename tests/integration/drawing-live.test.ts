/** The leaf that shows the server's drawing at once and brings it alive in its place. */
import type { Page } from '@playwright/test'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { LiveChart } from '@/components/charts/LiveChart'
import type { HiringTrendData } from '@/components/charts/types'
import { pageDrawings } from '@/lib/drawing'
import { drawingPool } from '@/lib/drawing/pool'
import { sample } from '../unit/drawing/samples'
import { type ChartPage, chartPage, differing, settle } from './drawing-browser'

const ENTRY = `
import { createElement } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { LiveChart } from '@/components/charts/LiveChart'
globalThis.picks = []
globalThis.problems = []
// The browser is never idle in these tests, so that it is the reader who wakes the chart.
globalThis.requestIdleCallback = () => 0
globalThis.cancelIdleCallback = () => {}
const host = document.getElementById('chart')
const element = (props) => createElement(LiveChart, { ...props, onPick: (pick) => globalThis.picks.push(pick) })
const onRecoverableError = (error) => globalThis.problems.push(String(error))
globalThis.wakeUp = (props) => hydrateRoot(host, element(props), { onRecoverableError })
globalThis.arrive = (props) => createRoot(host).render(element(props))
`

interface InPage {
  wakeUp: (props: unknown) => void
  arrive: (props: unknown) => void
  picks: { first: string; last: string }[]
  problems: string[]
}

let chromium: ChartPage
let page: Page
let data: HiringTrendData
let props: {
  name: 'hiring-trend'
  data: HiringTrendData
  label: string
  drawings: { key: string; width: number; height: number }[]
}

beforeAll(async () => {
  data = await sample('hiring-trend')
  chromium = await chartPage(ENTRY)
  page = chromium.page
  const drawings = await pageDrawings({ name: 'hiring-trend', data, title: 'Openings at three labs' }, [358, 792])
  props = { name: 'hiring-trend', data, drawings, label: 'Openings at three labs' }
})

afterAll(async () => {
  await chromium?.close()
  await drawingPool().close()
})

const run = (what: 'wakeUp' | 'arrive') =>
  page.evaluate(([name, given]) => (globalThis as unknown as InPage)[name](given), [what, props] as const)
const shot = async () =>
  (await page.screenshot({ clip: { x: 0, y: 0, width: 792, height: 700 }, animations: 'disabled' })).toString('base64')

beforeEach(async () => {
  chromium.asked.length = 0
  const html = renderToString(createElement(LiveChart<'hiring-trend'>, props))
  chromium.setBody(`<div id="chart" style="width:min(792px,100vw)">${html}</div>`)
  await page.setViewportSize({ width: 1300, height: 900 })
  await page.mouse.move(1200, 850)
  await chromium.open()
})

test('the drawing is in the HTML once and is there without a script', async () => {
  const html = renderToString(createElement(LiveChart<'hiring-trend'>, props))
  expect(html.match(/<svg /g)).toHaveLength(2)
  expect(await page.locator('.drawing-still.wide svg').isVisible()).toBe(true)
  expect(await page.locator('.drawing-still.narrow svg').isVisible()).toBe(false)
})

test('hydration keeps the drawing, and loads no chart code until it is touched', async () => {
  const before = await shot()
  await run('wakeUp')
  await settle(page)
  expect(await differing(page, before, await shot())).toEqual({ pixels: 0, most: 0 })
  expect(await page.evaluate(() => (globalThis as unknown as InPage).problems)).toEqual([])
  const loaded = chromium.asked.filter((path) => path.endsWith('.js'))
  await page.mouse.move(700, 650)
  await page.waitForSelector('.drawing.live')
  await page.mouse.move(1200, 850)
  await settle(page)
  expect(chromium.asked.filter((path) => path.endsWith('.js')).length).toBeGreaterThan(loaded.length)
  expect(await differing(page, before, await shot())).toEqual({ pixels: 0, most: 0 })
})

test('the keyboard wakes it, walks it, opens evidence and lets go', async () => {
  await run('wakeUp')
  await page.keyboard.press('Tab')
  await page.waitForSelector('.drawing.live')
  const slider = page.getByRole('slider')
  await expect.poll(() => slider.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.press('Home')
  await expect.poll(() => page.locator('.chart-tip').textContent()).toContain('Week of 8 Sep 2025')
  await page.keyboard.press('Enter')
  await expect
    .poll(() => page.evaluate(() => (globalThis as unknown as InPage).picks[0]))
    .toMatchObject({ first: '2025-09-08', last: '2025-09-14' })
  await page.keyboard.press('Escape')
  await expect.poll(() => page.locator('.chart-tip').count()).toBe(0)
})

test('the tooltip docks away from the pointer and lists lines by value', async () => {
  await run('wakeUp')
  await page.mouse.move(600, 200)
  await page.waitForSelector('.drawing.live')
  await page.mouse.move(602, 200)
  const tip = page.locator('.chart-tip')
  await expect.poll(() => tip.textContent()).toMatch(/All three.*Alder AI.*Birch Labs.*Cedar/)
  const box = await tip.boundingBox()
  expect((box?.x ?? 999) + (box?.width ?? 0)).toBeLessThan(400)
})

test('a narrow window has the phone drawing, alive or not', async () => {
  await page.setViewportSize({ width: 358, height: 800 })
  await run('wakeUp')
  expect(await page.locator('.drawing-still.narrow svg').isVisible()).toBe(true)
  await page.mouse.move(100, 100)
  await page.waitForSelector('.drawing.live')
  expect(await page.locator('.drawing-live .recharts-surface').getAttribute('width')).toBe('358')
  await page.setViewportSize({ width: 1300, height: 800 })
  await expect.poll(() => page.locator('.drawing-live .recharts-surface').getAttribute('width')).toBe('792')
})

test('after a navigation inside the browser the chart draws itself, in the room that was kept for it', async () => {
  await page.evaluate(() => {
    const host = document.getElementById('chart')
    if (host) host.innerHTML = ''
  })
  await run('arrive')
  await page.waitForSelector('.drawing.live')
  await expect
    .poll(() => page.locator('#chart').evaluate((e) => Math.round(e.getBoundingClientRect().height)))
    .toBe(props.drawings[0]?.height)
})
