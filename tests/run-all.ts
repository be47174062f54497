/**
 * `npm test`: lint, types, dead code, unit, integration and end-to-end tests, one after the other. A suite that fails does
 * not hide the ones after it. The last line adds them all up; the exit code is 1 when anything failed.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

interface Counts {
  passed: number
  failed: number
  skipped: number
}

const out = await mkdtemp(path.join(tmpdir(), 'wave-results-'))
const bin = (name: string) => path.join('node_modules', '.bin', name)

async function run(command: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return await new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** A tool that only says yes or no counts as one. */
async function check(command: string, args: string[]): Promise<Counts> {
  const code = await run(bin(command), args)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

async function vitest(project: string): Promise<Counts> {
  const file = path.join(out, `${project}.json`)
  const code = await run(bin('vitest'), [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const report = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Record<string, number | undefined>
  const failedSuites = (report.numFailedTestSuites ?? 0) > 0 && (report.numFailedTests ?? 0) === 0 ? 1 : 0
  return atLeastOne(code, {
    passed: report.numPassedTests ?? 0,
    failed: (report.numFailedTests ?? 0) + failedSuites,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  })
}

async function playwright(): Promise<Counts> {
  const file = path.join(out, 'e2e.json')
  const code = await run(bin('playwright'), ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    FORCE_COLOR: '0',
  })
  const report = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as { stats?: Record<string, number> }
  const stats = report.stats ?? {}
  if (stats.flaky) console.log(`flaky: ${stats.flaky} passed only when tried again`)
  return atLeastOne(code, {
    passed: (stats.expected ?? 0) + (stats.flaky ?? 0),
    failed: stats.unexpected ?? 0,
    skipped: stats.skipped ?? 0,
  })
}

/** A suite that ended badly without naming a test that failed (it could not start, say) has failed once. */
const atLeastOne = (code: number, counts: Counts): Counts =>
  code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts

const SUITES: [string, () => Promise<Counts>][] = [
  ['lint', () => check('biome', ['check', '--error-on-warnings', '.'])],
  [
    'types',
    async () => {
      // Next's generated types are part of what is compiled.
      await run(bin('next'), ['typegen'])
      return await check('tsc', ['--noEmit'])
    },
  ],
  ['dead code', () => check('knip', [])],
  ['unit', () => vitest('unit')],
  ['integration', () => vitest('integration')],
  ['end to end', playwright],
]

const only = process.argv.slice(2)
const total: Counts = { passed: 0, failed: 0, skipped: 0 }
const lines: string[] = []
for (const [name, suite] of SUITES) {
  if (only.length > 0 && !only.includes(name)) continue
  console.log(`\n== ${name}`)
  const started = Date.now()
  const counts = await suite()
  total.passed += counts.passed
  total.failed += counts.failed
  total.skipped += counts.skipped
  lines.push(
    `${name.padEnd(12)} ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped, ${Math.round((Date.now() - started) / 1000)} s`,
  )
}
await rm(out, { recursive: true, force: true })
console.log(`\n${lines.join('\n')}\n`)
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
process.exit(total.failed > 0 ? 1 : 0)
