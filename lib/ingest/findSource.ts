import type { Db } from '@/lib/db/client'
import type { Source } from '@/lib/db/generated/client'
import { WaveError } from '@/lib/errors'
import { type Recognised, recogniseAddress } from '@/lib/sources'

/**
 * The source that a person means by an id, a name (in any case) or an address: the one it was added by, or any other that
 * stands for the same thing.
 * @throws WaveError `not-found`
 */
export async function findSource(db: Db, wanted: string): Promise<Source> {
  const text = wanted.trim()
  const direct =
    (await db.source.findUnique({ where: { id: text } })) ??
    (await db.source.findUnique({ where: { address: text } })) ??
    (await db.source.findFirst({ where: { name: { equals: text, mode: 'insensitive' } }, orderBy: { id: 'asc' } }))
  if (direct) return direct
  const same = /^https?:\/\/|\.\w+\//i.test(text) ? await sameSource(db, text) : null
  if (same) return same
  throw new WaveError(
    'not-found',
    `There is no source “${text.slice(0, 200)}”.`,
    'List them with `wave sources list`, or add it with `wave sources add ADDRESS`.',
  )
}

/** The source that already reads what an address stands for. */
export async function sameSource(db: Db, address: string): Promise<Source | null> {
  return await sourceWith(db, recogniseAddress(address))
}

/** The source of a kind with these options. */
export async function sourceWith(
  db: Db,
  { source, options }: Pick<Recognised, 'source' | 'options'>,
): Promise<Source | null> {
  const ofKind = await db.source.findMany({ where: { kind: source.kind } })
  const key = keyOf(options)
  return ofKind.find((s) => keyOf(s.options) === key) ?? null
}

const keyOf = (options: unknown): string =>
  JSON.stringify(
    Object.entries((options ?? {}) as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1)),
  ).toLowerCase()
