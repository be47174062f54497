import { expect, test } from 'vitest'
import { balanceText, fitText, textWidth, wrapText } from '@/components/charts/text'

test('every digit is as wide as another, so that columns of figures align', () => {
  const widths = [...'0123456789'].map((digit) => textWidth(digit, 100))
  expect(new Set(widths).size).toBe(1)
})

test('bold words are wider than regular ones, and size scales them', () => {
  expect(textWidth('Openings', 12, 600)).toBeGreaterThan(textWidth('Openings', 12))
  expect(textWidth('Openings', 24)).toBeCloseTo(2 * textWidth('Openings', 12), 6)
})

test('no wrapped line is wider than its room, and no word is lost', () => {
  const text = 'Openings at the boards of three labs, read daily; not covered from 18 June to 25 June 2026'
  const lines = wrapText(text, 160, 13)
  expect(lines.length).toBeGreaterThan(2)
  for (const line of lines) expect(textWidth(line, 13)).toBeLessThanOrEqual(160)
  expect(lines.join(' ')).toBe(text)
})

test('a word without spaces that is wider than the line is broken inside', () => {
  const link = 'https://example.org/explore?from=2025-09-08&to=2026-08-31&role=data-center-ops'
  const lines = wrapText(link, 120, 13)
  expect(lines.join('')).toBe(link)
  for (const line of lines) expect(textWidth(line, 13)).toBeLessThanOrEqual(120)
})

test('text beyond the last allowed line ends in an ellipsis that fits', () => {
  const lines = wrapText('one two three four five six seven eight nine ten', 60, 13, 400, 2)
  expect(lines).toHaveLength(2)
  expect(lines[1]).toMatch(/…$/)
  expect(textWidth(lines[1] ?? '', 13)).toBeLessThanOrEqual(60)
})

test('empty text has no lines, and a text that fits is left alone', () => {
  expect(wrapText('  ', 100, 13)).toEqual([])
  expect(fitText('Lambda', 100, 12)).toBe('Lambda')
})

test('characters the font does not have count as wide, never as nothing', () => {
  expect(textWidth('漢', 10)).toBeGreaterThan(5)
  expect(textWidth('🚀', 10)).toBeGreaterThan(5)
})

test('a balanced title has as many lines as a plain one, and no lonely last word', () => {
  const title = 'Lambda: 88 openings on 25 Oct 2025, 90 on 5 Oct 2026, counted by different readers'
  const plain = wrapText(title, 1000, 28, 600)
  const balanced = balanceText(title, 1000, 28, 600)
  expect(balanced).toHaveLength(plain.length)
  expect(balanced.join(' ')).toBe(title)
  const widths = balanced.map((line) => textWidth(line, 28, 600))
  expect(Math.min(...widths)).toBeGreaterThan(Math.max(...widths) * 0.7)
})
