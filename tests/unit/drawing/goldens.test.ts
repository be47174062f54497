/**
 * Each chart as it was last looked at. `UPDATE_GOLDENS=1` writes the drawings anew: look at them before you commit. On a
 * difference the drawing is left beside the golden as NAME.changed.svg.
 */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { drawChart } from '@/lib/drawing'
import { drawingPool } from '@/lib/drawing/pool'
import { EMPTY, FIXTURES, NAMES, ONE, sample, WIDTHS } from './samples'

afterAll(() => drawingPool().close())

/** Decimals may differ in their last digit between processors. */
const normalised = (svg: string): string =>
  svg.replace(/-?\d+\.\d{3,}/g, (n) => String(Math.round(Number(n) * 100) / 100)).replaceAll('><', '>\n<')

describe.each(NAMES)('%s', (name) => {
  test('is drawn as it was', async () => {
    const data = await sample(name)
    const drawings = await Promise.all(
      WIDTHS[name].map((width) => drawChart({ name, data, width, theme: 'light', title: 'Sample' })),
    )
    const drawn = `${drawings.map((d) => normalised(d.svg)).join('\n\n')}\n`
    const golden = new URL(`${name}.svg`, FIXTURES)
    const changed = new URL(`${name}.changed.svg`, FIXTURES)
    if (process.env.UPDATE_GOLDENS) await writeFile(golden, drawn)
    const expected = await readFile(golden, 'utf8')
    if (drawn === expected) await rm(changed, { force: true })
    else await writeFile(changed, drawn)
    expect(drawn).toBe(expected)
  })

  test('has words and marks, and not one coordinate that is no number', async () => {
    const data = await sample(name)
    for (const width of WIDTHS[name]) {
      const { svg, height } = await drawChart({ name, data, width, theme: 'dark', title: 'Sample' })
      expect(/NaN|undefined|Infinity|null/.exec(svg)).toBeNull()
      expect(svg).toMatch(/<text/)
      const marks =
        (svg.match(/<path[^>]*\sd="[^"]{60,}"/g) ?? []).length + (svg.match(/<(rect|circle)\b/g) ?? []).length
      expect(marks).toBeGreaterThanOrEqual(2)
      expect(svg).toContain(`viewBox="0 0 ${width} ${height}"`)
    }
  })

  test('draws an honest empty frame when there is nothing, and one row when there is one', async () => {
    for (const data of [EMPTY[name], ONE[name]]) {
      for (const width of [1280, 358]) {
        const { svg, height } = await drawChart({ name, data, width, theme: 'light', title: 'Sample' })
        expect(/NaN|undefined|Infinity/.exec(svg)).toBeNull()
        expect(svg).toMatch(/<text/)
        expect(height).toBeGreaterThan(40)
      }
    }
  })

  test('keeps its words inside the drawing', async () => {
    const data = await sample(name)
    for (const width of WIDTHS[name]) {
      const { svg, height } = await drawChart({ name, data, width, theme: 'light', title: 'Sample' })
      for (const [, attributes = ''] of svg.matchAll(/<text ([^>]*)>/g)) {
        const x = Number(/(?:^|\s)x="([-\d.]+)"/.exec(attributes)?.[1])
        const y = Number(/(?:^|\s)y="([-\d.]+)"/.exec(attributes)?.[1])
        expect(x).toBeGreaterThanOrEqual(-1)
        expect(x).toBeLessThanOrEqual(width + 1)
        expect(y).toBeGreaterThanOrEqual(0)
        expect(y).toBeLessThanOrEqual(height + 1)
      }
    }
  })

  test('takes its colours from the page when it stands in one', async () => {
    const { svg } = await drawChart({ name, data: await sample(name), width: 358, theme: 'page', title: 'Sample' })
    expect(svg).toMatch(/var\(--ink\)/)
    expect(svg).not.toMatch(/="#[0-9a-f]{6}"/)
  })
})
