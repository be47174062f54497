import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { seconds } from './measure'

const run = promisify(execFile)

/**
 * Seconds that newsboat, where it is installed, takes for a first refresh of these feeds into its own database and for one
 * without changes; null where it is missing. It gets a folder of its own and four threads.
 */
export async function newsboatSeconds(urls: readonly string[]): Promise<{ first: number; again: number } | null> {
  try {
    await run('newsboat', ['-v'])
  } catch {
    return null
  }
  const dir = await mkdtemp(path.join(tmpdir(), 'wave-newsboat-'))
  try {
    const file = (name: string) => path.join(dir, name)
    await writeFile(file('urls'), `${urls.join('\n')}\n`)
    await writeFile(file('config'), 'reload-threads 4\n')
    const reload = () =>
      run('newsboat', ['-u', file('urls'), '-c', file('cache.db'), '-C', file('config'), '-q', '-x', 'reload'], {
        env: { ...process.env, HOME: dir },
        timeout: 600_000,
      })
    return { first: await seconds(reload), again: await seconds(reload) }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
