import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { claim } from '@/lib/cli/start/claim'
import { alive, embeddedServer, restartIfDown } from '@/lib/db/embedded'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'wave-embedded-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const quiet = () => undefined
const postmaster = async () =>
  Number((await readFile(path.join(dir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
const ask = async (url: string, sql: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

describe('the embedded server', () => {
  it('listens on loopback only, with a generated password that its owner alone can read', async () => {
    const server = await embeddedServer(dir, quiet)
    try {
      expect(await ask(server.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
      expect(new URL(server.url).password).toMatch(/^[0-9a-f]{48}$/)
      expect((await stat(path.join(dir, 'postgres.json'))).mode & 0o077).toBe(0)
      const wrong = server.url.replace(/:[0-9a-f]{48}@/, ':wrong@')
      await expect(ask(wrong, 'SELECT 1')).rejects.toThrow(/password/)
    } finally {
      await server.release()
    }
  })

  it('is shared by its users and stops with the last of them', async () => {
    const server = await embeddedServer(dir, quiet)
    const pid = await postmaster()
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    try {
      await writeFile(path.join(dir, 'postgres.users', String(other.pid)), '')
      await server.release()
      expect(alive(pid)).toBe(true)
    } finally {
      other.kill('SIGKILL')
      await new Promise((resolve) => other.once('exit', resolve))
    }
    // The other user is dead: it no longer counts.
    const again = await embeddedServer(dir, quiet)
    expect(again.startedHere).toBe(false)
    await again.release()
    expect(alive(pid)).toBe(false)
  })

  it('killed with -9 keeps what was committed and is started again on the same address', async () => {
    const server = await embeddedServer(dir, quiet)
    try {
      await ask(server.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
      process.kill(await postmaster(), 'SIGKILL')
      while (!(await restartIfDown(dir, () => false))) await new Promise((resolve) => setTimeout(resolve, 100))
      expect(await ask(server.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
    } finally {
      await server.release()
    }
  })
})

describe('a claim on the folder', () => {
  it('refuses a second product and says where the first one is', async () => {
    const first = await claim(dir)
    await first.announce('http://127.0.0.1:3999')
    await expect(claim(dir)).rejects.toMatchObject({
      code: 'already-running',
      message: expect.stringContaining('http://127.0.0.1:3999'),
    })
    await first.release()
    await (await claim(dir)).release()
  })

  it('of a process that is gone is taken over, even when its pid and port are in use by others', async () => {
    // This very process has the pid, and something that is no product answers on the port.
    const other = spawn(process.execPath, [
      '-e',
      'require("net").createServer((s) => s.end("hello")).listen(0, "127.0.0.1", function () { console.log(this.address().port) })',
    ])
    try {
      const port = await new Promise<number>((resolve) =>
        other.stdout.once('data', (data: Buffer) => resolve(Number(data.toString()))),
      )
      await writeFile(
        path.join(dir, 'run.json'),
        JSON.stringify({ id: 'gone', pid: process.pid, port, address: 'http://127.0.0.1:1' }),
      )
      await (await claim(dir)).release()
    } finally {
      other.kill('SIGKILL')
    }
  })
})
