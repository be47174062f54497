/** The exported picture of a chart: all that is needed to read it where the page is not. */

import { dayWords } from '@/components/charts/format'
import { MARK } from '@/components/charts/mark'
import { balanceText, textWidth, type Weight, wrapText } from '@/components/charts/text'
import { TOKENS } from '@/components/charts/tokens'
import type { ChartDataByName, ChartName } from '@/components/charts/types'
import { type Day, dayOf, isDay } from '@/lib/dates'
import { WaveError } from '@/lib/errors'
import type { ChartAnswer, SourceLine } from '@/lib/queries/answer'
import { drawChart } from './index'
import { escapeXml } from './serialise'

export interface PictureRequest {
  answer: ChartAnswer<unknown, unknown>
  theme: 'light' | 'dark'
  /** CSS pixels, 1200 unless told. The height is nine sixteenths of it, more where the chart needs more. */
  width?: number
  /** CSS pixels that it is high at the least, 180 to 4000; nine sixteenths of the width unless told. */
  height?: number
  /** The SVG's own size is `width * scale`; its drawing stays the same. */
  scale?: number
  /** Address that reproduces the chart. */
  link: string
  /** Hash of what was asked, so that two pictures can be told apart. */
  hash: string
  /** Day of making (UTC), said as "as known on" when the view has no `asOf`. Today unless told. */
  today?: Day
}

export const FONT = "'Instrument Sans Variable','Instrument Sans',sans-serif"

/** The picture as a standalone SVG string. Throws `drawing-failed`, and `not-found` for a chart that is none. */
export async function drawPicture(request: PictureRequest): Promise<string> {
  const { answer, theme, link, hash, scale = 1 } = request
  const width = Math.round(Math.max(320, Math.min(4000, request.width ?? 1200)))
  const name = chartName(answer.chart)
  const wide = width >= 640
  const margin = wide ? 40 : 16
  const inner = width - 2 * margin
  const tokens = TOKENS[theme]
  const parts: string[] = []
  const put = (text: string, x: number, y: number, size: number, fill: string, weight: Weight = 400) =>
    parts.push(
      `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${weight === 400 ? '' : ` font-weight="${weight}"`}` +
        `${size >= 22 ? ' letter-spacing="-0.3"' : ''}>${escapeXml(text)}</text>`,
    )

  const titleSize = wide ? 28 : 21
  let y = wide ? 30 : 14
  for (const line of balanceText(answer.title, inner, titleSize, 600, 3)) {
    y += Math.round(titleSize * 1.22)
    put(line, margin, y - 5, titleSize, tokens.ink, 600)
  }
  const subtitleSize = wide ? 16 : 14
  y += 6
  for (const line of balanceText(answer.subtitle, inner, subtitleSize, 400, 4)) {
    y += Math.round(subtitleSize * 1.42)
    put(line, margin, y - 4, subtitleSize, tokens.ink2)
  }
  y += wide ? 22 : 16

  const footer = footerLines(request, answer, wide ? inner - 170 : inner)
  const footerHeight = 18 + footer.length * 19 + (wide ? 16 : 44)
  const chart = await drawChart({
    name,
    // The answer's data is what its query says its chart draws; the definition is found by the same name.
    data: answer.data as ChartDataByName[ChartName],
    width: inner,
    theme,
    title: answer.title,
  })
  const least = Math.round(request.height ?? (width * 9) / 16)
  const height = Math.max(180, Math.min(4000, least), y + chart.height + 20 + footerHeight)
  const spare = height - footerHeight - 20 - y - chart.height
  const chartY = y + Math.round(Math.max(0, spare) / 2)
  parts.push(`<g transform="translate(${margin} ${chartY})">${innerOf(chart.svg)}</g>`)

  const rule = height - footerHeight
  parts.push(`<path d="M${margin},${rule}.5H${width - margin}" stroke="${tokens.hair}" fill="none"/>`)
  footer.forEach((line, i) => {
    put(line, margin, rule + 24 + i * 19, 13, tokens.muted)
  })
  parts.push(mark(width - margin, height - 20, tokens))

  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(width * scale)}" height="${Math.round(height * scale)}" ` +
    `viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(`${answer.title}. ${answer.subtitle}`)}" ` +
    `font-family="${FONT}" style="font-variant-numeric:tabular-nums;word-spacing:.05em">` +
    `<desc>${escapeXml(`${link} ${hash}`)}</desc>` +
    `<rect width="${width}" height="${height}" fill="${tokens.paper}"/>${parts.join('')}</svg>`
  )
}

