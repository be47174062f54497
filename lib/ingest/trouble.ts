import { WaveError } from '@/lib/errors'

/** SQLSTATE classes and codes that say nothing about the statement: connection, resources, shutdown, I/O, lost races. */
const PASSING_STATE = /^(?:08\w{3}|53\w{3}|57P0[1-5]|58\w{3}|40001|40P01|55P03)$/
/** Prisma's codes for an unreachable or closed server, a full pool, a transaction that is gone, a lost race. */
const PASSING_CODE =
  /^(?:P1001|P1002|P1008|P1017|P2024|P2028|P2034|P2037|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/
const PASSING_WORDS =
  /not queryable|connection (?:error|terminated)|terminating connection|server (?:has )?closed the connection|database system is|timeout exceeded when trying to connect|no space left on device|transaction (?:already closed|not found|api error)|unable to start a transaction|can.t reach database/i
/** What Postgres and the system say of a full disk, in English or by its code (53100, ENOSPC). */
const FULL = /no space left on device|disk full|\b53100\b|ENOSPC/i

/**
 * Whether what was thrown is the database being away, full or in the way, so that the same work may be tried again once
 * it is back; null when it is anything else. What a publisher did (a WaveError of its own) never is.
 */
export function databaseTrouble(thrown: unknown): WaveError | null {
  if (thrown instanceof WaveError) return thrown.code === 'database-unreachable' ? thrown : null
  const what = passing(thrown, 0)
  if (what === null) return null
  return FULL.test(what)
    ? new WaveError(
        'database-unreachable',
        `The disk of the database is full: ${what}`,
        'Make room on it. Nothing is lost: the work goes on by itself then.',
        { cause: thrown },
      )
    : new WaveError(
        'database-unreachable',
        `The database cannot be worked with at the moment: ${what}`,
        'Nothing is lost: the work goes on by itself when the database is back.',
        { cause: thrown },
      )
}

/** Causes hide in different places: an error's cause, the meta of Prisma's, what an adapter wraps. */
function passing(value: unknown, depth: number): string | null {
  if (depth > 6 || typeof value !== 'object' || value === null) return null
  const fields = value as Record<string, unknown>
  for (const name of ['code', 'originalCode']) {
    const code = fields[name]
    if (typeof code === 'string' && (PASSING_STATE.test(code) || PASSING_CODE.test(code)))
      return gist(fields.message ?? fields.originalMessage ?? code)
  }
  for (const name of ['message', 'originalMessage']) {
    const text = fields[name]
    if (typeof text === 'string' && PASSING_WORDS.test(text)) return gist(PASSING_WORDS.exec(text)?.[0] ?? text)
  }
  for (const name of ['cause', 'meta', 'driverAdapterError', 'error']) {
    const found = passing(fields[name], depth + 1)
    if (found !== null) return found
  }
  return null
}

/** What a message says in a line: Prisma's begin with the call and its place in the code, and say it last. */
function gist(text: unknown): string {
  const lines = String(text)
    .split('\n')
    .map((l) => l.trim())
    .filter(Boolean)
  return ((lines[0]?.startsWith('Invalid `') ? lines.at(-1) : lines[0]) ?? '').slice(0, 200)
}
