import { GlyphRow, Sparkline } from '@/components/charts/Sparkline'
import { ROLE_COLOURS } from '@/components/charts/tokens'
import type { Day } from '@/lib/dates'
import type { Tile } from '@/lib/queries/types'
import type { RoleSlug } from '@/lib/signals/taxonomy'

const WIDTH = 180
const HEIGHT = 34

/** A tile's small picture, drawn in the colour of what it counts. */
export function Spark({ spark, name }: { spark: Tile['spark']; name: string }) {
  const { points } = spark
  if (points.length === 0) return null
  if (spark.kind === 'marks') {
    const marks = points.map((p) => ({
      kind: 'ipo' as const,
      stage: p.complete ? ('filed' as const) : ('reported' as const),
    }))
    return <GlyphRow marks={marks} width={WIDTH} />
  }
  const { paint, area } = colourOf(name, spark.kind)
  return (
    <Sparkline
      values={points.map((p) => p.value)}
      variant={spark.kind}
      width={WIDTH}
      height={HEIGHT}
      paint={paint}
      area={spark.kind === 'line' ? area : null}
      incomplete={points.at(-1)?.complete === false}
    />
  )
}

/** The tile's key says what it counts; money, listings and series from outside have colours of their own. */
function colourOf(key: string, kind: Tile['spark']['kind']): { paint: string; area: string } {
  const line = kind === 'line'
  if (/ipo|filed|listing/i.test(key)) return { paint: 'var(--e-ipo)', area: 'var(--sunk)' }
  if (/round|equity|debt|capital|raised/i.test(key)) return { paint: 'var(--e-capital)', area: 'var(--sunk)' }
  if (/gdp|macro|share|indeed|unemploy/i.test(key)) return { paint: 'var(--e-macro)', area: 'var(--sunk)' }
  return { paint: line ? 'var(--wave)' : 'var(--water2)', area: 'var(--water)' }
}

/** A trend in a row of a table; a gap is kept and an outlying reading is a hollow point. */
export function DaySpark({ points, role }: { points: { day: Day; value: number | null }[]; role: RoleSlug | 'all' }) {
  if (points.every((p) => p.value === null)) return null
  const paint = role === 'all' ? 'var(--wave)' : `var(--role-${ROLE_COLOURS[role].code.toLowerCase()})`
  return <Sparkline values={points.map((p) => p.value)} width={96} height={22} paint={paint} />
}
