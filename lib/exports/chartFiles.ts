/** A chart in each of its forms, made from one answer: every form has every row. */
import { strToU8, zipSync } from 'fflate'
import type { Day } from '@/lib/dates'
import { drawPicture, drawPng, drawPreview, PREVIEW } from '@/lib/drawing'
import type { ChartAnswer, TableRow } from '@/lib/queries'
import type { Citation } from './citation'
import { toCsv, toTsv } from './csv'
import type { ExportHead } from './head'
import { toJson } from './json'
import { readmeOf } from './readme'
import { toXlsx } from './xlsx'

export const CHART_FORMS = ['svg', 'png', 'csv', 'tsv', 'json', 'xlsx', 'zip'] as const
export type ChartForm = (typeof CHART_FORMS)[number]

export const FORM_TYPES: Record<ChartForm, string> = {
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
  csv: 'text/csv; charset=utf-8',
  tsv: 'text/tab-separated-values; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
}

/** How the picture is to be; the data are not touched by it. */
export interface PictureOptions {
  theme: 'light' | 'dark'
  /** CSS pixels. */
  width: number
  /** CSS pixels that it is high at the least; null: nine sixteenths of its width. */
  height: number | null
  /** Device pixels per CSS pixel. */
  scale: number
  /** `preview`: exactly 1200 × 630, for the cards that other sites make of a link. */
  shape: 'picture' | 'preview'
}

export interface ChartMade {
  answer: ChartAnswer<TableRow, unknown>
  head: ExportHead
  cited: Citation
}

/**
 * A chart in one form.
 *
 * @param plain rows alone, without what they are: for programs and for `IMPORTDATA`
 * @throws WaveError `drawing-failed`, `too-large`
 */
export async function chartFile(
  form: ChartForm,
  made: ChartMade,
  picture: PictureOptions,
  plain = false,
): Promise<string | Uint8Array> {
  const { answer, head } = made
  switch (form) {
    case 'svg':
      return svgOf(made, picture, picture.scale)
    case 'png':
      return await pngOf(made, picture)
    case 'csv':
      return toCsv(answer.rows, plain ? undefined : head)
    case 'tsv':
      return toTsv(answer.rows, plain ? undefined : head)
    case 'json':
      return `${JSON.stringify(toJson(answer, head), null, 1)}\n`
    case 'xlsx':
      return await toXlsx(answer.rows, head)
    case 'zip':
      return await archive(made, picture)
  }
}

function svgOf({ answer, head }: ChartMade, picture: PictureOptions, scale: number): Promise<string> {
  const { theme, width, height, shape } = picture
  const asked = { answer, theme, link: head.link, hash: head.hash ?? '', today: head.knownOn }
  return shape === 'preview'
    ? drawPreview(asked)
    : drawPicture({ ...asked, width, scale, ...(height !== null && { height }) })
}

async function pngOf(made: ChartMade, picture: PictureOptions): Promise<Uint8Array> {
  const width = picture.shape === 'preview' ? PREVIEW.width : picture.width
  return new Uint8Array(await drawPng(await svgOf(made, picture, 1), { width, scale: picture.scale }))
}

/** Everything about a chart in one archive: its data, its drawings, and a README that says what they are. The same for the same. */
export async function archive(made: ChartMade, picture: PictureOptions): Promise<Uint8Array> {
  const { answer, head, cited } = made
  const name = answer.chart
  const file = (form: ChartForm, more: Partial<PictureOptions> = {}) => chartFile(form, made, { ...picture, ...more })
  const beside = [
    [`${name}.csv`, 'the rows, with what they are in lines that begin with `#`', await file('csv')],
    [
      `${name}.xlsx`,
      'the same rows as a workbook, numbers and days typed; sheet `About` says what they are',
      await file('xlsx'),
    ],
    [`${name}.json`, 'the same rows, with the view that was asked for', await file('json')],
    [`${name}.svg`, 'the drawing; text stays text', await file('svg', { theme: 'light', scale: 1 })],
    [`${name}-dark.svg`, 'the drawing for a dark page', await file('svg', { theme: 'dark', scale: 1 })],
    [`${name}.png`, 'the drawing as pixels', await file('png')],
    ['citation.bib', 'the citation, and one for each publisher of the data', `${cited.bibtex}\n`],
  ] as const
  const readme = readmeOf(
    head,
    answer.rows,
    cited,
    beside.map(([file, what]) => [file, what] as const),
  )
  const entries = [['README.md', readme] as const, ...beside.map(([file, , content]) => [file, content] as const)]
  return zipSync(
    Object.fromEntries(
      entries.map(([file, content]) => [file, typeof content === 'string' ? strToU8(content) : content]),
    ),
    { level: 9, mtime: zipTime(head.knownOn) },
  )
}

/** Archives know local times from 1980 on and no zone; the day of knowledge, so that the same archive has the same bytes. */
const zipTime = (day: Day): Date => {
  const [year = 1980, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Math.max(1980, Math.min(2099, year)), month - 1, date)
}
