import type { Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { resolveTellings, type Touched } from './resolveTellings'
import { jsonRows } from './rows'
import { companyKey, TELLING_RECORD, type TellingRow, tellingHash } from './tellingRows'

/** Whose tellings are replaced: what these articles told, or what facts tell of these companies (all of them with `all`). */
export type TellingScope =
  | { articleIds: readonly bigint[] }
  | { all: true }
  | { companies: readonly string[]; all?: false }

/**
 * Brings the tellings of a reader to these rows: new ones in, changed ones changed, gone ones out; then the signals that they
 * are of, in the same transaction. The same call twice changes nothing the second time.
 */
export async function storeTellings(
  tx: Tx,
  reader: TellingRow['reader'],
  scope: TellingScope,
  rows: readonly TellingRow[],
): Promise<void> {
  const json = jsonRows(
    unique(rows).map((r) => ({ ...r, company_key: companyKey(r.company_slug, r.company_name), hash: tellingHash(r) })),
  )
  const inScope =
    'articleIds' in scope
      ? Prisma.sql`t.article_id = ANY(${[...scope.articleIds]}::bigint[])`
      : scope.all
        ? Prisma.sql`TRUE`
        : Prisma.sql`t.company_slug = ANY(${[...scope.companies]}::text[])`
  await takeTellingTurn(tx)
  await tx.$executeRawUnsafe(`CREATE TEMP TABLE IF NOT EXISTS told (LIKE tellings INCLUDING DEFAULTS) ON COMMIT DROP`)
  await tx.$executeRaw`TRUNCATE told`
  await tx.$executeRaw`
    INSERT INTO told (id, ${COLUMNS}) SELECT 0, ${Prisma.raw(VALUES)}
    FROM jsonb_to_recordset(${json}::jsonb) AS r(${Prisma.raw(TELLING_RECORD)})`
  const gone = await tx.$queryRaw<Touched[]>`
    DELETE FROM tellings t WHERE t.reader = ${reader} AND ${inScope}
      AND NOT EXISTS (SELECT 1 FROM told n WHERE n.own_id = t.own_id AND n.article_id IS NOT DISTINCT FROM t.article_id)
    RETURNING NULL::text AS id, t.own_id AS "ownId", t.signal_id AS "signalId", t.type, t.company_key AS "companyKey"`
  const stored = await tx.$queryRaw<Touched[]>`
    INSERT INTO tellings AS t (${COLUMNS}) SELECT ${COLUMNS} FROM told
    ON CONFLICT (reader, coalesce(article_id, 0), own_id) DO UPDATE SET ${UPDATES}
    WHERE t.hash <> excluded.hash
    RETURNING t.id::text AS id, t.own_id AS "ownId", t.signal_id AS "signalId", t.type, t.company_key AS "companyKey"`
  if (reader !== 'model') await resolveTellings(tx, [...gone, ...stored])
}

/** Takes turns between all who bring tellings together; the number is ours alone. */
const LOCK = 7_302_041

/** Others may be telling of the same events: from here to the end of the transaction it is our turn. */
export async function takeTellingTurn(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`
}

/** What one article tells of one event in several places is one telling, with all its quotes. */
function unique(rows: readonly TellingRow[]): TellingRow[] {
  const known = new Map<string, TellingRow>()
  for (const row of rows) {
    const key = `${row.article_id ?? ''} ${row.own_id}`
    const first = known.get(key)
    known.set(
      key,
      first
        ? {
            ...first,
            known_on: [first.known_on, row.known_on].sort()[0] ?? row.known_on,
            confidence: Math.max(first.confidence, row.confidence),
            rules: [...new Set([...first.rules, ...row.rules])],
            fired: [...first.fired, ...row.fired],
            evidence: [
              ...first.evidence,
              ...row.evidence.filter((e) => !first.evidence.some((f) => f.hash === e.hash)),
            ],
          }
        : row,
    )
  }
  return [...known.values()]
}

const NAMES = TELLING_RECORD.split(',').map((column) => column.trim().split(' ')[0] ?? '')
const LISTS = new Set(['roles', 'skills', 'rules'])
const COLUMNS = Prisma.raw(NAMES.join(', '))
const VALUES = NAMES.map((n) => (LISTS.has(n) ? `ARRAY(SELECT jsonb_array_elements_text(r.${n}))` : `r.${n}`)).join(
  ', ',
)
const UPDATES = Prisma.raw(
  NAMES.filter((n) => !['reader', 'article_id', 'own_id'].includes(n))
    .map((n) => `${n} = excluded.${n}`)
    .join(', '),
)
