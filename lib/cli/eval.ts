import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Command } from 'commander'
import { WaveError } from '@/lib/errors'
import { type Measured, rounded } from './eval/measured'

/** Each part measures one labelled set; the name is its key in the committed file. */
const PARTS: Readonly<Record<string, () => Promise<Measured>>> = {
  titles: async () => (await import('./eval/titles')).measureTitles(),
  events: async () => (await import('./eval/events')).measureDocuments(),
}

/** Measured only when asked for by name, and never committed: it takes a model, and each has its own. */
const OPTIONAL: typeof PARTS = {
  model: async () => (await import('./eval/model')).measureModel(),
}

const COMMITTED = path.join('lib', 'signals', 'measured.json')

type Options = { text?: boolean; write?: boolean }

/** `wave eval`: how often the rules are right, on the labelled sets that stand in the repository. */
export function register(program: Command): void {
  program
    .command('eval [PART]')
    .description(
      `precision and recall of the rules on the labelled sets (${Object.keys(PARTS).join(', ')}); model: the configured model beside the rules`,
    )
    .option('--text', 'a readable table in place of JSON')
    .option('--write', `keep the figures in ${COMMITTED}, which the methodology page shows`)
    .action(async (part: string | undefined, { text, write }: Options) => {
      const every = { ...PARTS, ...OPTIONAL }
      const names = Object.keys(PARTS)
      if (part !== undefined && !Object.hasOwn(every, part))
        throw new WaveError(
          'bad-usage',
          `There is no labelled set ${part}.`,
          `Choose one of ${Object.keys(every).join(', ')}.`,
        )
      if (write && part !== undefined && Object.hasOwn(OPTIONAL, part))
        throw new WaveError('bad-usage', `The figures of ${part} are not kept.`, 'Leave --write out.')
      const { writeOut } = await import('./lines')
      const { RULES_VERSION } = await import('../signals/taxonomy')
      const { dayOf } = await import('../dates')
      const all: Record<string, object> = {}
      for (const name of part === undefined ? names : [part]) {
        const measured = await every[name as keyof typeof every]?.()
        if (!measured) continue
        all[name] = { measuredOn: dayOf(new Date()), rulesVersion: RULES_VERSION, ...rounded(measured.figures) }
        process.stderr.write(`${name}: worst errors\n${measured.errors.map((line) => `  ${line}\n`).join('')}`)
        if (text) await writeOut(`${measured.text}\n`)
      }
      if (write) {
        const before: unknown = JSON.parse(await readFile(COMMITTED, 'utf8').catch(() => '{}'))
        const kept = typeof before === 'object' && before !== null ? before : {}
        await writeFile(COMMITTED, asFile({ ...kept, ...all }))
      }
      if (!text) await writeOut(`${JSON.stringify(all)}\n`)
    })
}

/** JSON as the formatter of the repository leaves it: a list without lists in it stands on one line where it fits. */
const asFile = (value: object): string =>
  `${JSON.stringify(value, null, 2).replace(
    /^( *(?:"[^"]*": )?)\[\n([^[\]{}]*?)\n *\](,?)$/gm,
    (whole, head: string, inner: string, comma: string) => {
      const line = `${head}[${inner.trim().replace(/,\n */g, ', ')}]${comma}`
      return line.length > 120 ? whole : line
    },
  )}\n`
