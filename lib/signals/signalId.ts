import { createHash } from 'node:crypto'
import { isDay, periodOf } from '@/lib/dates'
import type { SignalType } from './types'

/** What makes two reports one event. */
export type SignalKey = {
  type: SignalType
  /** Slug or name; null for an event of no company. */
  company: string | null
  /** Stage, form, indicator, site. */
  discriminator: string
} & (
  | {
      occurredOn: string | null
      /** Stands in where the text gives no date: then reports of the same quarter are one event. */
      knownOn: string | null
    }
  /** A period that is known exactly (of a stored fact) and stands as it is: two rounds of one quarter stay two. */
  | { period: string }
)

/**
 * A stable id: `funding-` and 16 hex digits of SHA-256 over type, company, period and discriminator. Days fall into their
 * quarter, since two papers seldom give the same day to one event; coarser dates stand as they are. Macro figures keep
 * their own period: each quarter's release is an event.
 */
export function signalId(signal: SignalKey): string {
  const { type, company, discriminator } = signal
  const period = 'period' in signal ? signal.period : periodKey(signal.occurredOn ?? signal.knownOn, type)
  const key = [type, normalName(company ?? ''), period, normalName(discriminator)].join('|')
  return `${type}-${createHash('sha256').update(key).digest('hex').slice(0, 16)}`
}

function periodKey(on: string | null, type: SignalType): string {
  if (on === null) return ''
  if (type === 'macro') return on
  if (isDay(on)) return periodOf(on, 'quarter')
  const month = /^(\d{4}-\d{2})$/.exec(on)
  return month ? periodOf(`${month[1]}-01`, 'quarter') : on
}

/** Small letters, no marks, no legal forms: "Acme, Inc." and "ACME" are one. */
export function normalName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/\b(?:inc|incorporated|corp|corporation|ltd|limited|llc|plc|gmbh|ag|sa|nv|co)\b\.?/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}
