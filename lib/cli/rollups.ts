import type { Command } from 'commander'
import { WaveError } from '@/lib/errors'
import { print, withDb } from './withDb'

/** `wave rollups check|rebuild`: the roll-ups against a recount of the facts. */
export function register(program: Command): void {
  const rollups = program.command('rollups').description('the counts that charts read, against the facts')
  rollups
    .command('check')
    .description('compares every roll-up with a recount; exit 1 where they differ')
    .action(async () => {
      const { checkRollups } = await import('@/lib/ingest/rollups')
      await withDb(async ({ db }) => {
        const tables = await checkRollups(db)
        print({ equal: tables.every((t) => t.missing === 0 && t.extra === 0), tables })
        const wrong = tables.filter((t) => t.missing > 0 || t.extra > 0)
        if (wrong.length) {
          throw new WaveError(
            'database-failed',
            `${wrong.map((t) => t.table).join(', ')} differ from a recount.`,
            'Run `wave rollups rebuild`, and report it: a change of facts forgot its counts.',
          )
        }
      })
    })
  rollups
    .command('rebuild')
    .description('derives coverage and all roll-ups from the facts again')
    .action(async () => {
      const { rebuild } = await import('@/lib/ingest/derive')
      await withDb(async ({ db, log }) => {
        log('deriving coverage and roll-ups from all readings')
        await rebuild(db)
        const { checkRollups } = await import('@/lib/ingest/rollups')
        print({ tables: await checkRollups(db) })
      })
    })
}
