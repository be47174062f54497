import { type Config, readConfig } from '@/lib/config'
import type { Db } from '@/lib/db/client'

export interface Context {
  db: Db
  config: Config
  /** Progress and logs: stderr, so that stdout stays JSON. */
  log: (line: string) => void
}

/** A line on stderr. */
export const log = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/**
 * Gives a command its database: DATABASE_URL, or the server that runs on DATA_DIR, or one that is started, migrated,
 * given the reference data, and stopped again when the command ends.
 */
export async function withDb<T>(work: (context: Context) => Promise<T>): Promise<T> {
  const config = readConfig()
  const { openDatabase } = await import('@/lib/db/open')
  const { db, close } = await openDatabase(config, () => undefined)
  try {
    return await work({ db, config, log })
  } finally {
    await close()
  }
}

/** The answer of a command, on stdout. BigInt becomes a number (none of ours leaves the safe range). */
export function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? Number(v) : v))}\n`)
}
