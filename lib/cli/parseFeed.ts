import type { Command } from 'commander'
import { writeOut } from './lines'
import { readInput } from './readInput'

/** `wave parse-feed FILE…|-`: one feed as JSON; several files as a JSON line each, also for those that fail. */
export function register(program: Command): void {
  program
    .command('parse-feed')
    .description('read RSS, Atom, RDF or JSON feeds and print them in one shape')
    .argument('<file...>', 'files, or - for standard input')
    .action(async (files: string[]) => {
      const [{ parseFeed }, { asWaveError }] = await Promise.all([
        import('@/lib/sources/feeds/parseFeed'),
        import('@/lib/errors'),
      ])
      const read = async (file: string) => {
        const { ttlMinutes: _, ...feed } = parseFeed(await readInput(file))
        return feed
      }
      if (files.length === 1 && files[0] !== undefined) {
        process.stdout.write(`${JSON.stringify(await read(files[0]))}\n`)
        return
      }
      let failed = 0
      for (const file of files) {
        let line: unknown
        try {
          line = { file, ok: true, feed: await read(file) }
        } catch (thrown) {
          failed++
          line = { file, ok: false, ...asWaveError(thrown).toJSON() }
        }
        await writeOut(`${JSON.stringify(line)}\n`)
      }
      if (failed > 0) process.exitCode = 1
    })
}
