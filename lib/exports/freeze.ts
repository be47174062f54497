/** Freezing a chart: its rows and drawings are stored as they are now, under an address that answers them for ever. */

import type { ChartName } from '@/components/charts/types'
import { dayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { FROZEN_LIMITS, frozenId, keepFrozen } from '@/lib/db/frozenCharts'
import { WaveError } from '@/lib/errors'
import { type ChartParams, chartAnswer } from '@/lib/queries'
import { type FrozenChart, frozenChart } from '@/lib/queries/frozen'
import { versions } from '@/lib/queries/versions'
import type { View } from '@/lib/view'
import { archive } from './chartFiles'
import { citation } from './citation'
import { queryHash } from './hash'
import { headOf } from './head'

export interface FreezeAsked {
  name: ChartName
  view: View
  params: ChartParams
  /** The view and the parameters in their fixed order, without `?`. */
  query: string
  /** Where the product is reached; the frozen address is part of what is stored. */
  origin: string
}

/** How often the data may change under the making of one before it is given up. */
const TRIES = 3

/** The frozen chart of a view on the present data; null where nobody has frozen it. */
export async function frozenNow(
  { name, query }: Pick<FreezeAsked, 'name' | 'query'>,
  db: Db,
): Promise<FrozenChart | null> {
  return await frozenChart(frozenId({ chart: name, query, ...(await versions(db)) }), db)
}

/**
 * Freezes a chart as it is now. The same view on the same data has the same address, however often it is asked for.
 *
 * @throws WaveError `too-large` where the limits are reached; what `chartAnswer` and the drawing throw
 */
export async function freezeChart(asked: FreezeAsked, db: Db, now = new Date()): Promise<FrozenChart> {
  for (let i = 0; i < TRIES; i++) {
    const before = await versions(db)
    const id = frozenId({ chart: asked.name, query: asked.query, ...before })
    const known = await frozenChart(id, db)
    if (known) return known

    const answer = await chartAnswer(asked.name, asked.view, asked.params, db, now)
    const today = dayOf(now)
    const made = { data: before.data, reference: before.reference, rules: before.rules }
    const hash = queryHash(asked.name, asked.query, made)
    const head = headOf(answer, { link: `${asked.origin}/c/${id}`, today, hash, versions: made })
    const cited = citation(head, { accessed: today, frozenOn: today })
    const picture = { theme: 'light', width: 1200, height: null, scale: 2, shape: 'picture' } as const
    const bytes = await archive({ answer, head, cited }, picture)
    if (bytes.byteLength > FROZEN_LIMITS.one) {
      throw new WaveError(
        'too-large',
        'This chart is too large to be frozen.',
        'Choose a shorter range, or take the archive.',
      )
    }
    // What was read while the data changed may be of both versions: made again.
    const after = await versions(db)
    if (after.data !== before.data || after.changedAt?.getTime() !== before.changedAt?.getTime()) continue

    const { name: chart, query } = asked
    const kept = await keepFrozen(db, {
      id,
      chart,
      query,
      title: answer.title,
      knownOn: head.knownOn,
      ...before,
      archive: bytes,
    })
    const frozen = kept ? await frozenChart(id, db) : null
    if (frozen) return frozen
    throw new WaveError(
      'too-large',
      `No more charts can be frozen: ${FROZEN_LIMITS.charts} of them, or ${FROZEN_LIMITS.all / 1e9} GB, are the limit.`,
      'Take the archive (ZIP) instead and keep it yourself.',
    )
  }
  throw new WaveError('too-slow', 'The data changed while the chart was being frozen.', 'Try again.')
}
