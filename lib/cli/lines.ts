import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/** The lines of a stream as UTF-8, without their ends; a last line needs no newline. A byte-order mark is dropped. */
export async function* inputLines(input: Readable): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let first = true
  for await (const chunk of input) {
    rest += typeof chunk === 'string' ? chunk : decoder.write(chunk)
    if (first) {
      rest = rest.replace(/^\uFEFF/, '')
      first = false
    }
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line
  }
  rest += decoder.end()
  if (rest) yield rest.endsWith('\r') ? rest.slice(0, -1) : rest
}

/** Writes to stdout and waits where the pipe is full, so that a slow reader does not fill the memory. */
export async function writeOut(text: string): Promise<void> {
  if (text && !process.stdout.write(text)) await once(process.stdout, 'drain')
}
