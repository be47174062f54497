import type { Command } from 'commander'
import { WaveError } from '../errors'

type Options = {
  title?: string
  published?: string
  url?: string
  ndjson?: boolean
  again?: boolean
  all?: boolean
  dryRun?: boolean
  model?: boolean
  limit: string
}

/** `wave extract`: the signals of one document, or of one a line with `--ndjson`; nothing is stored. */
export function register(program: Command): void {
  program
    .command('extract')
    .argument('[file]', 'a text file, or - for stdin', '-')
    .description('the signals of a document, with their evidence; nothing is stored')
    .option('--title <title>', 'the title of the document')
    .option('--published <day>', 'day of publication, YYYY-MM-DD (UTC): what "on Monday" is read from')
    .option('--url <url>', 'the address of the document')
    .option('--ndjson', 'a JSON line {id,title,published,url,text} in, a line {id,signals} out')
    .option(
      '--again',
      'no file: read the stored articles that the present rules have not read; made current when all are',
    )
    .option('--all', 'with --again: every stored article')
    .option('--dry-run', 'with --again: read them and say what would change by kind, and change nothing')
    .option(
      '--model',
      'ask the model at MODEL_BASE_URL in place of the rules; with --again its results are kept apart and compared',
    )
    .option('--limit <n>', 'with --again --model: at most so many articles', '100')
    .action(async (file: string, options: Options) => {
      if (options.model) await (options.again ? modelAgain(options.limit) : modelOne(file, options))
      else if (options.again) await again(options.all ?? false, options.dryRun ?? false)
      else if (options.ndjson) await many(file)
      else await one(file, options)
    })
}

/** The stored articles once more, after the rules changed; signals of an unchanged event keep their ids. */
async function again(all: boolean, dryRun: boolean): Promise<void> {
  const { print, withDb } = await import('./withDb')
  const { rereadArticles } = await import('../ingest/reread')
  await withDb(async ({ db, log }) => {
    const done = await rereadArticles(db, {
      all,
      dryRun,
      onProgress: (articles) => log(`${articles} articles read, nothing changed yet`),
      onChanges: (changes) => {
        log(dryRun ? 'What would change:' : 'What changes:')
        for (const c of changes)
          log(`  ${c.type}: ${c.added} added, ${c.removed} removed, ${c.changed} changed, ${c.unchanged} unchanged`)
      },
    })
    log(dryRun ? 'Nothing was changed. `wave extract --again` makes it current.' : `Current: rules ${done.version}.`)
    print(done)
  })
}

/** The optional model on one document; nothing is stored. */
async function modelOne(file: string, { title, published, url }: Options): Promise<void> {
  const { readConfig } = await import('../config')
  const { modelOutbound } = await import('../ingest/outbound')
  const { extractWithModel, modelSettings } = await import('../ingest/modelExtractor')
  const { writeOut } = await import('./lines')
  const config = readConfig()
  const settings = modelSettings(config)
  const outbound = modelOutbound(config)
  try {
    const day = published === undefined ? undefined : await dayFrom(published, 'bad-usage')
    const read = await extractWithModel(outbound, settings, { text: await textOf(file), title, published: day, url })
    await writeOut(`${JSON.stringify(read)}\n`)
  } finally {
    await outbound.close()
  }
}

/** The optional model on stored articles that it has not read. */
async function modelAgain(limit: string): Promise<void> {
  if (!/^[1-9]\d{0,5}$/.test(limit))
    throw new WaveError('bad-usage', `--limit takes a whole number, not ${limit.slice(0, 40)}.`, 'Try --limit 50.')
  const { print, withDb } = await import('./withDb')
  const { modelOutbound } = await import('../ingest/outbound')
  const { modelSettings } = await import('../ingest/modelExtractor')
  const { readWithModel } = await import('../ingest/modelRun')
  await withDb(async ({ db, config, log }) => {
    const settings = modelSettings(config)
    const outbound = modelOutbound(config)
    try {
      print(await readWithModel(db, outbound, settings, { limit: Number(limit), onProgress: log }))
    } finally {
      await outbound.close()
    }
  })
}

async function textOf(file: string): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of await open(file)) chunks.push(Buffer.from(chunk))
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(chunks))
}

async function open(file: string): Promise<import('node:stream').Readable> {
  if (file === '-') return process.stdin
  const { createReadStream, existsSync } = await import('node:fs')
  if (!existsSync(file))
    throw new WaveError(
      'not-found',
      `There is no file ${file}.`,
      'Give the path of a text file, or - to read from stdin.',
    )
  return createReadStream(file)
}

async function one(file: string, { title, published, url }: Options): Promise<void> {
  const { extract } = await import('../signals/extract')
  const { KNOWN_COMPANIES } = await import('../signals/knownCompanies')
  const { writeOut } = await import('./lines')
  const text = await textOf(file)
  const result = extract(
    { text, title, published: published === undefined ? undefined : await dayFrom(published, 'bad-usage'), url },
    { companies: KNOWN_COMPANIES },
  )
  await writeOut(`${JSON.stringify(result)}\n`)
}

async function many(file: string): Promise<void> {
  const { extract } = await import('../signals/extract')
  const { KNOWN_COMPANIES } = await import('../signals/knownCompanies')
  const { inputLines, writeOut } = await import('./lines')
  let n = 0
  for await (const line of inputLines(await open(file))) {
    n++
    if (!line.trim()) continue
    const row = readRow(line, n)
    const published = row.published === undefined ? undefined : await dayFrom(row.published, 'bad-input', n)
    const { signals, reason } = extract(
      { text: row.text, title: row.title, published, url: row.url },
      { companies: KNOWN_COMPANIES },
    )
    await writeOut(
      `${JSON.stringify(reason === undefined ? { id: row.id, signals } : { id: row.id, signals, reason })}\n`,
    )
  }
}

type Row = { id: unknown; text: string; title?: string; published?: string; url?: string }

function readRow(line: string, n: number): Row {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (cause) {
    throw new WaveError(
      'bad-input',
      `Line ${n} is no JSON.`,
      'Give one JSON object a line: {id,title,published,url,text}.',
      { cause },
    )
  }
  const row: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {}
  const text = (key: string): string | undefined =>
    typeof row[key] === 'string' && row[key] !== '' ? row[key] : undefined
  if (typeof row.text !== 'string')
    throw new WaveError(
      'bad-input',
      `Line ${n} has no text.`,
      'Give one JSON object a line: {id,title,published,url,text}.',
    )
  return {
    id: row.id ?? null,
    text: row.text,
    title: text('title'),
    published: text('published') ?? text('publishedAt'),
    url: text('url'),
  }
}

/** The UTC day of a date or an instant. */
async function dayFrom(value: string, code: 'bad-usage' | 'bad-input', line?: number): Promise<string> {
  const { dayOf, isDay } = await import('../dates')
  if (isDay(value)) return value
  const instant = /^\d{4}-\d{2}-\d{2}T/.test(value) ? new Date(value) : null
  if (instant && !Number.isNaN(instant.getTime())) return dayOf(instant)
  throw new WaveError(
    code,
    `${line === undefined ? '' : `Line ${line}: `}${JSON.stringify(value)} is no day.`,
    'Give the day of publication as YYYY-MM-DD, as in 2025-09-12.',
  )
}
