import type { Command } from 'commander'
import { isDay } from '@/lib/dates'
import { WaveError } from '@/lib/errors'
import { print, withDb } from '../withDb'

/** `wave sources join OLD NEW`: a board that moved to another system. */
export function registerJoin(sources: Command): void {
  sources
    .command('join')
    .description('say that a job board moved to another: both histories are kept, the old one is not visited any more')
    .argument('<old>', 'KIND/TOKEN, or the source that reads it')
    .argument('<new>', 'KIND/TOKEN, or the source that reads it')
    .option('--on <day>', 'first day of the new board; without it, that of its first reading')
    .action(async (old: string, successor: string, options: { on?: string }) => {
      const isWrong: boolean = options.on !== undefined && !isDay(options.on)
      if (isWrong)
        throw new WaveError('bad-usage', `“${options.on?.slice(0, 40)}” is no day.`, 'Give it as 2026-11-24.')
      print(
        await withDb(async ({ db }) => {
          const { joinBoards } = await import('@/lib/ingest/joinBoards')
          return await joinBoards(db, old, successor, {
            now: new Date(),
            ...(options.on === undefined ? {} : { on: options.on }),
          })
        }),
      )
    })
}
