import { addDays, type Day, dayOf } from '@/lib/dates'
import { bumpDataVersion, type Db, type Tx } from '@/lib/db/client'
import type { Board } from '@/lib/db/generated/client'
import { WaveError } from '@/lib/errors'
import { refreshDerived } from './derive'
import { findSource } from './findSource'

export type Joined = {
  readonly old: string
  readonly new: string
  readonly company: string
  /** Last day of the old board, first day of the new one. */
  readonly until: Day
  readonly from: Day
  /** Sources of the old board, which are not visited any more. */
  readonly stopped: readonly string[]
}

/**
 * Says that a board moved: its company is read at the new one from `on` (or from the new one's first reading, or from
 * today) and at the old one until the day before. Both keep their readings and postings; what is derived from them is
 * derived again, with a break between the two, across which nothing is called growth. Doing it twice changes nothing.
 * @param from,to a board as `kind/token`, or the id, name or address of the source that reads it
 * @throws WaveError `not-found`, `bad-input` when they are one board, of two companies, or would go round in a circle
 */
export async function joinBoards(db: Db, from: string, to: string, options: { now: Date; on?: Day }): Promise<Joined> {
  const [old, successor] = [await findBoardOf(db, from), await findBoardOf(db, to)]
  if (old.id === successor.id)
    throw new WaveError(
      'bad-input',
      `${nameOf(old)} cannot follow itself.`,
      'Name the old board first, then the new one.',
    )
  return await db.$transaction(
    async (tx) => {
      await refuseCircle(tx, old, successor)
      await oneCompany(tx, old, successor)
      const [first] = await tx.$queryRaw<{ day: Day | null }[]>`
        SELECT min(read_on)::text AS day FROM readings WHERE board_id = ${successor.id} AND count IS NOT NULL`
      const start = options.on ?? first?.day ?? dayOf(options.now)
      const until = addDays(start, -1)
      // The operator said so: an upgrade of the reference data does not take it back.
      const own = { origin: 'ingest', datasetVersion: null }
      await tx.board.update({
        where: { id: old.id },
        data: { successorId: successor.id, activeTo: dateOf(until), ...own },
      })
      await tx.board.update({
        where: { id: successor.id },
        data: { activeFrom: dateOf(start), companySlug: old.companySlug, ...own },
      })
      const sources = (await tx.source.findMany({ where: { kind: old.kind } })).filter((s) =>
        isOf(s.options, old.token),
      )
      const stopped = sources.map((s) => s.id)
      await tx.source.updateMany({ where: { id: { in: stopped } }, data: { enabled: false } })
      await refreshDerived(tx, { all: true })
      await bumpDataVersion(tx)
      return { old: nameOf(old), new: nameOf(successor), company: old.companySlug, until, from: start, stopped }
    },
    { timeout: 600_000, maxWait: 60_000 },
  )
}

async function findBoardOf(db: Db, wanted: string): Promise<Board> {
  const direct = /^([a-z][a-z-]*)[/:](?!\/)(.+)$/i.exec(wanted.trim())
  const byName = direct ? await boardOf(db, direct[1] ?? '', direct[2] ?? '') : null
  if (byName) return byName
  const source = await findSource(db, wanted)
  const token = (source.options as { token?: unknown } | null)?.token
  const board = typeof token === 'string' ? await boardOf(db, source.kind, token) : null
  if (board) return board
  throw new WaveError(
    'not-found',
    `${source.name} is no job board that was read yet.`,
    'Name a board as KIND/TOKEN, such as greenhouse/anthropic, or check its source first.',
  )
}

const boardOf = (db: Db, kind: string, token: string): Promise<Board | null> =>
  db.board.findFirst({ where: { kind, token: { equals: token, mode: 'insensitive' } }, orderBy: { id: 'asc' } })

async function refuseCircle(tx: Tx, old: Board, successor: Board): Promise<void> {
  const seen = new Set<number>()
  for (let at: Board | null = successor; at && !seen.has(at.id); ) {
    seen.add(at.id)
    if (at.successorId === old.id)
      throw new WaveError(
        'bad-input',
        `${nameOf(old)} already follows ${nameOf(successor)}.`,
        'Name the old board first, then the new one.',
      )
    at = at.successorId === null ? null : await tx.board.findUnique({ where: { id: at.successorId } })
  }
}

/** A board that was just added may have made a company of its own: it is given to the old board's company. */
async function oneCompany(tx: Tx, old: Board, successor: Board): Promise<void> {
  if (old.companySlug === successor.companySlug) return
  const own = await tx.company.findUnique({
    where: { slug: successor.companySlug },
    include: { _count: { select: { boards: true } } },
  })
  if (own && (own.origin !== 'ingest' || own._count.boards > 1)) {
    throw new WaveError(
      'bad-input',
      `${nameOf(successor)} is a board of ${own.name}, ${nameOf(old)} is not.`,
      'Only boards of one company can be joined.',
    )
  }
  const data = { companySlug: old.companySlug }
  await tx.posting.updateMany({ where: { boardId: successor.id }, data })
  await tx.source.updateMany({ where: { companySlug: successor.companySlug }, data })
}

const nameOf = (board: Board): string => `${board.kind}/${board.token}`
const dateOf = (day: Day): Date => new Date(`${day}T00:00:00Z`)
const isOf = (options: unknown, token: string): boolean =>
  String((options as { token?: unknown } | null)?.token ?? '').toLowerCase() === token.toLowerCase()
