/**
 * Draws the real titles of the labelled set (tests/fixtures/labelled/titles.tsv) from recorded job boards, by a fixed
 * hash, so that nobody chooses which titles the rules are measured on:
 *
 *   npx tsx scripts/draw-titles.ts RECORDED-DATA-FOLDER     prints "title <tab> source" lines
 *
 * First a plain draw of each pool, which shows titles as often as boards do; then a further draw for each family of
 * words that a role may use, with few of one company, because most roles are rare in the plain draw. A family is a wide
 * net of words and decides nothing about the label: its titles are often `other`.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'

export type DrawnTitle = { title: string; source: string }

const PLAIN: readonly (readonly [pool: string, count: number])[] = [
  ['panel', 150],
  ['companies', 80],
  ['graduates', 90],
  ['boards', 60],
]
const FAMILY_SIZE = 30
const FAMILY_PER_COMPANY = 7
const FAMILIES: readonly RegExp[] = [
  /\b(?:gpus?|hpc|accelerators?|clusters?|compute|fleet|supercomput\w*|kernels?|slurm|cuda|tpu|capacity)\b/i,
  /\bml ?ops\b|\b(?:ml|machine learning|ai|models?|research|training|inference)\b.*\b(?:platform|infra\w*|ops|tooling|pipelines?)\b/i,
  /\b(?:machine learning|ml|research|inference|training|applied|llms?|vision|nlp|deep learning)\b/i,
  /\b(?:data ?cent(?:er|re)s?|facilit\w+|commissioning|critical|mechanical|electrical|cooling|construction)\b/i,
  /\b(?:reliability|sre|observability|production engineer\w*|incident|telemetry|resilience)\b/i,
  /\b(?:\w*security|privacy|grc|fedramp|threat|red team\w*|compliance|cyber\w*)\b/i,
  /\b(?:cloud|kubernetes|dev ?ops|infrastructure|platform|storage|linux|administrator|virtualization)\b/i,
  /\b(?:networks?|networking|infiniband|rdma|fabric|interconnects?|fib(?:er|re)|optical|wan|noc)\b/i,
  /\b(?:hardware|firmware|silicon|asic|fpga|embedded|rtl|chip|pcb|semiconductor|soc|circuit|board)\b/i,
]

/** All distinct titles of the recorded boards, by pool, in the order of their hash. */
function pools(folder: string): Map<string, DrawnTitle[]> {
  const at = (...parts: string[]): string => readFileSync(path.join(folder, ...parts), 'utf8')
  const csv = (text: string): Record<string, string>[] => parse(text, { columns: true, relax_quotes: true })
  const json = (...parts: string[]): unknown => JSON.parse(at(...parts))
  const found: [string, DrawnTitle[]][] = [
    [
      'panel',
      csv(at('boards-series', 'postings.csv')).map((r) => ({ title: r.title ?? '', source: r.company_slug ?? '' })),
    ],
    [
      'companies',
      csv(at('postings', 'ai-companies-2025-11.csv')).map((r) => ({ title: r.title ?? '', source: r.company ?? '' })),
    ],
    [
      'graduates',
      z
        .array(z.object({ title: z.string(), company_name: z.string() }))
        .parse(json('postings', 'simplify-new-grad-listings.json'))
        .map((r) => ({ title: r.title, source: r.company_name })),
    ],
    ['boards', boards(folder)],
  ]
  const seen = new Set<string>()
  return new Map(
    found.map(([pool, rows]) => {
      const tidy = rows
        .map(({ title, source }) => ({ title: title.replace(/\s+/g, ' ').trim(), source: source.trim().toLowerCase() }))
        .filter(({ title }) => title.length > 0)
        .filter(({ title }) => !seen.has(title.toLowerCase()) && seen.add(title.toLowerCase()))
      return [pool, tidy.map((t) => ({ ...t, hash: hashOf(t.title) })).sort((a, b) => (a.hash < b.hash ? -1 : 1))]
    }),
  )
}

const hashOf = (title: string): string => createHash('sha256').update(`draw ${title.toLowerCase()}`).digest('hex')

/** Boards as their systems answer them: Greenhouse, Ashby and Workday lists, whichever files are there. */
function boards(folder: string): DrawnTitle[] {
  const shape = z.union([
    z.object({ jobs: z.array(z.object({ title: z.string() })) }).transform((b) => b.jobs.map((j) => j.title)),
    z
      .object({ jobPostings: z.array(z.object({ title: z.string() })) })
      .transform((b) => b.jobPostings.map((j) => j.title)),
  ])
  return ['greenhouse', 'ashby', 'workday'].flatMap((system) => {
    const inside = path.join(folder, 'postings', system)
    if (!existsSync(inside)) return []
    const files = readdirSync(inside).filter((f) => f.endsWith('.json'))
    return files.sort().flatMap((file) => {
      const board = shape.safeParse(JSON.parse(readFileSync(path.join(inside, file), 'utf8')))
      const source = file.replace(/\.json$/, '').toLowerCase()
      return board.success ? board.data.map((title) => ({ title, source })) : []
    })
  })
}

export function drawTitles(folder: string): DrawnTitle[] {
  const all = pools(folder)
  const drawn: DrawnTitle[] = PLAIN.flatMap(([pool, count]) => (all.get(pool) ?? []).slice(0, count))
  const taken = new Set(drawn.map((t) => t.title))
  const rest = [...all.values()]
    .flat()
    .map((t) => ({ ...t, hash: hashOf(t.title) }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
  for (const family of FAMILIES) {
    const byCompany = new Map<string, number>()
    let n = 0
    for (const t of rest) {
      if (n === FAMILY_SIZE) break
      const before = byCompany.get(t.source) ?? 0
      if (taken.has(t.title) || before === FAMILY_PER_COMPANY || !family.test(t.title)) continue
      byCompany.set(t.source, before + 1)
      taken.add(t.title)
      drawn.push(t)
      n++
    }
  }
  return drawn.map(({ title, source }) => ({ title, source }))
}

if (process.argv[1] && path.resolve(process.argv[1]) === import.meta.filename) {
  const folder = process.argv[2]
  if (!folder) {
    process.stderr.write('Give the folder of recorded data: npx tsx scripts/draw-titles.ts FOLDER\n')
    process.exit(2)
  }
  for (const { title, source } of drawTitles(folder)) process.stdout.write(`${title}\t${source}\n`)
}
