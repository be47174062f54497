import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { WaveError } from '@/lib/errors'

/** What the drawing worker is made from: changes here make another bundle. */
const SOURCES = ['components/charts', 'lib/drawing', 'lib/dates.ts', 'lib/signals/taxonomy.ts']
const PACKAGES = ['recharts', 'react', 'react-dom', 'linkedom']
const CURRENT = 'current.json'

export interface Bundle {
  /** Absolute path of the worker's module. */
  file: string
  /** Hash of all that went into it. */
  hash: string
}

export interface BuildOptions {
  /** Folder of the product. */
  root: string
  log?: (line: string) => void
}

/**
 * Builds the drawing worker into `.drawing/` and answers where it lies; does nothing when its sources are unchanged.
 * Part of the product's build, and run on demand in development and tests. Throws `drawing-failed`.
 */
export async function buildDrawing({ root, log = () => {} }: BuildOptions): Promise<Bundle> {
  const hash = await sourceHash(root)
  const folder = path.join(root, '.drawing')
  const name = `worker-${hash}.mjs`
  const file = path.join(folder, name)
  if (await exists(file)) {
    await setCurrent(folder, { name, hash })
    return { file, hash }
  }
  const started = performance.now()
  await mkdir(folder, { recursive: true })
  const own = `${name}.${process.pid}.tmp`
  try {
    // Loaded when it is needed: a production server draws with a bundle that is there already.
    const { build } = await import(/* turbopackIgnore: true */ /* webpackIgnore: true */ 'esbuild')
    await build({
      absWorkingDir: root,
      entryPoints: ['lib/drawing/worker.ts'],
      outfile: path.join(folder, own),
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      jsx: 'automatic',
      minify: true,
      legalComments: 'none',
      // Recharts' CommonJS build rounds paths in another way than the one browsers get.
      mainFields: ['module', 'main'],
      conditions: ['module', 'import'],
      inject: ['lib/drawing/dom.ts'],
      external: ['canvas'],
      define: { 'process.env.NODE_ENV': '"production"' },
      banner: {
        js: "import{createRequire as bundleRequire}from'node:module';const require=bundleRequire(import.meta.url);",
      },
      logLevel: 'silent',
    })
    await rename(path.join(folder, own), file)
  } catch (cause) {
    await rm(path.join(folder, own), { force: true })
    throw new WaveError(
      'drawing-failed',
      'The charts could not be prepared for drawing.',
      'Run npm ci again, then start; the log names the file that does not build.',
      { cause },
    )
  }
  await setCurrent(folder, { name, hash })
  await removeOlder(folder, name)
  log(`charts prepared in ${Math.round(performance.now() - started)} ms`)
  return { file, hash }
}

/** The bundle that the last build left, or null. Looks at nothing else, so it also works where no sources are. */
export async function currentBundle(root: string): Promise<Bundle | null> {
  const folder = path.join(root, '.drawing')
  try {
    const parsed: unknown = JSON.parse(await readFile(path.join(folder, CURRENT), 'utf8'))
    if (typeof parsed !== 'object' || parsed === null || !('name' in parsed) || !('hash' in parsed)) return null
    const { name, hash } = parsed
    if (typeof name !== 'string' || typeof hash !== 'string' || name !== path.basename(name)) return null
    const file = path.join(folder, name)
    return (await exists(file)) ? { file, hash } : null
  } catch {
    return null
  }
}

async function setCurrent(folder: string, current: { name: string; hash: string }): Promise<void> {
  const text = `${JSON.stringify(current)}\n`
  const target = path.join(folder, CURRENT)
  if ((await readFile(target, 'utf8').catch(() => '')) === text) return
  const own = `${target}.${process.pid}.tmp`
  await writeFile(own, text)
  await rename(own, target)
}

/** Keeps the three newest bundles: another process may still draw with the one before. */
async function removeOlder(folder: string, keep: string): Promise<void> {
  const names = (await readdir(folder)).filter((n) => /^worker-[0-9a-f]+\.mjs$/.test(n) && n !== keep)
  const aged = await Promise.all(names.map(async (n) => ({ n, at: (await stat(path.join(folder, n))).mtimeMs })))
  const old = aged.sort((a, b) => b.at - a.at).slice(2)
  await Promise.all(old.map(({ n }) => rm(path.join(folder, n), { force: true })))
}

async function sourceHash(root: string): Promise<string> {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const file of await filesOf(path.join(/* turbopackIgnore: true */ root, source))) {
      hash
        .update(path.relative(root, file))
        .update('\0')
        .update(await readFile(file))
        .update('\0')
    }
  }
  for (const name of PACKAGES) {
    const manifest: unknown = JSON.parse(
      await readFile(path.join(/* turbopackIgnore: true */ root, 'node_modules', name, 'package.json'), 'utf8'),
    )
    if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) {
      hash.update(`${name}@${String(manifest.version)}`)
    }
  }
  return hash.digest('hex').slice(0, 16)
}

/** Files under a path in a fixed order; a file is itself; what is missing is nothing. */
async function filesOf(at: string): Promise<string[]> {
  const info = await stat(at).catch(() => null)
  if (!info) return []
  if (info.isFile()) return [at]
  const entries = await readdir(at, { withFileTypes: true })
  const nested = await Promise.all(
    entries.map((entry) => filesOf(path.join(/* turbopackIgnore: true */ at, entry.name))),
  )
  return nested.flat().sort()
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  )
