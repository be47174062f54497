import { execFile } from 'node:child_process'
import { readdir, readFile, rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { alive, freePort } from '@/lib/db/embedded'
import { cleanCopy, npmCi, type Product, startProduct } from '../product'

const run = promisify(execFile)

/** Every process of the product: its own group, its children in groups of their own, and the database. */
async function processesOf(dir: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const owned: number[] = []
  for (const pid of pids) {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (pid !== process.pid && (environment.includes(`PWD=${dir}\0`) || command.includes(dir))) owned.push(pid)
  }
  return owned.filter(alive)
}

test.describe.configure({ mode: 'serial' })
test.skip(process.platform !== 'linux', 'reads /proc to find the processes')

let dir: string
let env: Record<string, string | undefined>
let product: Product

test.beforeAll(async () => {
  test.setTimeout(600_000)
  dir = await cleanCopy()
  await npmCi(dir)
  env = {
    PORT: String(await freePort()),
    DATABASE_URL: undefined,
    DATA_DIR: undefined,
    NEXT_DIST_DIR: undefined,
    OPERATOR_TOKEN: undefined,
  }
  product = await startProduct({ dir, env })
})
test.afterAll(async () => {
  await product?.stop('SIGINT')
  await rm(dir, { recursive: true, force: true })
})

test("the README's first command brings a clean copy up to real content, step by step", async ({ page }) => {
  for (const step of ['database', 'migrations', 'reference', 'build', 'worker', 'sources', 'address']) {
    expect(product.output(), step).toMatch(new RegExp(`^ {2}${step} `, 'm'))
  }
  await page.goto(product.url)
  await expect(page.locator('h1')).toContainText(/\d/)
  await expect(page.locator('[data-chart="hiring-trend"] svg:visible').first()).toBeVisible()
})

test('a second start on the same folder says that one is running, and where', async () => {
  const second = await run('npm', ['start'], { cwd: dir, env: { ...process.env, ...env } as NodeJS.ProcessEnv }).catch(
    (error: { stderr: string; code: number }) => error,
  )
  expect(second).toMatchObject({ code: 1 })
  expect(second.stderr).toContain('already-running')
  expect(second.stderr).toContain(product.url)
})

test('the command line uses the running database and leaves it running', async () => {
  const { stdout } = await run(
    'npm',
    [
      'run',
      '-s',
      'wave',
      '--',
      'query',
      'openings',
      '--company',
      'lambda',
      '--from',
      '2025-10-25',
      '--to',
      '2025-10-25',
      '--grain',
      'day',
    ],
    { cwd: dir, env: { ...process.env, ...env } as NodeJS.ProcessEnv },
  )
  expect(JSON.parse(stdout).rows).toMatchObject([{ period: '2025-10-25', value: 88, covered: true }])
  expect((await fetch(`${product.url}/`)).status).toBe(200)
})

test('a web server that is killed comes back by itself', async () => {
  const web = (await processesOf(dir)).map(async (pid) => ({
    pid,
    command: (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' '),
  }))
  const server = (await Promise.all(web)).find((p) => /next.*start|next-server/.test(p.command))
  expect(server).toBeDefined()
  process.kill(server?.pid ?? 0, 'SIGKILL')
  await expect
    .poll(async () => (await fetch(`${product.url}/api/health`).catch(() => null))?.status, { timeout: 60_000 })
    .toBe(200)
})

test('after kill -9 of all of its processes the next start recovers and has lost nothing', async () => {
  test.setTimeout(180_000)
  const rows = async () => (await (await fetch(`${product.url}/charts/capital-rounds.json`)).json()).rows
  const before = await rows()
  for (const pid of await processesOf(dir)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // gone with its parent
    }
  }
  await sleep(500)
  product = await startProduct({ dir, env })
  expect(product.output()).toContain('is there')
  expect(await rows()).toEqual(before)
})

test('Ctrl-C stops it cleanly and leaves nothing running', async () => {
  // npm itself ends by the signal, as it does in a terminal; what counts is how the product took it.
  await product.stop('SIGINT')
  expect(product.output()).toContain('nothing is left running')
  await expect.poll(() => processesOf(dir), { timeout: 15_000 }).toEqual([])
})
