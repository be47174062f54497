import type { ChartName } from '@/components/charts/types'
import { readConfig } from '@/lib/config'
import { dayOf } from '@/lib/dates'
import { getDb } from '@/lib/db/client'
import { type Citation, citation, headOf, queryHash } from '@/lib/exports'
import { frozenNow } from '@/lib/exports/freeze'
import { type ChartParams, chartAnswer } from '@/lib/queries'
import type { FrozenChart } from '@/lib/queries/frozen'
import { versions } from '@/lib/queries/versions'
import type { View } from '@/lib/view'
import { originOf } from './answers'
import { carriesToken } from './operator'

/** What the export of a chart has to know beside its address. */
export interface ExportFacts {
  /** How to cite the view as it is; its address shows it with the data of the day on which it is opened. */
  citation: Citation
  /** The frozen citation, where somebody has frozen this view on the present data. */
  frozen: { address: string; frozenOn: string; citation: Citation } | null
  /** Whether the reader may freeze it. */
  mayFreeze: boolean
  /** The address under which the product is reached. */
  origin: string
  /** Who may show the chart in a frame, beside this site itself; `*`: everybody. */
  embedders: readonly string[]
}

export interface AskedChart {
  name: ChartName
  view: View
  params: ChartParams
  query: string
}

/** The facts for one reader. Throws what `chartAnswer` throws. */
export async function exportFacts(
  asked: AskedChart,
  headers: Headers,
  cookie: string | undefined,
): Promise<ExportFacts> {
  const { name, view, params, query } = asked
  const db = getDb()
  const config = readConfig()
  const [answer, { changedAt: _, ...made }, frozen, mayFreeze] = await Promise.all([
    chartAnswer(name, view, params, db),
    versions(db),
    frozenNow({ name, query }, db),
    carriesToken(headers, cookie),
  ])
  const today = dayOf(new Date())
  const origin = originOf(headers, config.PUBLIC_URL)
  const hash = queryHash(name, query, made)
  const head = headOf(answer, { link: `${origin}/embed/${name}${query && `?${query}`}`, today, hash, versions: made })
  return {
    citation: citation(head, { accessed: today }),
    frozen: frozen && {
      address: `/c/${frozen.id}`,
      frozenOn: frozen.frozenOn,
      citation: citation(...frozenHead(frozen, { ...head, link: `${origin}/c/${frozen.id}` })),
    },
    mayFreeze,
    origin,
    embedders: config.EMBED_HOSTS,
  }
}

const frozenHead = (frozen: FrozenChart, head: ReturnType<typeof headOf>): Parameters<typeof citation> => [
  { ...head, title: frozen.title, knownOn: frozen.knownOn, versions: frozen.versions },
  { accessed: frozen.frozenOn, frozenOn: frozen.frozenOn },
]
