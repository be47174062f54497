import type { Command } from 'commander'
import { readInput } from './readInput'
import { registerJoin } from './sources/join'
import { print, withDb } from './withDb'

/** `wave sources list|kinds|add|check|remove|import|export`. */
export function register(program: Command): void {
  const sources = program.command('sources').description('list, add, check and remove what is read')

  sources
    .command('list')
    .description('every source with its state')
    .action(async () => {
      print(
        await withDb(async ({ db }) => {
          const rows = await db.source.findMany({
            orderBy: { id: 'asc' },
            include: {
              runs: { orderBy: { startedAt: 'desc' }, take: 1, omit: { sourceId: true } },
              _count: { select: { rejects: { where: { resolvedAt: null } } } },
            },
          })
          const sources = rows.map(({ runs, _count, ...source }) => ({
            ...source,
            lastRun: runs[0] ?? null,
            rejects: _count.rejects,
          }))
          return { sources }
        }),
      )
    })

  sources
    .command('kinds')
    .description('the kinds of source, with an address that each recognises')
    .action(async () => {
      const { SOURCES } = await import('@/lib/sources')
      print({ kinds: SOURCES.map(({ kind, title, description, example }) => ({ kind, title, description, example })) })
    })

  sources
    .command('add')
    .description('add a feed, a job board, a FRED series, an EDGAR filer by its address; it is tried at once')
    .argument('<address>')
    .option('--company <slug>', 'the company whose board or filings it is')
    .option('--full-text', 'of a feed: read articles that it only teases from their page, where robots.txt lets us')
    .action(async (address: string, options: { company?: string; fullText?: boolean }) => {
      print(
        await withDb(async ({ db, config, log }) => {
          const { addSource } = await import('@/lib/ingest/addSource')
          const added = await addSource(db, address, {
            config,
            onProgress: log,
            companySlug: options.company ?? null,
            fullText: options.fullText ?? false,
          })
          log(added.message)
          return added
        }),
      )
    })

  sources
    .command('check')
    .description('visit a source now, or all of them, whether due or not')
    .argument('[source]', 'id, name or address')
    .action(async (wanted?: string) => {
      const runs = await withDb(async ({ db, config, log }) => {
        const { ingestMany } = await import('@/lib/ingest/due')
        const { findSource } = await import('@/lib/ingest/findSource')
        const ids =
          wanted === undefined
            ? (await db.source.findMany({ select: { id: true }, orderBy: { id: 'asc' } })).map((s) => s.id)
            : [(await findSource(db, wanted)).id]
        return await ingestMany(db, ids, { config, now: new Date(), onProgress: log })
      })
      print({ runs })
      if (runs.some((r) => r.status === 'failed')) process.exitCode = 1
    })

  sources
    .command('remove')
    .description('stop reading a source; the facts that it brought stay')
    .argument('<source>', 'id, name or address')
    .action(async (wanted: string) => {
      print(
        await withDb(async ({ db }) => {
          const { findSource } = await import('@/lib/ingest/findSource')
          const { id, name } = await findSource(db, wanted)
          await db.source.delete({ where: { id } })
          return { removed: { id, name } }
        }),
      )
    })

  registerJoin(sources)

  sources
    .command('import')
    .description('add every feed of an OPML file; each is tried, those that fail are told and left out')
    .argument('<opml>', 'file')
    .action(async (file: string) => {
      const [{ feedsOfOpml }, { decodeText }] = await Promise.all([
        import('@/lib/sources/opml'),
        import('@/lib/sources/feeds/charset'),
      ])
      const feeds = feedsOfOpml(decodeText(await readInput(file)))
      const report = await withDb(async ({ db, config, log }) => {
        const { importFeeds } = await import('@/lib/ingest/importFeeds')
        return await importFeeds(db, feeds, { config, onProgress: log })
      })
      print(report)
      if (report.refused.length > 0) process.exitCode = 1
    })

  sources
    .command('export')
    .description('the feeds as OPML 2.0 on stdout, for any feed reader; boards and other kinds are no feeds')
    .action(async () => {
      const { opmlOf } = await import('@/lib/sources/opml')
      const opml = await withDb(async ({ db, log }) => {
        const rows = await db.source.findMany({
          select: { kind: true, name: true, address: true },
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
        })
        const feeds = rows.filter((r) => r.kind === 'feed')
        log(`${feeds.length} feeds; ${rows.length - feeds.length} sources of other kinds are left out.`)
        return opmlOf(feeds, 'Hiring Wave: feeds', new Date())
      })
      process.stdout.write(opml.endsWith('\n') ? opml : `${opml}\n`)
    })
}
