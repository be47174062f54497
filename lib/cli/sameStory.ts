import type { Command } from 'commander'
import { WaveError } from '../errors'

/** `wave same-story`: pairs `{a:{url,title,text}, b:{…}}` as NDJSON on stdin; `{same, score}` a line, in order. */
export function register(program: Command): void {
  program
    .command('same-story')
    .description('pairs {a:{url,title,text},b:{…}} as NDJSON on stdin; answers {same,score} a line')
    .action(async () => {
      const { sameStory } = await import('../signals/sameStory')
      const { inputLines, writeOut } = await import('./lines')
      let n = 0
      for await (const line of inputLines(process.stdin)) {
        n++
        if (!line.trim()) continue
        const { a, b } = readPair(line, n)
        await writeOut(`${JSON.stringify(sameStory(a, b))}\n`)
      }
    })
}

const NEXT = 'Give one JSON object a line: {"a":{"url","title","text"},"b":{…}}.'

function readPair(line: string, n: number): { a: ReturnType<typeof story>; b: ReturnType<typeof story> } {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (cause) {
    throw new WaveError('bad-input', `Line ${n} is no JSON.`, NEXT, { cause })
  }
  const row: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {}
  return { a: story(row.a, n, 'a'), b: story(row.b, n, 'b') }
}

function story(value: unknown, n: number, side: string): { url?: string; title?: string; text?: string } {
  if (typeof value !== 'object' || value === null)
    throw new WaveError('bad-input', `Line ${n} has no story ${side}.`, NEXT)
  const row: Readonly<Record<string, unknown>> = { ...value }
  const text = (key: string): string | undefined => (typeof row[key] === 'string' ? row[key] : undefined)
  return { url: text('url'), title: text('title'), text: text('text') }
}
