/** Lines that other programs take a chart by. Pure. */
import { urlOf } from '@/lib/url'

const attribute = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? '&quot;')

/** A formula that reads the rows into Google Sheets. An address has no quotation mark that could end the text. */
export const sheetsLine = (origin: string, address: string): string =>
  `=IMPORTDATA("${`${origin}${address}`.replaceAll('"', '%22')}")`

/** Pixels that the chart with its title and its sources takes; in a narrower place the frame scrolls. */
const FRAME_HEIGHT = 620

/** The code that shows a chart in another page: as wide as its place, in the reader's own theme unless one is named. */
export function embedCode({
  origin,
  name,
  query,
  title,
  theme,
}: {
  origin: string
  name: string
  query: string
  title: string
  /** `light`, `dark`, or empty for the reader's own. */
  theme: string
}): string {
  const params = new URLSearchParams(query)
  if (theme) params.set('theme', theme)
  const address = `${origin}/embed/${name}${params.size > 0 ? `?${params}` : ''}`
  return (
    `<iframe src="${attribute(address)}" title="${attribute(title)}" loading="lazy" ` +
    `style="width:100%;height:${FRAME_HEIGHT}px;border:0"></iframe>`
  )
}

/** Whether other machines can ask this origin, as far as its name tells. */
export function isReachable(origin: string): boolean {
  const host = urlOf(origin)?.hostname ?? ''
  return host.includes('.') && !/^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.)|\.local$/.test(host)
}
