import { execFile } from 'node:child_process'
import { NextRequest } from 'next/server'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { SAID_COOKIE, saidIn } from '@/app/_http/said'
import { POST } from '@/app/api/sources/route'
import { getDb } from '@/lib/db/client'
import { fixture } from '../unit/sources/recorded'
import { type TestDatabase, testDatabase } from './database'
import { publisher } from './ingest-server'

const TOKEN = 'the-operator-of-this-test'

describe('what is said of an address that somebody pastes', () => {
  let test: TestDatabase
  let site: Awaited<ReturnType<typeof publisher>>

  beforeAll(async () => {
    // With the reference data, which knows the boards that may have been meant.
    test = await testDatabase({ reference: true })
    site = await publisher({
      '/': { body: fixture('feeds/page.html'), type: 'text/html' },
      '/v1/boards/quiet/jobs': { body: '{"jobs":[],"meta":{"total":0}}' },
    })
    vi.stubEnv('DATABASE_URL', test.url)
    vi.stubEnv('OPERATOR_TOKEN', TOKEN)
    vi.stubEnv('ALLOW_PRIVATE_HOSTS', new URL(site.base).host)
    vi.stubEnv('GREENHOUSE_BASE_URL', site.base)
  })
  afterAll(async () => {
    await getDb().$disconnect()
    vi.unstubAllEnvs()
    await site?.close()
    await test?.close()
  })

  /** What the sources page shows after its form was sent. */
  const onThePage = async (address: string) => {
    const form = new FormData()
    form.set('address', address)
    form.set('action', 'add')
    const answer = await POST(
      new NextRequest('http://localhost:3000/api/sources', {
        method: 'POST',
        body: form,
        headers: { authorization: `Bearer ${TOKEN}` },
      }),
    )
    expect(answer.status).toBe(303)
    const shown = new URL(answer.headers.get('location') ?? '', 'http://localhost:3000')
    // Nothing of it stands in the address, where anybody could write it.
    expect(`${shown.pathname}${shown.search}`).toBe('/sources')
    return saidIn(new RegExp(`${SAID_COOKIE}=([^;]+)`).exec(answer.headers.get('set-cookie') ?? '')?.[1])
  }
  const onTheCommandLine = async (address: string) =>
    await new Promise<{ code: number; out: string; err: string }>((done) => {
      const args = ['--import', 'tsx', 'lib/cli/index.ts', 'sources', 'add', address]
      execFile(process.execPath, args, { env: process.env }, (error, out, err) =>
        done({ code: error ? Number(error.code) : 0, out, err }),
      )
    })

  it('a web page with two feeds: names them, so that one can be pasted', async () => {
    const words = `This is a web page; it links to these 2 feeds: ${site.base}rss.xml https://news.example.com/atom.xml`
    expect((await onThePage(site.base)).failed).toBe(`${words} Add one of them, for example ${site.base}rss.xml.`)
    const { code, err } = await onTheCommandLine(site.base)
    expect(code).toBe(1)
    expect(err).toContain(JSON.stringify(words).slice(1, -1))
  })

  it('a board whose name is misspelt: the one that was meant', async () => {
    expect((await onThePage('https://job-boards.greenhouse.io/corewaeve')).failed).toMatch(
      /^Greenhouse knows no board “corewaeve”; did you mean “coreweave”\?/,
    )
    expect(await test.db.source.count()).toBe(0)
  })

  it('a board with nothing on it: is added, and says so', async () => {
    expect((await onThePage('https://job-boards.greenhouse.io/quiet')).said).toBe(
      'Greenhouse answers for “quiet”, but with 0 jobs.',
    )
    expect(await test.db.source.count()).toBe(1)
  })
})
