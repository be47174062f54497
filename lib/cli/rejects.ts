import type { Command } from 'commander'
import { WaveError } from '@/lib/errors'
import { print, withDb } from './withDb'

/** `wave rejects list|retry`: what could not be used, and another try at it with this version's parsers. */
export function register(program: Command): void {
  const rejects = program.command('rejects').description('what could not be used, with its reason; another try at it')

  rejects
    .command('list')
    .description('rejects that wait, newest first')
    .argument('[source]', 'id, name or address')
    .option('--all', 'also those that were resolved')
    .option('--raw', 'with the bytes that were refused')
    .option('--limit <n>', 'at most so many', '200')
    .action(async (wanted: string | undefined, options: { all?: boolean; raw?: boolean; limit: string }) => {
      print(
        await withDb(async ({ db }) => {
          const { findSource } = await import('@/lib/ingest/findSource')
          const where = {
            ...(wanted === undefined ? {} : { sourceId: (await findSource(db, wanted)).id }),
            ...(options.all ? {} : { resolvedAt: null }),
          }
          const rows = await db.reject.findMany({
            where,
            orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
            take: limitOf(options.limit),
            omit: { hash: true, runId: true, documentId: true, ...(options.raw ? {} : { raw: true }) },
          })
          return { rejects: rows, total: await db.reject.count({ where }) }
        }),
      )
    })

  rejects
    .command('retry')
    .description('read the stored documents again, use what can be used now; asks nobody, and twice is once')
    .argument('[source]', 'id, name or address; none: all')
    .action(async (wanted?: string) => {
      print(
        await withDb(async ({ db, config, log }) => {
          const { findSource } = await import('@/lib/ingest/findSource')
          const { retryRejects } = await import('@/lib/ingest/retryRejects')
          const only = wanted === undefined ? {} : { sourceId: (await findSource(db, wanted)).id }
          return await retryRejects(db, { config, now: new Date(), onProgress: log, ...only })
        }),
      )
    })
}

function limitOf(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new WaveError(
    'bad-usage',
    `--limit takes a whole number from 1 on, not “${text.slice(0, 40)}”.`,
    'Try --limit 50.',
  )
}
