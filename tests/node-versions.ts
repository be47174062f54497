/**
 * `npm run test:node`: the unit tests and a start-and-look under newer Node versions, out of npm's `node` package.
 * `npm run test:node -- 24` runs one of them.
 */
import { execFile, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '@/lib/db/embedded'
import { cleanCopy, npmCi, startProduct } from './product'

const run = promisify(execFile)
const versions = process.argv.slice(2).length > 0 ? process.argv.slice(2) : ['22', '24', '26']
const results: string[] = []
let failed = 0
let passed = 0

const result = (version: string, what: string, ok: boolean, detail: string) => {
  if (ok) passed++
  else failed++
  results.push(`node ${version} ${what}: ${ok ? 'ok' : 'FAILED'} ${detail}`)
}

const copy = await cleanCopy()
await npmCi(copy)
for (const version of versions) {
  const dir = await mkdtemp(path.join(tmpdir(), `wave-node-${version}-`))
  try {
    await writeFile(
      path.join(dir, 'package.json'),
      JSON.stringify({ name: 'scratch', private: true, allowScripts: { node: true } }),
    )
    // The package's install script puts the binary of this platform in its place.
    await run('npm', ['i', '--no-save', '--foreground-scripts', `node@${version}`], { cwd: dir, maxBuffer: 1 << 26 })
    const node = path.join(dir, 'node_modules', 'node', 'bin', 'node')
    const exact = (await run(node, ['--version'])).stdout.trim()
    const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` }

    const code = await new Promise<number | null>((resolve) => {
      spawn(node, [path.join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', 'unit'], {
        stdio: 'inherit',
        env,
      }).once('exit', resolve)
    })
    result(exact, 'unit tests', code === 0, '')

    const port = await freePort()
    const product = await startProduct({
      dir: copy,
      command: [node, '--import', 'tsx', 'lib/cli/index.ts', 'start'],
      env: { ...env, PORT: String(port), DATA_DIR: path.join(dir, 'data') },
    })
    try {
      const page = await fetch(`${product.url}/`)
      const html = await page.text()
      const png = await fetch(`${product.url}/charts/hiring-trend.png?width=800`)
      result(
        exact,
        'start and look',
        page.ok && html.includes('data-chart="hiring-trend"') && png.headers.get('content-type') === 'image/png',
        `${page.status}, ${html.length} bytes`,
      )
    } finally {
      const code = await product.stop()
      result(exact, 'stop', code === 0, `exit ${code}`)
    }
  } catch (error) {
    result(version, 'set-up', false, String(error))
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
await rm(copy, { recursive: true, force: true })
console.log(`\n${results.join('\n')}\n\n${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)
