import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { build } from 'esbuild'
import type { Db } from '@/lib/db/client'
import type { publisher, Route } from './ingest-server'

type Site = Awaited<ReturnType<typeof publisher>>

/** A word of its own for each number. */
function word(n: number): string {
  const syllables = ['ba', 'do', 'fe', 'gu', 'ki', 'lo', 'ma', 'ne', 'po', 'ra', 'su', 'ti', 'vo']
  let made = ''
  for (let left = n + 169; left > 0; left = Math.floor(left / 13)) made += syllables[left % 13]
  return made
}

/** A company's name of its own for each note, so that no two of them tell the same event. */
const companyOf = (n: number, i: number): string => {
  const name = word(n * 100 + i)
  return `${name[0]?.toUpperCase()}${name.slice(1)} Compute`
}

/** Words that no other note has, so that none is taken for a copy of another. */
const fillerOf = (n: number, i: number): string =>
  Array.from({ length: 12 }, (_, k) => word((n * 100 + i) * 97 + k * 7_919)).join(' ')

/** A feed with `items` articles of its own; some of them tell a round, a layoff or an opening. */
const feed = (site: string, n: number, items: number): string => {
  const entries = Array.from({ length: items }, (_, i) => {
    const company = companyOf(n, i)
    const day = String(1 + ((n * 7 + i) % 28)).padStart(2, '0')
    const told =
      i % 5 === 0
        ? `${company} has raised $${50 + n}${i} million in a Series B round led by Example Ventures.`
        : i % 5 === 1
          ? `${company} will lay off ${100 + n + i} employees, about ${5 + (i % 9)}% of its staff, it said.`
          : `Note ${n}-${i}: ${fillerOf(n, i)}.`
    return `<entry><id>urn:${n}:${i}</id><title>${company} note ${n}-${i}</title><link href="${site}a/${n}/${i}"/><updated>2026-10-${day}T08:00:00Z</updated><content type="html">&lt;p&gt;${told}&lt;/p&gt;</content></entry>`
  })
  // one entry of each feed cannot be used
  entries.push(`<entry><id>urn:${n}:bad</id><title>Without an address ${n}</title></entry>`)
  return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Feed ${n}</title><id>urn:${n}</id><updated>2026-10-30T00:00:00Z</updated>${entries.join('')}</feed>`
}

const board = (n: number, jobs: number): string =>
  JSON.stringify({
    jobs: Array.from({ length: jobs }, (_, i) => ({
      id: n * 1_000 + i,
      title: i % 3 === 0 ? 'Site Reliability Engineer, GPU Fleet' : `Data Center Technician ${i}`,
      absolute_url: `https://boards.example/${n}/${i}`,
      location: { name: 'Remote, US' },
      content: `&lt;p&gt;Kubernetes and Slurm ${i}.&lt;/p&gt;`,
    })),
    meta: { total: jobs },
  })

/** Feeds and boards of a loopback publisher, and the rows of the sources that read them. */
export function manySources(site: Site, of: { feeds: number; items: number; boards: number; jobs: number }) {
  const routes: Record<string, Route> = {}
  const rows: { id: string; kind: string; name: string; address: string; options: Record<string, string> }[] = []
  for (let n = 0; n < of.feeds; n++) {
    routes[`/f${n}`] = { body: feed(site.base, n, of.items), type: 'application/atom+xml' }
    const url = `${site.base}f${n}`
    rows.push({ id: `feed-${n}`, kind: 'feed', name: `Feed ${n}`, address: url, options: { url } })
  }
  for (let n = 0; n < of.boards; n++) {
    routes[`/v1/boards/board${n}/jobs`] = { body: board(n, of.jobs), type: 'application/json' }
    rows.push({
      id: `board-${n}`,
      kind: 'greenhouse',
      name: `Board ${n}`,
      address: `https://job-boards.greenhouse.io/board${n}`,
      options: { token: `board${n}` },
    })
  }
  Object.assign(site.routes, routes)
  return rows
}

