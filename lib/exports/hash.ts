import { createHash } from 'node:crypto'
import type { Versions } from './head'

/**
 * Short hash of what was asked and of which data: two exports with the same hash show the same. The address of the installation
 * is no part of it.
 *
 * @param query the view and the chart's own parameters in their fixed order, without `?`
 */
export const queryHash = (name: string, query: string, versions: Versions): string =>
  createHash('sha256')
    .update([name, query, versions.data, versions.reference ?? '', versions.rules].join('\n'))
    .digest('hex')
    .slice(0, 12)
