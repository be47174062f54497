/**
 * Names and titles come from publishers. Whatever they hold is text in a drawing, in the file that is exported of it and
 * in the tooltip, never markup.
 */
import { parseHTML } from 'linkedom'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, describe, expect, test } from 'vitest'
import { ChartTip } from '@/components/charts/ChartTip'
import type { ChartPoint } from '@/components/charts/types'
import { drawChart } from '@/lib/drawing'
import { drawingPool } from '@/lib/drawing/pool'
import { NAMES, sample, WIDTHS } from './samples'

afterAll(() => drawingPool().close())

const HOSTILE = `A"><script>alert(1)</script><img src=x onerror='alert(2)'>`
/** What people or publishers wrote in a chart's data, by the names that its definitions give it. */
const WRITTEN = /^(?:label|name|title|note|words|reason|empty|company|investors?|tip)$/i

/** The same data with every written word hostile; what a chart finds things by stays as it is. */
function poisoned(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((v) => poisoned(v, key))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, poisoned(v, k)]))
  return typeof value === 'string' && WRITTEN.test(key) ? HOSTILE : value
}

function expectInert(markup: string): void {
  const { document } = parseHTML(`<!doctype html><html><body>${markup}</body></html>`)
  expect(document.querySelectorAll('script, img, iframe, foreignObject, object, embed').length).toBe(0)
  for (const element of document.querySelectorAll('*'))
    for (const { name, value } of element.attributes) {
      expect(name).not.toMatch(/^on/i)
      expect(value).not.toMatch(/^\s*javascript:/i)
    }
}

const shown = new Set<string>()

describe.each(NAMES)('%s', (name) => {
  test('draws hostile words as the words that they are, also in its title', async () => {
    const data = poisoned(await sample(name)) as Awaited<ReturnType<typeof sample<typeof name>>>
    for (const width of WIDTHS[name]) {
      const { svg } = await drawChart({ name, data, width, theme: 'light', title: HOSTILE })
      expectInert(svg)
      expect(svg).toContain('aria-label="A&quot;&gt;&lt;script&gt;')
      if (svg.replace(/aria-label="[^"]*"/, '').includes('A&quot;')) shown.add(name)
    }
  })
})

test('the words did reach the drawings', () =>
  expect([...shown].sort()).toEqual(expect.arrayContaining(['company-roles', 'role-breakdown'])))

test('the tooltip says hostile words as they are', () => {
  const point: ChartPoint = {
    x: 10,
    y: 10,
    label: HOSTILE,
    lines: [{ key: 'a', label: HOSTILE, value: HOSTILE, active: true, colour: 'red' }],
  }
  const markup = renderToStaticMarkup(<ChartTip point={point} width={600} evidence />)
  expectInert(markup)
  expect(markup).toContain('&lt;script&gt;')
})