/** The program of a worker process as one file, so that starting it costs little. Answers where it is. */
export async function workerProgram(): Promise<string> {
  const outfile = path.resolve(`node_modules/.cache/wave-test/worker-${process.pid}.mjs`)
  await build({
    entryPoints: ['tests/integration/worker-process.ts'],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  })
  return outfile
}

/** A worker in a process of its own. One that stands by begins when `begin` is called. */
export function workerProcess(
  program: string,
  databaseUrl: string,
  site: Site,
  standsBy = false,
): ChildProcess & { begin: () => void } {
  const child = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      ...(standsBy ? { WAVE_STAND_BY: '1' } : {}),
      DATABASE_URL: databaseUrl,
      ALLOW_PRIVATE_HOSTS: new URL(site.base).host,
      GREENHOUSE_BASE_URL: site.base,
      SEC_BASE_URL: site.base,
      SEC_ARCHIVES_BASE_URL: site.base,
      CONTACT: 'tests@example.org',
    },
    stdio: [standsBy ? 'pipe' : 'ignore', 'ignore', 'inherit'],
  })
  return Object.assign(child, { begin: () => void child.stdin?.write('go') })
}

/** Ends a process with a signal and waits until it is gone. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((done) => child.once('exit', done))
  child.kill(signal)
  await gone
}

export async function until(met: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await met())) await new Promise((go) => setTimeout(go, 10))
}

/** All that a run leaves, but for ids that are given in order of arrival and instants of the visit. */
export async function everyRow(db: Db): Promise<Record<string, unknown[]>> {
  const queries: Record<string, string> = {
    sources: `SELECT id, enabled, failures, last_error, last_ok_at IS NOT NULL AS read FROM sources`,
    documents: `SELECT source_id, url, sha256, etag, content_type, http_status FROM raw_documents`,
    rejects: `SELECT r.source_id, r.kind, r.position, r.code, r.raw, r.resolved_at, d.sha256 FROM rejects r LEFT JOIN raw_documents d ON d.id = r.document_id`,
    articles: `SELECT a.url, a.title, a.publisher, a.published_at, a.known_on, a.text, a.html, a.extracted_with, a.source_id, a.origin, d.sha256
      FROM articles a LEFT JOIN raw_documents d ON d.id = a.document_id`,
    signals: `SELECT to_jsonb(s) AS signal FROM signals s`,
    evidence: `SELECT to_jsonb(e) - 'id' - 'article_id' AS evidence, a.url FROM evidence e LEFT JOIN articles a ON a.id = e.article_id`,
    companies: `SELECT slug, name, origin FROM companies`,
    postings: `SELECT to_jsonb(p) - 'id' - 'board_id' AS posting, b.kind, b.token FROM postings p JOIN boards b ON b.id = p.board_id WHERE p.origin = 'ingest'`,
    spells: `SELECT b.token, p.external_id, s.reader, s.first_day, s.last_day FROM spells s JOIN postings p ON p.id = s.posting_id JOIN boards b ON b.id = p.board_id WHERE s.origin = 'ingest'`,
    readings: `SELECT b.token, r.read_on, r.count, r.completeness, r.best, r.doubt FROM readings r JOIN boards b ON b.id = r.board_id WHERE r.origin = 'ingest'`,
    coverage: `SELECT b.token, c.day, c.state, c.count, c.role_state FROM coverage c JOIN boards b ON b.id = c.board_id WHERE c.reader = 'self'`,
    openings: `SELECT b.token, o.day, o.role, o.openings, o.listed FROM openings_day o JOIN boards b ON b.id = o.board_id WHERE b.origin = 'ingest'`,
    signalsDay: `SELECT * FROM signals_day`,
  }
  const out: Record<string, unknown[]> = {}
  for (const [name, sql] of Object.entries(queries)) {
    const rows = await db.$queryRawUnsafe<{ row: string }[]>(
      `SELECT to_jsonb(q)::text AS row FROM (${sql}) q ORDER BY to_jsonb(q)::text COLLATE "C"`,
    )
    out[name] = rows.map((r) => r.row)
  }
  return out
}
