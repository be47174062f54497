import { readFile } from 'node:fs/promises'
import { WaveError } from '@/lib/errors'

/**
 * The bytes of a file, or of standard input for `-`.
 * @throws WaveError `bad-input` when the file cannot be read
 */
export async function readInput(file: string): Promise<Buffer> {
  if (file === '-') {
    const parts: Buffer[] = []
    for await (const part of process.stdin) parts.push(part as Buffer)
    return Buffer.concat(parts)
  }
  try {
    return await readFile(file)
  } catch (cause) {
    const why =
      (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is none of that name' : 'the system refuses it'
    throw new WaveError('bad-input', `The file ${file} cannot be read: ${why}.`, 'Check the path.', { cause })
  }
}
