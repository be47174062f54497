import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { WaveError } from '@/lib/errors'

const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'instrumentation.ts',
  'next.config.ts',
  'package-lock.json',
  'proxy.ts',
  'tsconfig.json',
]

/** SHA-256 over the names and bytes of everything that the build reads. */
async function fingerprint(root: string): Promise<string> {
  const hash = createHash('sha256').update(process.version)
  const walk = async (relative: string): Promise<void> => {
    const full = path.join(root, relative)
    const entries = await readdir(full, { withFileTypes: true }).catch(() => null)
    if (entries === null) {
      const bytes = await readFile(full).catch(() => null)
      if (bytes) hash.update(`${relative}\0${bytes.length}\0`).update(bytes)
      return
    }
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (relative === path.join('lib', 'db') && entry.name === 'generated') continue
      await walk(path.join(relative, entry.name))
    }
  }
  for (const source of SOURCES) await walk(path.normalize(source))
  return hash.digest('hex')
}

/**
 * Builds the pages and the drawing worker when what they are made of has changed since the last build. The output of the
 * build goes to `logFile`. Returns whether it built.
 */
export async function buildIfNeeded(root: string, logFile: string, log: (line: string) => void): Promise<boolean> {
  const distDir = path.join(root, process.env.NEXT_DIST_DIR || '.next')
  const stamp = path.join(distDir, 'wave-build')
  const { buildDrawing } = await import('@/lib/drawing/bundle')
  const drawing = await buildDrawing({ root, log })
  const wanted = `${await fingerprint(root)} ${drawing.hash}`
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return false
  log('building the pages (once for each version, about half a minute)')
  await mkdir(path.dirname(logFile), { recursive: true })
  const out = createWriteStream(logFile)
  const { NODE_OPTIONS: _, ...env } = process.env
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, [path.join('node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
      cwd: root,
      env: { ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.pipe(out, { end: false })
    child.stderr.pipe(out, { end: false })
    child.once('error', reject)
    child.once('exit', resolve)
  })
  await new Promise((resolve) => out.end(resolve))
  if (code !== 0) {
    const lines = (await readFile(logFile, 'utf8')).split('\n').filter((line) => !/^\s*(at |$)/.test(line))
    const tail = lines.slice(-12).join('\n')
    throw new WaveError('internal', `The pages could not be built:\n${tail}`, `All of its output is in ${logFile}.`)
  }
  await writeFile(stamp, wanted)
  return true
}
