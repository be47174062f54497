import { type ChildProcess, spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixture } from '../unit/sources/recorded'
import { type TestDatabase, testDatabase } from './database'
import { publisher } from './ingest-server'

describe('a worker process that is killed in the middle of a visit', () => {
  let test: TestDatabase
  let site: Awaited<ReturnType<typeof publisher>>
  const children: ChildProcess[] = []

  const worker = (): ChildProcess => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'lib/cli/index.ts', 'worker'], {
      env: { ...process.env, DATABASE_URL: test.url, ALLOW_PRIVATE_HOSTS: new URL(site.base).host },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    children.push(child)
    return child
  }
  const until = async (met: () => Promise<boolean> | boolean): Promise<void> => {
    while (!(await met())) await new Promise((go) => setTimeout(go, 50))
  }

  beforeAll(async () => {
    test = await testDatabase({ reference: true })
    site = await publisher()
    await test.db.source.create({
      data: {
        id: 'slow',
        kind: 'feed',
        name: 'Slow',
        address: `${site.base}slow`,
        options: { url: `${site.base}slow` },
      },
    })
  })
  afterAll(async () => {
    for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await site?.close()
    await test?.close()
  })

  it('leaves nothing behind that the next worker does not mend by itself', async () => {
    // the first answer never ends
    site.routes['/slow'] = (_, response) => {
      response.writeHead(200).write('<feed>')
      return null
    }
    const first = worker()
    await until(() => site.asked.length > 0)
    const gone = new Promise((done) => first.once('exit', done))
    first.kill('SIGKILL')
    await gone
    expect(await test.db.ingestRun.findMany({ select: { status: true } })).toEqual([{ status: 'running' }])

    site.routes['/slow'] = { body: fixture('feeds/atom.xml') }
    const second = worker()
    await until(async () => (await test.db.ingestRun.count({ where: { status: 'ok' } })) > 0)
    const ended = new Promise((done) => second.once('exit', done))
    second.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(await test.db.ingestRun.findMany({ select: { status: true }, orderBy: { id: 'asc' } })).toEqual([
      { status: 'interrupted' },
      { status: 'ok' },
    ])
    expect(await test.db.article.count({ where: { sourceId: 'slow' } })).toBe(1)
  }, 120_000)
})
