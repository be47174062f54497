import type { Command } from 'commander'
import { WaveError } from '../errors'
import { print, withDb } from './withDb'

type Options = {
  confirm?: boolean
  reject?: boolean
  role?: string[]
  company?: string
  type?: string
  reason?: string
}

/** `wave signals correct|undo`: what the operator says of a signal; `wave query corrections` lists it. */
export function register(program: Command): void {
  const signals = program.command('signals').description('correct what was extracted; it stands over every later run')

  signals
    .command('correct')
    .description('say that a signal is right, or what of it is wrong')
    .argument('<id>', 'of the signal, as `wave query signals` has it')
    .option('--confirm', 'it is right')
    .option('--reject', 'it is no event: it leaves all lists and counts')
    .option('--role <slug...>', 'the roles that it is about, or none')
    .option('--company <slug>', 'the company that it is about, or none')
    .option('--type <type>', 'what kind of event it is')
    .requiredOption('--reason <words>', 'how you know; it is kept')
    .action(async (id: string, options: Options) => {
      const review = { signalId: id, reason: options.reason ?? '', ...asked(options) }
      print(
        await withDb(async ({ db }) => {
          const { correctSignal } = await import('@/lib/ingest/corrections')
          return await correctSignal(db, review)
        }),
      )
    })

  signals
    .command('undo')
    .description('take a correction back; its row stays')
    .argument('<correction>', 'its id, as `wave query corrections` has it')
    .requiredOption('--reason <words>', 'why; it is kept')
    .action(async (id: string, options: { reason: string }) => {
      print(
        await withDb(async ({ db }) => {
          const { undoCorrection } = await import('@/lib/ingest/corrections')
          return await undoCorrection(db, id, options.reason)
        }),
      )
    })
}

/** The one thing that the options ask for. */
function asked(options: Options): { action: 'confirm' | 'reject' | 'roles' | 'company' | 'type'; to?: string } {
  const wanted = [
    ...(options.confirm ? [{ action: 'confirm' as const }] : []),
    ...(options.reject ? [{ action: 'reject' as const }] : []),
    ...(options.role ? [{ action: 'roles' as const, to: options.role.join(',') }] : []),
    ...(options.company === undefined ? [] : [{ action: 'company' as const, to: options.company }]),
    ...(options.type === undefined ? [] : [{ action: 'type' as const, to: options.type }]),
  ]
  const [first, ...others] = wanted
  if (first && others.length === 0) return first
  throw new WaveError(
    'bad-usage',
    first ? 'One correction at a time.' : 'It was not said what is wrong.',
    'Give one of --confirm, --reject, --role, --company, --type.',
  )
}
