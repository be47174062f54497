import type { Command } from 'commander'
import { WaveError } from '@/lib/errors'
import type { SearchParams } from '@/lib/view'
import { print, withDb } from './withDb'

/**
 * `--key value` and `--key=value` pairs as search parameters; a key may repeat. `--as-of` is `asOf`.
 *
 * @throws WaveError `bad-usage` for a word that is no option or an option without a value
 */
export function readOptions(words: readonly string[]): SearchParams {
  const params: Record<string, string[]> = {}
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? ''
    const option = /^--([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(word)
    if (!option?.[1]) throw new WaveError('bad-usage', `${word} is no option.`, 'Give options as --company lambda.')
    const key = option[1].replace(/-([a-z])/g, (_, c: string) => c.toUpperCase())
    let value = option[2]
    if (value === undefined) {
      value = words[++i]
      if (value === undefined)
        throw new WaveError('bad-usage', `${word} needs a value.`, `Give one, like ${word} VALUE.`)
    }
    params[key] = [...(params[key] ?? []), value]
  }
  return params
}

/** `wave query NAME [--key value…] [--format json|csv]`: the same queries as the API. */
export function register(program: Command): void {
  program
    .command('query')
    .argument('[name]', 'the query or chart; none: lists them')
    .argument('[options...]', '--from, --to, --grain, --role, --company, --transform, --asOf and the query’s own')
    .description('asks the database a question; answers {rows, unit, view, notes} or CSV')
    .allowUnknownOption()
    .helpOption('--help')
    .action(async (name: string | undefined, words: string[]) => {
      const { askByName, describeQuery, QUERY_NAMES } = await import('@/lib/queries/byName')
      if (name === undefined) {
        print({ queries: QUERY_NAMES.map((n) => ({ name: n, ...pick(describeQuery(n)) })) })
        return
      }
      const { format = ['json'], ...params } = readOptions(words)
      const wanted = Array.isArray(format) ? format.at(-1) : format
      if (wanted !== 'json' && wanted !== 'csv')
        throw new WaveError('bad-usage', `${wanted} is no format.`, 'The formats are json and csv.')
      // A name that does not exist must not start a server first.
      if (!describeQuery(name)) {
        throw new WaveError('bad-usage', `There is no query ${name}.`, `The names are ${QUERY_NAMES.join(', ')}.`)
      }
      await withDb(async ({ db }) => {
        const answer = await askByName(name, params, db)
        const { toCsv, toJson } = await import('@/lib/exports')
        if (wanted === 'csv') process.stdout.write(toCsv(answer.rows.map((row) => Object(row))))
        else print(toJson(answer))
      })
    })
}

const pick = (known: { question: string; params: readonly string[] } | null) => ({
  question: known?.question ?? '',
  params: known?.params ?? [],
})
