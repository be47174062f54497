import type { Config } from '@/lib/config'
import type { Db } from '@/lib/db/client'
import { asWaveError } from '@/lib/errors'
import type { OpmlFeed } from '@/lib/sources/opml'
import { addSource } from './addSource'
import { outboundOf } from './outbound'

/** Feeds that are tried at a time. */
const AT_ONCE = 3

export type FeedsReport = {
  /** Ids of sources, in the order of the list. */
  readonly added: readonly string[]
  /** Sources that were there before. */
  readonly known: readonly string[]
  readonly refused: readonly { readonly address: string; readonly error: unknown }[]
}

/** Adds every feed of a list; each is tried, a few at a time, hosts paced together. One that fails does not stop the others. */
export async function importFeeds(
  db: Db,
  feeds: readonly OpmlFeed[],
  options: { config: Config; now?: Date; onProgress?: (line: string) => void },
): Promise<FeedsReport> {
  const outbound = outboundOf(db, options.config)
  const results: ({ id: string; isNew: boolean } | { error: unknown })[] = []
  let next = 0
  const lane = async (): Promise<void> => {
    for (let i = next++; i < feeds.length; i = next++) {
      const address = feeds[i]?.address ?? ''
      try {
        const now = options.now ?? new Date()
        const added = await addSource(db, address, { config: options.config, outbound, now })
        results[i] = { id: added.source.id, isNew: added.isNew }
        options.onProgress?.(`${address}: ${added.message}`)
      } catch (thrown) {
        const problem = asWaveError(thrown)
        // Without a database none of the others could be added either.
        if (problem.code === 'database-unreachable') throw problem
        results[i] = { error: problem.toJSON().error }
        options.onProgress?.(`${address}: ${problem.message}`)
      }
    }
  }
  try {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, feeds.length) }, lane))
  } finally {
    await outbound.close()
  }
  const ids = (isNew: boolean) => results.flatMap((r) => ('id' in r && r.isNew === isNew ? [r.id] : []))
  return {
    added: ids(true),
    known: ids(false),
    refused: results.flatMap((r, i) => ('error' in r ? [{ address: feeds[i]?.address ?? '', error: r.error }] : [])),
  }
}
