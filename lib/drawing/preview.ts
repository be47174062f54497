/** The card that other sites make of a link: the same chart, made to fit 1200 × 630. */
import { dayWords } from '@/components/charts/format'
import { balanceText, wrapText } from '@/components/charts/text'
import { TOKENS } from '@/components/charts/tokens'
import type { ChartDataByName, ChartName } from '@/components/charts/types'
import { dayOf } from '@/lib/dates'
import { drawChart } from './index'
import { chartName, FONT, innerOf, mark, type PictureRequest, sourceWords } from './picture'
import { escapeXml } from './serialise'

/** What Open Graph and the cards of others ask for, CSS pixels. */
export const PREVIEW = { width: 1200, height: 630 } as const

const MARGIN = 48
const TITLE = { size: 40, line: 47, most: 2 } as const
const FOOT = 54
/** Widest drawing that is shrunk into the card: beyond it its words could not be read. */
const WIDEST = 1900

/** The preview of a chart as a standalone SVG, exactly 1200 × 630. Throws as `drawPicture` does. */
export async function drawPreview(
  request: Pick<PictureRequest, 'answer' | 'theme' | 'link' | 'hash' | 'today'>,
): Promise<string> {
  const { answer, theme, link, hash } = request
  const tokens = TOKENS[theme]
  const inner = PREVIEW.width - 2 * MARGIN
  const text = (words: string, x: number, y: number, size: number, fill: string, more = '') =>
    `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${more}>${escapeXml(words)}</text>`

  const title = balanceText(answer.title, inner, TITLE.size, 600, TITLE.most)
  const top = 40 + title.length * TITLE.line
  const room = PREVIEW.height - top - 18 - FOOT
  const draw = (width: number) =>
    drawChart({
      name: chartName(answer.chart),
      // The answer's data is what its query says its chart draws; the definition is found by the same name.
      data: answer.data as ChartDataByName[ChartName],
      width,
      theme,
      title: answer.title,
    })
  const first = await draw(inner)
  // A tall chart is drawn wider and shrunk, so that it fills the card in both directions.
  const chart = first.height <= room ? first : await draw(Math.min(WIDEST, Math.round((inner * first.height) / room)))
  const shrunk = Math.min(1, inner / chart.width, room / chart.height)
  const x = Math.round((PREVIEW.width - chart.width * shrunk) / 2)
  const y = Math.round(top + 18 + Math.max(0, room - chart.height * shrunk) / 2)

  const [sources = ''] = wrapText(answer.sources.map(sourceWords).join('; '), inner - 420, 17, 400, 1)
  const known = dayWords(answer.view.asOf ?? request.today ?? dayOf(new Date()))
  const foot = [`As known on ${known}`, sources].filter((part) => part).join(' · ')
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${PREVIEW.width}" height="${PREVIEW.height}" ` +
    `viewBox="0 0 ${PREVIEW.width} ${PREVIEW.height}" role="img" aria-label="${escapeXml(`${answer.title}. ${answer.subtitle}`)}" ` +
    `font-family="${FONT}" style="font-variant-numeric:tabular-nums;word-spacing:.05em">` +
    `<desc>${escapeXml(`${link} ${hash}`)}</desc>` +
    `<rect width="${PREVIEW.width}" height="${PREVIEW.height}" fill="${tokens.paper}"/>` +
    title
      .map((line, i) =>
        text(
          line,
          MARGIN,
          36 + (i + 1) * TITLE.line - 10,
          TITLE.size,
          tokens.ink,
          ' font-weight="600" letter-spacing="-0.6"',
        ),
      )
      .join('') +
    `<g transform="translate(${x} ${y}) scale(${Math.round(shrunk * 10_000) / 10_000})">${innerOf(chart.svg)}</g>` +
    `<path d="M${MARGIN},${PREVIEW.height - FOOT}.5H${PREVIEW.width - MARGIN}" stroke="${tokens.hair}" fill="none"/>` +
    text(foot, MARGIN, PREVIEW.height - 21, 17, tokens.muted) +
    mark(PREVIEW.width - MARGIN, PREVIEW.height - 18, tokens) +
    '</svg>'
  )
}
