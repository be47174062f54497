import pg from 'pg'
import type { Config } from '@/lib/config'
import { connect, type Db } from '@/lib/db/client'
import { embeddedServer } from '@/lib/db/embedded'
import { migrate } from '@/lib/db/migrate'
import { loadReference } from '@/lib/db/reference/load'
import { WaveError } from '@/lib/errors'

export interface OpenDatabase {
  db: Db
  url: string
  /** True when it is the embedded server. */
  embedded: boolean
  close: () => Promise<void>
}

/** Steps of opening, for `wave start` to show as they happen. */
export type OpenStep = (step: 'database' | 'migrations' | 'reference', line: string) => void

async function check(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int AS version",
    )
    const version = rows[0]?.version ?? 0
    if (version < 150_000) {
      throw new WaveError(
        'database-failed',
        `The database is Postgres ${Math.floor(version / 10_000)}; 15 is the oldest that will do.`,
        'Point DATABASE_URL to a newer server, or unset it for the embedded one.',
      )
    }
  } catch (cause) {
    if (cause instanceof WaveError) throw cause
    const where = new URL(url)
    throw new WaveError(
      'database-unreachable',
      `The database at ${where.hostname}:${where.port || 5432}${where.pathname} cannot be reached: ${(cause as Error).message || (cause as NodeJS.ErrnoException).code}`,
      'Check DATABASE_URL and that the server runs, or unset it for the embedded one.',
      { cause },
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Opens the database of this installation: server, migrations, reference data. Safe to call from many processes. */
export async function openDatabase(config: Config, step: OpenStep): Promise<OpenDatabase> {
  let url = config.DATABASE_URL ?? null
  let release: () => Promise<void> = async () => undefined
  const embedded = url === null
  if (url === null) {
    const server = await embeddedServer(config.DATA_DIR, (line) => step('database', line))
    url = server.url
    release = server.release
  } else {
    await check(url)
  }
  let db: Db | null = null
  try {
    step('database', embedded ? 'embedded Postgres is up' : `connected to ${new URL(url).hostname}`)
    const applied = await migrate(url)
    step('migrations', applied.length === 0 ? 'up to date' : `applied ${applied.join(', ')}`)
    const opened = connect(url)
    db = opened
    const { loaded, version } = await loadReference(opened, { log: (line) => step('reference', line) })
    step('reference', loaded ? `loaded the data set ${version}` : `the data set ${version} is there`)
    return {
      db: opened,
      url,
      embedded,
      close: async () => {
        await opened.$disconnect()
        await release()
      },
    }
  } catch (cause) {
    await db?.$disconnect()
    await release()
    throw cause
  }
}
