import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseFeed } from 'feedsmith'
import type { Benchmark } from '@/lib/cli/bench'
import { type Config, readConfig } from '@/lib/config'
import type { Db } from '@/lib/db/client'
import { ingestMany } from '@/lib/ingest/due'
import { feed } from '@/lib/sources/feed'
import { workerProgram } from '../integration/killed-run'
import { inTurn, median, processorSeconds, round, seconds } from './measure'
import { newsboatSeconds } from './newsboat'
import { withScratchDatabase } from './scratch'

const FULL = { feeds: 500, items: 100 }
const QUICK = { feeds: 60, items: 50 }
/** Processes of the first refresh, which all share the sources. */
const WORKERS = 2
const PARSE_RUNS = 5
const PARSED = 20

type Form = 'tagged' | 'plain'

async function feedServer(size: { feeds: number; items: number }) {
  const program = path.resolve('tests/bench/feedServer.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', program, String(size.feeds), String(size.items)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const port = Number(line.toString().trim())
  const urls = (form: Form) => Array.from({ length: size.feeds }, (_, i) => `http://127.0.0.1:${port}/${form}/${i}.xml`)
  return { host: `127.0.0.1:${port}`, urls, close: () => ended(child) }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

const sourcesOf = (form: Form, urls: readonly string[]) =>
  urls.map((url, i) => ({ id: `${form}-${i}`, kind: 'feed', name: `Feed ${i}`, address: url, options: { url } }))

/** Sources made due and visited by this process; answers the seconds of the visits and what they ended in. */
async function refresh(db: Db, ids: readonly string[], config: Config) {
  const statuses: Record<string, number> = {}
  const took = await seconds(async () => {
    for (const run of await ingestMany(db, ids, { config, now: new Date() }))
      statuses[run.error ? `${run.status}: ${run.error.message}` : run.status] =
        (statuses[run.error ? `${run.status}: ${run.error.message}` : run.status] ?? 0) + 1
  })
  return { took, statuses }
}

/** Workers that are up before there is anything to do, so that their start is not counted. */
async function startWorkers(db: Db, url: string, host: string): Promise<ChildProcess[]> {
  const program = await workerProgram()
  const env = { ...process.env, DATABASE_URL: url, ALLOW_PRIVATE_HOSTS: host }
  const children = Array.from({ length: WORKERS }, () =>
    spawn(process.execPath, [program], { env, stdio: ['ignore', 'ignore', 'inherit'] }),
  )
  for (;;) {
    const [row] = await db.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`
    if ((row?.n ?? 0) >= WORKERS) return children
    await sleep(50)
  }
}

/** The first refresh by two workers, from the moment at which the sources are there until the last story is settled. */
async function firstRefresh(db: Db, url: string, host: string, sources: ReturnType<typeof sourcesOf>) {
  const workers = await startWorkers(db, url, host)
  const pids = workers.flatMap((w) => w.pid ?? [])
  try {
    const startUp = await processorSeconds(pids)
    const took = await seconds(async () => {
      await db.source.createMany({ data: sources })
      for (;;) {
        const [row] = await db.$queryRaw<{ left: boolean }[]>`
          SELECT EXISTS (SELECT 1 FROM sources WHERE last_checked_at IS NULL)
            OR EXISTS (SELECT 1 FROM ingest_runs WHERE status = 'running')
            OR EXISTS (SELECT 1 FROM articles a WHERE NOT EXISTS (SELECT 1 FROM story_keys k WHERE k.article_id = a.id)) AS left`
        if (!row?.left) return
        await sleep(100)
      }
    })
    const backends = await db.$queryRaw<{ pid: number }[]>`
      SELECT pid FROM pg_stat_activity WHERE datname = current_database()`
    const all = await processorSeconds([...pids, ...backends.map((b) => b.pid)])
    const cpu = all === null || startUp === null ? null : round(all - startUp)
    return { took, cpu }
  } finally {
    for (const worker of workers) await ended(worker)
  }
}

/** Our parse of a feed's bytes against bare feedsmith on its text: ratio and seconds for 1,000 items. */
async function parseStep(urls: readonly string[], config: Config) {
  const bodies = await Promise.all(
    urls.slice(0, PARSED).map(async (url) => Buffer.from(await (await fetch(url)).arrayBuffer())),
  )
  const options = { url: urls[0] ?? '' }
  const [request] = feed.requests(options, { config, now: new Date(), known: new Set() })
  if (!request) throw new Error('a feed asks for nothing')
  const context = { config, now: new Date(), known: new Set<string>() }
  const found = await inTurn(
    PARSE_RUNS,
    async () => {
      for (const bytes of bodies)
        feed.parse({ request, finalUrl: request.url, bytes, contentType: 'application/rss+xml' }, options, context)
    },
    async () => {
      for (const bytes of bodies) parseFeed(bytes.toString())
    },
  )
  return { ratio: round(found.ratio), ms: round(median(found.a), 1), bareMs: round(median(found.b), 1) }
}

export const benchmark: Benchmark = {
  description: `${FULL.feeds} feeds of ${FULL.items} items from a loopback server, whole way into Postgres, against a bare fetch and parse that stores nothing and a bare loop of conditional GETs`,
  run: async (log, { quick }) => {
    const size = quick ? QUICK : FULL
    const documents = size.feeds * size.items
    const server = await feedServer(size)
    try {
      return await withScratchDatabase(async (db, databaseUrl) => {
        const config = readConfig({ ...process.env, ALLOW_PRIVATE_HOSTS: server.host })
        const tagged = server.urls('tagged')
        const plain = server.urls('plain')
        const bare = async () => {
          for (const url of tagged) {
            const parsed = parseFeed(await (await fetch(url)).text())
            const items = parsed.format === 'rss' ? (parsed.feed.items?.length ?? 0) : 0
            if (items !== size.items) throw new Error(`${url}: ${items} items`)
          }
        }
        const conditional = async () => {
          for (const [i, url] of tagged.entries()) {
            const answer = await fetch(url, { headers: { 'if-none-match': `"feed-${i}"` } })
            if (answer.status !== 304) throw new Error(String(answer.status))
          }
        }
        const unconditional = async () => {
          for (const url of plain) await (await fetch(url)).arrayBuffer()
        }
        await bare()
        const cpuBefore = process.cpuUsage()
        const bareSeconds = await seconds(bare)
        const { user, system } = process.cpuUsage(cpuBefore)
        const bareCpu = (user + system) / 1e6
        const parse = await parseStep(tagged, config)
        log(`  bare fetch and parse ${round(bareSeconds)} s; our parse ${parse.ratio} times bare feedsmith`)

        const { took: first, cpu } = await firstRefresh(db, databaseUrl, server.host, sourcesOf('tagged', tagged))
        const stored = await db.article.count()
        if (stored !== documents) {
          const runs = await db.ingestRun.groupBy({ by: ['status', 'message'], _count: { _all: true } })
          throw new Error(`stored ${stored} of ${documents}; ${JSON.stringify(runs)}`)
        }
        const signals = await db.signal.count()
        log(`  first refresh by ${WORKERS} processes ${round(first)} s, ${round(first / bareSeconds)} times that`)

        const ids = tagged.map((_, i) => `tagged-${i}`)
        await conditional()
        const getSeconds = median([await seconds(conditional), await seconds(conditional), await seconds(conditional)])
        const again: number[] = []
        for (let n = 0; n < 3; n++) {
          const { took, statuses } = await refresh(db, ids, config)
          if (statuses['not-modified'] !== size.feeds) throw new Error(`without changes: ${JSON.stringify(statuses)}`)
          again.push(took)
        }
        const noChange = median(again)
        log(`  without changes (304) ${round(noChange, 3)} s, ${round(noChange / getSeconds)} times a loop of GETs`)

        // The same feeds without validators: their articles are there already, and from then on so are their bytes.
        await db.source.createMany({ data: sourcesOf('plain', plain) })
        const plainIds = plain.map((_, i) => `plain-${i}`)
        await refresh(db, plainIds, config)
        await unconditional()
        const plainGetSeconds = await seconds(unconditional)
        const { took: sameBytes, statuses } = await refresh(db, plainIds, config)
        if (statuses['not-modified'] !== size.feeds) throw new Error(`the same bytes: ${JSON.stringify(statuses)}`)
        log(
          `  the same bytes without a 304 ${round(sameBytes, 3)} s, ${round(sameBytes / plainGetSeconds)} times a loop of GETs`,
        )
        if ((await db.article.count()) !== stored) throw new Error('a refresh without changes stored something')

        const peer = await newsboatSeconds(tagged)
        log(
          peer
            ? `  newsboat: first ${round(peer.first)} s, again ${round(peer.again)} s`
            : '  newsboat is not installed',
        )
        return {
          feeds: size.feeds,
          documents,
          signals,
          parseRatio: parse.ratio,
          bareFetchAndParseSeconds: round(bareSeconds, 3),
          firstSeconds: round(first, 3),
          firstRatio: round(first / bareSeconds),
          // Of the workers and the database together: what the ratio can be where nothing else runs
          // is half of this one, with two cores.
          bareProcessorSeconds: round(bareCpu, 3),
          firstProcessorSeconds: cpu,
          firstProcessorRatio: cpu === null ? null : round(cpu / bareCpu),
          firstFeedsPerSecond: round(size.feeds / first, 1),
          firstDocumentsPerSecond: Math.round(documents / first),
          conditionalGetSeconds: round(getSeconds, 3),
          noChangeSeconds: round(noChange, 3),
          noChangeRatio: round(noChange / getSeconds),
          noChangeFeedsPerSecond: Math.round(size.feeds / noChange),
          bareGetSeconds: round(plainGetSeconds, 3),
          sameBytesSeconds: round(sameBytes, 3),
          sameBytesRatio: round(sameBytes / plainGetSeconds),
          newsboat: peer
            ? {
                firstSeconds: round(peer.first, 3),
                againSeconds: round(peer.again, 3),
                timesFasterFirst: round(peer.first / first),
                timesFasterAgain: round(peer.again / noChange),
              }
            : 'not installed',
        }
      })
    } finally {
      await server.close()
    }
  },
}
