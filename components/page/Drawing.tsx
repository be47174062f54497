import { shareDrawing } from '@/components/charts/shared-drawings'
import type { ChartDataByName, ChartName } from '@/components/charts/types'
import { drawChart, drawingKey } from '@/lib/drawing'
import type { ChartParams } from '@/lib/queries'
import { type View, viewParams } from '@/lib/view'
import { Chart } from './Chart'

/**
 * A chart drawn twice by the server: for the page's column and for a phone, which is a drawing of its own. The leaf that
 * makes it alive gets the drawings by key, so that they travel once.
 */
export async function Drawing<Name extends ChartName>({
  chart,
  data,
  title,
  wide,
  narrow,
  view,
  params = {},
}: {
  chart: Name
  data: ChartDataByName[Name]
  title: string
  wide: number
  narrow: number
  view: View
  params?: ChartParams
}) {
  const drawings = await Promise.all(
    [wide, narrow].map(async (width) => {
      const request = { name: chart, data, theme: 'page' as const, title, width }
      const drawing = await drawChart(request)
      const key = drawingKey(request)
      shareDrawing(key, drawing.svg)
      return { key, width: drawing.width, height: drawing.height }
    }),
  )
  return (
    <Chart
      name={chart}
      data={data}
      drawings={drawings}
      label={title}
      viewQuery={viewParams(view).toString()}
      role={params.role}
      company={params.company}
    />
  )
}