const NAMES: Record<ChartName, true> = {
  'hiring-trend': true,
  'role-breakdown': true,
  'roles-trend': true,
  'role-trend': true,
  'capital-rounds': true,
  'ipo-pipeline': true,
  'gdp-vintages': true,
  'gdp-as-read': true,
  'macro-series': true,
  'company-timeline': true,
  'company-roles': true,
  'company-levels': true,
  'role-pay': true,
  coverage: true,
  momentum: true,
  skills: true,
  pay: true,
  'hiring-index': true,
  'time-to-close': true,
  revisions: true,
  supply: true,
  'event-study': true,
  'local-projections': true,
  'lead-lag': true,
  'level-changes': true,
  forecast: true,
  'seasonal-daily': true,
  explore: true,
  engagement: true,
}

/** Whether a name is that of a chart. */
const isChartName = (name: string): name is ChartName => Object.hasOwn(NAMES, name)

export function chartName(name: string): ChartName {
  if (isChartName(name)) return name
  throw new WaveError('not-found', `There is no chart ${name}.`, `The charts are ${Object.keys(NAMES).join(', ')}.`)
}

/** What lies between a drawing's own `svg` tags. */
export const innerOf = (svg: string): string => svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>'))

function footerLines(request: PictureRequest, answer: PictureRequest['answer'], width: number): string[] {
  const { link, hash } = request
  const asOf = answer.view.asOf ?? request.today ?? dayOf(new Date())
  // The day of knowledge before the note: a long note is cut, the day never.
  const said = [period(answer), `as known on ${dayWords(asOf)}`, answer.notes[0]?.replace(/\.$/, '')]
  return [
    ...wrapText(
      capital(`${answer.sources.map(sourceWords).join('; ') || 'No source had an observation'}.`),
      width,
      13,
      400,
      2,
    ),
    ...wrapText(said.filter((part) => part).join(' · '), width, 13, 400, 2),
    ...wrapText(`${link} · ${hash}`, width, 13, 400, 5),
  ]
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export const sourceWords = (source: SourceLine): string =>
  source.licence ? `${source.name} (${source.licence})` : source.name

/** The days that the drawing covers, else those that were asked for. */
function period(answer: PictureRequest['answer']): string {
  const data: object = typeof answer.data === 'object' && answer.data !== null ? answer.data : {}
  const day = (value: unknown, fallback: string | null): string | null => (isDayValue(value) ? value : fallback)
  const from = day('from' in data ? data.from : 'firstDay' in data ? data.firstDay : null, answer.view.from)
  const to = day('to' in data ? data.to : 'lastDay' in data ? data.lastDay : null, answer.view.to)
  if (from && to) return `${dayWords(from)} to ${dayWords(to)}`
  if (to) return `to ${dayWords(to)}`
  return from ? `from ${dayWords(from)}` : ''
}

const isDayValue = (value: unknown): value is string => typeof value === 'string' && isDay(value)

/** The mark with the product's name, its lower right corner at `right`, `bottom`. */
export function mark(right: number, bottom: number, tokens: Record<'ink' | 'accent', string>): string {
  const name = 'Hiring Wave'
  const x = Math.round(right - textWidth(name, 15, 600) - MARK.size - 8)
  const y = bottom - MARK.size + 2
  return (
    `<g transform="translate(${x} ${y})" fill="none" stroke-width="1.6">` +
    `<path d="${MARK.gauge}" stroke="${tokens.ink}"/><path d="${MARK.wave}" stroke="${tokens.accent}" stroke-width="2"/></g>` +
    `<text x="${right}" y="${bottom - 3}" font-size="15" font-weight="600" fill="${tokens.ink}" text-anchor="end">${name}</text>`
  )
}
