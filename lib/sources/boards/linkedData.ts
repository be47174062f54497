/** A JobPosting as it stands in a page. */
export type Node = Readonly<Record<string, unknown>>

export type LinkedData = {
  readonly jobs: readonly Node[]
  /** Scripts that are no JSON, by their place among the page's JSON-LD scripts. */
  readonly broken: readonly { script: number; reason: string; raw: string }[]
  /** What an ItemList of jobs says it holds; null: the page has no such list, or it does not say. */
  readonly listed: number | null
}

const MAX_DEPTH = 64

/**
 * Every JobPosting in a page's JSON-LD: in a node, a list, a `@graph`, an ItemList, or deeper (to 64 levels). A document that
 * is JSON as a whole is read the same way.
 */
export function linkedData(text: string): LinkedData {
  const jobs: Node[] = []
  const broken: { script: number; reason: string; raw: string }[] = []
  let listed: number | null = null
  const scripts = /^\s*[[{]/.test(text) ? [text] : scriptsOf(text)
  scripts.forEach((raw, script) => {
    const json = parse(raw)
    if ('reason' in json) {
      broken.push({ script, reason: json.reason, raw })
      return
    }
    walk(json.value, 0, jobs, (count) => {
      listed = Math.max(listed ?? 0, count)
    })
  })
  return { jobs, broken, listed }
}

/** The contents of the scripts of type `application/ld+json`, in one pass. */
function scriptsOf(html: string): string[] {
  const found: string[] = []
  const lower = html.toLowerCase()
  const open = /<script\b([^>]*)>/gi
  for (let m = open.exec(html); m; m = open.exec(html)) {
    const end = lower.indexOf('</script', open.lastIndex)
    if (end < 0) break
    if (/type\s*=\s*["']?\s*application\/ld\+json/i.test(m[1] ?? '')) found.push(html.slice(open.lastIndex, end))
    open.lastIndex = end
  }
  return found
}

function parse(raw: string): { value: unknown } | { reason: string } {
  const text = raw
    .trim()
    .replace(/^(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>|\]\]>)$/, '')
    .trim()
  if (text === '') return { reason: 'the script is empty' }
  try {
    return { value: JSON.parse(text) }
  } catch {
    // Line breaks inside of strings are the usual fault; as blanks they harm nothing.
  }
  try {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    return { value: JSON.parse(text.replace(/[\u0000-\u001f]+/g, ' ')) }
  } catch (cause) {
    return { reason: `the script is no JSON (${cause instanceof Error ? cause.message.slice(0, 160) : 'unknown'})` }
  }
}

function walk(value: unknown, depth: number, jobs: Node[], onList: (count: number) => void): void {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return
  if (Array.isArray(value)) {
    for (const item of value) walk(item, depth + 1, jobs, onList)
    return
  }
  const node = value as Node
  if (isA(node, 'JobPosting')) {
    jobs.push(node)
    return
  }
  const before = jobs.length
  for (const child of Object.values(node)) walk(child, depth + 1, jobs, onList)
  // A list of links, of breadcrumbs or of articles says nothing about jobs.
  if (isA(node, 'ItemList') && jobs.length > before) {
    const count = Number(node.numberOfItems)
    const items = Array.isArray(node.itemListElement) ? node.itemListElement.length : 0
    onList(Number.isInteger(count) && count > 0 ? count : items)
  }
}

const isA = (node: Node, type: string): boolean =>
  [node['@type']].flat().some((t) => typeof t === 'string' && t.replace(/^https?:\/\/schema\.org\//i, '') === type)
