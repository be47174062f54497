import { type Db, dataVersion } from '@/lib/db/client'

/** What was read of one database at one data version. */
interface Shelf {
  version: number
  entries: Map<string, Promise<unknown>>
}
const shelves = new WeakMap<Db, Shelf>()
const MOST_ENTRIES = 200

/**
 * `load`'s answer, kept until the data version changes: nothing is ever purged, an older version is simply not asked again. The key
 * must name everything but the data that the answer depends on. A failed load is not kept.
 */
export async function remember<T>(db: Db, key: string, load: () => Promise<T>): Promise<T> {
  const { version } = await dataVersion(db)
  let shelf = shelves.get(db)
  if (!shelf || shelf.version !== version) {
    shelf = { version, entries: new Map() }
    shelves.set(db, shelf)
  }
  const known = shelf.entries.get(key)
  // The key is only ever used with one loader, so what is kept under it is a T.
  if (known) return known as Promise<T>
  if (shelf.entries.size >= MOST_ENTRIES) {
    const oldest = shelf.entries.keys().next().value
    if (oldest !== undefined) shelf.entries.delete(oldest)
  }
  const { entries } = shelf
  const pending = load().catch((error: unknown) => {
    entries.delete(key)
    throw error
  })
  entries.set(key, pending)
  return pending
}
