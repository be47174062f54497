import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { connect, type Db } from '@/lib/db/client'

async function admin<T>(serverUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const url = new URL(serverUrl)
  url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Creates a database (a copy of `template` when given) and answers its address. */
export async function createDatabase(serverUrl: string, name: string, template?: string): Promise<string> {
  await admin(serverUrl, (client) => client.query(`CREATE DATABASE ${name}${template ? ` TEMPLATE ${template}` : ''}`))
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

/** A template with the reference data, made by the first test of the run that asks for it. */
async function referenceTemplate(serverUrl: string): Promise<string> {
  const name = 'template_reference'
  await admin(serverUrl, async (client) => {
    // Test files run in several processes: one of them makes it, the others wait.
    await client.query('SELECT pg_advisory_lock(41)')
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (rowCount) return
    const draft = `${name}_draft`
    await client.query(`DROP DATABASE IF EXISTS ${draft}`)
    const url = await createDatabase(serverUrl, draft, 'template_empty')
    const { loadReference } = await import('@/lib/db/reference/load')
    const db = connect(url, 2)
    try {
      await loadReference(db, { log: () => undefined })
    } finally {
      await db.$disconnect()
    }
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`)
  })
  return name
}

export interface TestDatabase {
  db: Db
  url: string
  close: () => Promise<void>
}

/** A database of the test's own: migrated and empty, or with the reference data. */
export async function testDatabase(options: { reference?: boolean } = {}): Promise<TestDatabase> {
  const serverUrl = inject('serverUrl')
  const template = options.reference ? await referenceTemplate(serverUrl) : 'template_empty'
  const name = `test_${randomBytes(6).toString('hex')}`
  const url = await admin(serverUrl, async (client) => {
    // A template can be copied by one at a time.
    await client.query('SELECT pg_advisory_lock(42)')
    return await createDatabase(serverUrl, name, template)
  })
  const db = connect(url, 5)
  return {
    db,
    url,
    close: async () => {
      await db.$disconnect()
      await admin(serverUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
    },
  }
}
