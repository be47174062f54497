import type { Command } from 'commander'
import { log, withDb } from './withDb'

/** `wave worker`: visits sources as they fall due until it is told to stop. A JSON line on stdout for every visit. */
export function register(program: Command): void {
  program
    .command('worker')
    .description('visit sources as they fall due, until stopped; any number of workers share the work')
    .action(async () => {
      const stop = new AbortController()
      const onSignal = () => {
        log('stopping when the running visits have ended')
        stop.abort()
      }
      process.once('SIGINT', onSignal)
      process.once('SIGTERM', onSignal)
      await withDb(async ({ db, config }) => {
        const { work } = await import('@/lib/ingest/worker')
        log('worker started')
        await work(db, {
          config,
          signal: stop.signal,
          onProgress: log,
          onDone: (run) => process.stdout.write(`${JSON.stringify(run)}\n`),
        })
      })
      log('worker stopped')
    })
}
