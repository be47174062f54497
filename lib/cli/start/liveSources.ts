import type { Config } from '@/lib/config'
import type { Db } from '@/lib/db/client'

/** Says plainly which sources are live: how many are followed, and which kinds are off and why. */
export async function liveSources(db: Db, config: Config): Promise<string[]> {
  const enabled = await db.source.findMany({ where: { enabled: true }, select: { kind: true } })
  const kinds = new Map<string, number>()
  for (const { kind } of enabled) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  const lines = [
    enabled.length === 0
      ? 'none is followed yet: the pages show the reference data. Add a board, feed or series on /sources'
      : `live: ${[...kinds].map(([kind, n]) => `${n} ${kind}`).join(', ')}`,
  ]
  if (!config.CONTACT) lines.push('SEC filings are off: set CONTACT to a mail or web address, which the SEC asks for')
  if (!config.FRED_API_KEY) lines.push('FRED is read as CSV, without vintages: set FRED_API_KEY for them')
  return lines
}
