import type { ChartDataByName, ChartName } from '@/components/charts/types'
import { drawChart } from '@/lib/drawing'

/** A chart drawn twice by the server: for the page's column and for a phone, which is a drawing of its own. */
export async function Drawing<Name extends ChartName>({
  chart,
  data,
  title,
  wide,
  narrow,
}: {
  chart: Name
  data: unknown
  title: string
  wide: number
  narrow: number
}) {
  const request = { name: chart, data: data as ChartDataByName[Name], theme: 'page' as const, title }
  const [large, small] = await Promise.all([
    drawChart({ ...request, width: wide }),
    drawChart({ ...request, width: narrow }),
  ])
  return (
    <div className="drawing">
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own serialiser made it; every text in it is escaped */}
      <div className="wide" dangerouslySetInnerHTML={{ __html: large.svg }} />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: as above */}
      <div className="narrow" dangerouslySetInnerHTML={{ __html: small.svg }} />
    </div>
  )
}
