/** A mounted chart as an SVG string that is the same for the same chart: sorted attributes, no classes, own ids. */

const DROPPED = new Set(['class', 'role', 'tabindex', 'title'])

/** What Recharts leaves on its paths besides the path itself. */
const NOT_OF_PATHS = new Set(['x', 'y', 'x1', 'x2', 'y1', 'y2', 'width', 'height', 'radius'])

/** Text set on the root, so that a drawing looks alike wherever it is put. Presentation only: no scripts, no fonts. */
const ROOT_STYLE = 'font-variant-numeric:tabular-nums;word-spacing:.05em;display:block'
const FONT = "'Instrument Sans Variable','Instrument Sans',sans-serif"

export interface SerialiseOptions {
  /** Begins every id of the drawing, so that two drawings can share a page. */
  prefix: string
  width: number
  height: number
  /** What the drawing shows, for those who do not see it. */
  title: string
}

/** The `svg` element, serialised for inline use and as a file. */
export function serialise(svg: Element, options: SerialiseOptions): string {
  const referenced = references(svg)
  const ids = new Map([...referenced].map((id, i) => [id, `${options.prefix}-${i}`]))
  const children = [...svg.childNodes].map((child) => node(child, ids)).join('')
  const { width, height, title } = options
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `role="img" aria-label="${escapeXml(title)}" font-family="${FONT}" style="${ROOT_STYLE}">${children}</svg>`
  )
}

/** Ids that something in the drawing points to; all others are left out. */
function references(svg: Element): Set<string> {
  const found = new Set<string>()
  for (const element of svg.querySelectorAll('*')) {
    for (const { value } of element.attributes) {
      for (const match of value.matchAll(/url\(["']?#([^)"']+)["']?\)/g)) if (match[1]) found.add(match[1])
    }
  }
  return found
}

function node(source: Node, ids: Map<string, string>): string {
  if (source.nodeType === 3) return escapeXml(source.textContent ?? '')
  if (source.nodeType !== 1) return ''
  const element = source as Element
  const name = element.localName
  if (name === 'title' || name === 'desc') return ''
  const inner = [...element.childNodes].map((child) => node(child, ids)).join('')
  const id = element.getAttribute('id')
  if (name === 'clipPath' && !(id && ids.has(id))) return ''
  if ((name === 'g' || name === 'defs') && inner === '') return ''
  const attributes = [...element.attributes]
    .filter(({ name: key, value }) => keeps(key, value, ids) && !(name === 'path' && NOT_OF_PATHS.has(key)))
    .map(({ name: key, value }) => `${key}="${escapeXml(renamed(key, value, ids))}"`)
    .sort()
    .join(' ')
  if (name === 'g' && attributes === '') return inner
  const open = attributes ? `${name} ${attributes}` : name
  return inner === '' ? `<${open}/>` : `<${open}>${inner}</${name}>`
}

function keeps(key: string, value: string, ids: Map<string, string>): boolean {
  if (DROPPED.has(key) || key.startsWith('data-') || key.startsWith('aria-') || key.startsWith('on')) return false
  if (key === 'id') return ids.has(value)
  return value !== ''
}

function renamed(key: string, value: string, ids: Map<string, string>): string {
  if (key === 'id') return ids.get(value) ?? value
  return value.replace(/url\(["']?#([^)"']+)["']?\)/g, (whole, id: string) => {
    const own = ids.get(id)
    return own ? `url(#${own})` : whole
  })
}

/** Text safe inside an element and inside a quoted attribute. */
export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
