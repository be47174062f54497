import { Command, CommanderError } from 'commander'
import { asWaveError } from '@/lib/errors'

const program = new Command('wave')
  .description('Hiring Wave: where AI-infrastructure hiring is going. JSON on stdout, progress on stderr.')
  .exitOverride()
  .showSuggestionAfterError()

const COMMANDS = ['start', 'worker', 'ingest', 'sources', 'import', 'query', 'rollups', 'parseFeed', 'classify', 'extract', 'sameStory', 'doctor', 'bench']
for (const name of COMMANDS) {
  const command = (await import(`./${name}`).catch(() => null)) as { register(program: Command): void } | null
  command?.register(program)
}

// A closed pipe (`wave … | head`) is the reader's choice and no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  await program.parseAsync()
} catch (thrown) {
  if (thrown instanceof CommanderError) {
    // Commander has printed its message already; help and version are no errors.
    process.exitCode = thrown.exitCode === 0 ? 0 : 2
  } else {
    const error = asWaveError(thrown)
    process.stderr.write(`${JSON.stringify(error)}\n`)
    if (error.code === 'internal' && thrown instanceof Error) process.stderr.write(`${thrown.stack}\n`)
    process.exitCode = error.code === 'bad-usage' || error.code === 'bad-view' || error.code === 'bad-config' ? 2 : 1
  }
}
