import { isDeepStrictEqual } from 'node:util'
import { bumpDataVersion, type Db, type Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { WaveError } from '@/lib/errors'
import { nearest } from '@/lib/nearest'
import { ROLES } from '@/lib/signals/taxonomy'
import { SIGNAL_TYPES } from '@/lib/signals/types'
import { CORRECTION_ACTIONS, type CorrectionAction } from './corrected'
import { remakeSignals } from './resolveTellings'
import { refreshSignalCounts } from './rollups'
import { takeTellingTurn } from './tellings'

/** What an operator says of a signal. */
export interface Review {
  signalId: string
  action: CorrectionAction
  /** roles: slugs with commas; company: a slug, or `none`; type: a type; nothing for confirm and reject. */
  to?: string
  reason: string
}

export interface Reviewed {
  id: string
  signalId: string
  message: string
}

/**
 * Keeps what an operator says of a signal and applies it, with the counts and the data version, in one transaction. It stands
 * over every later run until it is undone.
 *
 * @throws WaveError `bad-input` without a reason or with a value that does not exist, `not-found` for an unknown signal
 */
export async function correctSignal(db: Db, review: Review): Promise<Reviewed> {
  const reason = review.reason.trim()
  if (reason === '')
    throw new WaveError('bad-input', 'A correction needs a reason.', 'Say in a sentence how you know: it is kept.')
  if (!CORRECTION_ACTIONS.includes(review.action))
    throw new WaveError('bad-input', `${review.action} is no correction.`, `One of ${CORRECTION_ACTIONS.join(', ')}.`)
  return await inTurn(db, async (tx) => {
    const alias = await tx.signalAlias.findUnique({ where: { alias: review.signalId } })
    const signalId = alias?.signalId ?? review.signalId
    const signal = await tx.signal.findUnique({ where: { id: signalId } })
    if (!signal)
      throw new WaveError(
        'not-found',
        `There is no signal ${review.signalId.slice(0, 60)}.`,
        '`wave query signals` lists them with their ids; a rejected one comes back when its correction is undone.',
      )
    const { before, after } = await changeOf(tx, review, signal)
    if (after !== null && isDeepStrictEqual(before, after))
      throw new WaveError(
        'bad-input',
        'That is what it says already.',
        'Confirm it instead, so that it counts as right.',
      )
    const { id } = await tx.correction.create({
      data: {
        signalId,
        action: review.action,
        before: before ?? Prisma.JsonNull,
        after: after ?? Prisma.JsonNull,
        summary: signal.summary,
        signalType: signal.type,
        reason: reason.slice(0, 1_000),
      },
    })
    await remakeSignals(tx, [signalId])
    return { id: String(id), signalId, message: SAID[review.action] }
  })
}

const SAID: Record<CorrectionAction, string> = {
  confirm: 'Kept as confirmed.',
  reject: 'Rejected: it is in no list and no count, until the correction is undone.',
  roles: 'The roles are corrected.',
  company: 'The company is corrected.',
  type: 'The type is corrected.',
}

/**
 * Takes a correction back: the signal is again as it was extracted, or as an earlier correction has it. The row stays, with the
 * day and the reason.
 *
 * @throws WaveError `not-found` for a correction that is not there or was undone before, `bad-input` without a reason
 */
export async function undoCorrection(db: Db, id: string, why: string): Promise<Reviewed> {
  if (why.trim() === '')
    throw new WaveError('bad-input', 'Undoing needs a reason.', 'Say in a sentence why: it is kept.')
  return await inTurn(db, async (tx) => {
    const found = /^\d{1,18}$/.test(id)
      ? await tx.correction.findFirst({ where: { id: BigInt(id), undoneAt: null } })
      : null
    if (!found)
      throw new WaveError(
        'not-found',
        `There is no correction ${id.slice(0, 40)} that stands.`,
        '`wave query corrections` lists them with their ids.',
      )
    await tx.correction.update({
      where: { id: found.id },
      data: { undoneAt: new Date(), undoneWhy: why.trim().slice(0, 1_000) },
    })
    await remakeSignals(tx, [found.signalId])
    return { id: String(found.id), signalId: found.signalId, message: 'Undone.' }
  })
}

async function inTurn<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return await db.$transaction(
    async (tx) => {
      await takeTellingTurn(tx)
      const done = await work(tx)
      await refreshSignalCounts(tx)
      await bumpDataVersion(tx)
      return done
    },
    { timeout: 60_000, maxWait: 30_000 },
  )
}

interface Signal {
  type: string
  roles: string[]
  companySlug: string | null
  companyName: string | null
}
type Change = { before: Prisma.InputJsonValue | null; after: Prisma.InputJsonValue | null }

async function changeOf(tx: Tx, { action, to = '' }: Review, signal: Signal): Promise<Change> {
  switch (action) {
    case 'confirm':
    case 'reject':
      return { before: null, after: null }
    case 'roles':
      return { before: [...signal.roles].sort(), after: rolesFrom(to) }
    case 'type': {
      if (!SIGNAL_TYPES.some((t) => t === to)) throw noSuch('type', to, SIGNAL_TYPES)
      return { before: signal.type, after: to }
    }
    case 'company': {
      const known = signal.companySlug ? await tx.company.findUnique({ where: { slug: signal.companySlug } }) : null
      const before = { slug: signal.companySlug, name: known?.name ?? signal.companyName }
      if (to.trim() === 'none') return { before, after: { slug: null, name: null } }
      const company = await tx.company.findUnique({ where: { slug: to.trim() } })
      if (company) return { before, after: { slug: company.slug, name: company.name } }
      const all = await tx.company.findMany({ select: { slug: true } })
      throw noSuch(
        'company',
        to,
        all.map((c) => c.slug),
      )
    }
  }
}

function rolesFrom(text: string): string[] {
  const roles = text.split(/[\s,]+/).filter((r) => r !== '' && r !== 'none')
  for (const role of roles)
    if (!ROLES.some((r) => r.slug === role))
      throw noSuch(
        'role',
        role,
        ROLES.map((r) => r.slug),
      )
  return [...new Set(roles)].sort()
}

function noSuch(what: string, value: string, known: readonly string[]): WaveError {
  const suggestion = nearest(value, known)
  const list = known.length <= 12 ? ` One of ${known.join(', ')}.` : ''
  return new WaveError(
    'bad-input',
    value.trim() === '' ? `No ${what} was given.` : `${value.slice(0, 40)} is no ${what}.`,
    `${suggestion ? `Did you mean ${suggestion}?` : `Give a ${what} that is known, or none.`}${list}`,
  )
}
