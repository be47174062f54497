import { PrismaPg } from '@prisma/adapter-pg'
import { WaveError } from '@/lib/errors'
import { PrismaClient } from './generated/client'

export type Db = PrismaClient
/** A transaction, or the client itself where none is needed. */
export type Tx = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$use' | '$extends' | '$transaction'>

/** A client of its own on `url`; the caller disconnects it. */
export function connect(url: string, max = 10): Db {
  const adapter = new PrismaPg({ connectionString: url, max, connectionTimeoutMillis: 10_000 })
  return new PrismaClient({ adapter })
}

// One client a process, also across Next's reloads in development.
const shared = globalThis as typeof globalThis & { waveDb?: Db }

/** The process's client on DATABASE_URL, which `wave start` passes to the web server and the worker. */
export function getDb(): Db {
  if (!shared.waveDb) {
    const url = process.env.DATABASE_URL
    if (!url) {
      throw new WaveError(
        'database-unreachable',
        'There is no database: DATABASE_URL is not set.',
        'Start the product with `npm start`, which brings its own server, or set DATABASE_URL.',
      )
    }
    shared.waveDb = connect(url)
  }
  return shared.waveDb
}

/** Raises the data version: part of every transaction that changes facts. */
export async function bumpDataVersion(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO data_version (id, version, changed_at) VALUES (1, 1, now())
    ON CONFLICT (id) DO UPDATE SET version = data_version.version + 1, changed_at = now()`
}

/** The number in the key of every cache, and the instant (UTC) at which facts last changed. */
export async function dataVersion(db: Tx): Promise<{ version: number; changedAt: Date | null }> {
  const [row] = await db.$queryRaw<{ version: number; changed_at: Date }[]>`
    SELECT version::int8::float8 AS version, changed_at FROM data_version WHERE id = 1`
  return { version: row?.version ?? 0, changedAt: row?.changed_at ?? null }
}
