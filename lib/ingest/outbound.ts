import type { Config } from '@/lib/config'
import type { Db } from '@/lib/db/client'
import { createOutbound, type Outbound } from './http'
import { Pace } from './pace'
import { takeSlot } from './slots'

/** One for each database connection, so that a visit, a feed that is tried and a list that is imported share their manners. */
const paces = new WeakMap<Db, Pace>()

function paceOf(db: Db): Pace {
  const known = paces.get(db)
  if (known) return known
  const pace = new Pace((publisher, perSecond) => takeSlot(db, publisher, perSecond))
  paces.set(db, pace)
  return pace
}

/**
 * The guarded client through which everything goes out. All that a process asks of a host is paced together; the rate that
 * a publisher names is kept by all processes on one database together.
 */
export const outboundOf = (db: Db, config: Config): Outbound => createOutbound(config, { pace: paceOf(db) })

/** The same guard for calls of a language model, which has its own host, no manners to keep and takes minutes. */
export const modelOutbound = (config: Config): Outbound => createOutbound(config, { maxTimeMs: MODEL_TIME_MS })

/** A small model on a small machine takes its time. */
const MODEL_TIME_MS = 180_000
