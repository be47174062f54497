import { Command, CommanderError } from 'commander'
import { asWaveError } from '@/lib/errors'
import { register as registerBench } from './bench'
import { register as registerClassify } from './classify'
import { register as registerDoctor } from './doctor'
import { register as registerEval } from './eval'
import { register as registerExtract } from './extract'
import { register as registerImport } from './import'
import { register as registerIngest } from './ingest'
import { register as registerParseFeed } from './parseFeed'
import { register as registerQuery } from './query'
import { register as registerRejects } from './rejects'
import { register as registerRollups } from './rollups'
import { register as registerSameStory } from './sameStory'
import { register as registerSignals } from './signals'
import { register as registerSources } from './sources'
import { register as registerStart } from './start'
import { register as registerWorker } from './worker'

const program = new Command('wave')
  .description('Hiring Wave: where AI-infrastructure hiring is going. JSON on stdout, progress on stderr.')
  .exitOverride()
  .showSuggestionAfterError()

for (const register of [
  registerStart,
  registerWorker,
  registerIngest,
  registerSources,
  registerRejects,
  registerImport,
  registerQuery,
  registerSignals,
  registerRollups,
  registerParseFeed,
  registerClassify,
  registerExtract,
  registerSameStory,
  registerEval,
  registerDoctor,
  registerBench,
]) {
  register(program)
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
