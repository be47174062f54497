import type { Command } from 'commander'
import { WaveError } from '@/lib/errors'
import { readInput } from './readInput'
import { print, withDb } from './withDb'

/** `wave import KIND FILE [--dry-run]`: facts from a CSV, JSON or NDJSON, with a report of every row that was refused. */
export function register(program: Command): void {
  program
    .command('import')
    .description(
      'import articles, readings, postings, rounds, filings, observations or layoffs from CSV, JSON or NDJSON',
    )
    .argument('<kind>', 'articles, readings, postings, rounds, filings, observations, layoffs')
    .argument('<file>', 'a file, or - for standard input')
    .option('--dry-run', 'try every row and store nothing')
    .action(async (kind: string, file: string, options: { dryRun?: boolean }) => {
      const { FILE_KINDS, isFileKind } = await import('@/lib/sources/files')
      if (!isFileKind(kind))
        throw new WaveError('bad-usage', `There is no kind “${kind}”.`, `Give one of ${FILE_KINDS.join(', ')}.`)
      const bytes = await readInput(file)
      const report = await withDb(async ({ db, log }) => {
        const { importFile } = await import('@/lib/ingest/importFile')
        const done = await importFile(db, kind, bytes, {
          now: new Date(),
          dryRun: options.dryRun ?? false,
          onProgress: log,
        })
        for (const r of done.refused.slice(0, 20)) log(`${file}, ${r.position ?? '?'}: ${r.reason}`)
        if (done.rejected > 20)
          log(
            `… and ${done.rejected - 20} more; the report has ${done.rejected === done.refused.length ? 'all of them' : 'the first 10,000'}`,
          )
        log(
          `${done.new} new, ${done.changed} changed, ${done.unchanged} unchanged, ${done.rejected} refused${done.dryRun ? '; nothing was stored' : ''}`,
        )
        return done
      })
      print(report)
      if (report.seen > 0 && report.rejected === report.seen) process.exitCode = 1
    })
}
