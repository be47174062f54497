import type { Command } from 'commander'
import { withDb } from './withDb'

/** `wave ingest [SOURCE…]`: visits the named sources, or all that are due, once; exit 1 when any of them failed. */
export function register(program: Command): void {
  program
    .command('ingest')
    .description('visit sources once: those named (by id, name or address), or all that are due')
    .argument('[source...]', 'id, name or address of a source')
    .option('--once', 'one round and out, as without it; kept for scripts')
    .action(async (wanted: string[]) => {
      const summary = await withDb(async ({ db, config, log }) => {
        const { takeArticleWords } = await import('@/lib/ingest/articleWords')
        const { dueSources, ingestMany } = await import('@/lib/ingest/due')
        const { findSource } = await import('@/lib/ingest/findSource')
        const now = new Date()
        const ids: string[] = []
        for (const w of wanted) ids.push((await findSource(db, w)).id)
        if (wanted.length === 0) ids.push(...(await dueSources(db, now, 10_000)))
        const runs = await ingestMany(db, [...new Set(ids)], { config, now, onProgress: log }, (r) => log(line(r)))
        while (await takeArticleWords(db)) log('taking the words of articles, for the search')
        return {
          runs,
          ok: runs.filter((r) => r.status !== 'failed').length,
          failed: runs.filter((r) => r.status === 'failed').length,
        }
      })
      process.stdout.write(`${JSON.stringify(summary)}\n`)
      if (summary.failed > 0) process.exitCode = 1
    })
}

type Run = {
  source: string
  status: string
  new: number
  changed: number
  unchanged: number
  rejected: number
  error?: { message: string }
}

const line = (r: Run): string =>
  r.status === 'failed'
    ? `${r.source}: failed: ${r.error?.message ?? 'unknown'}`
    : `${r.source}: ${r.status}, ${r.new} new, ${r.changed} changed, ${r.unchanged} unchanged, ${r.rejected} rejected`
