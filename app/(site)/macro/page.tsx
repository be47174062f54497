import type { Metadata } from 'next'
import type { PageInput } from '@/app/_http/props'
import { pageAddress } from '@/components/page/address'
import { ChartFrame } from '@/components/page/ChartFrame'
import { GdpTable } from '@/components/page/GdpTable'
import { Head } from '@/components/page/Head'
import { Limits } from '@/components/page/Limits'
import { Notices } from '@/components/page/Notices'
import { rangePiece, readPageView } from '@/components/page/pageView'
import { preview } from '@/components/page/preview'
import { ReleasesDue } from '@/components/page/ReleasesDue'
import { SeriesTable } from '@/components/page/SeriesTable'
import { asOfPieces, ViewBar } from '@/components/page/ViewBar'
import { getDb } from '@/lib/db/client'
import { chartAnswer, macro } from '@/lib/queries'

export const generateMetadata = ({ searchParams }: PageInput): Promise<Metadata> =>
  preview('Macro', searchParams, 'gdp-vintages')

const GDP = 'A191RL1Q225SBEA'
/** Series whose releases were kept one by one. */
const REVISED = [GDP, 'UNRATE', 'JTSJOL']

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value.at(-1) : value)

export default async function MacroPage({ searchParams }: PageInput) {
  const db = getDb()
  const page = await readPageView(searchParams, db)
  const { view, today } = page
  const [data, vintages] = await Promise.all([macro(view, db), chartAnswer('gdp-vintages', view, {}, db)])
  const { quarters } = vintages.data
  const asked = one(page.params.period)
  const latest = [...quarters].reverse().find((q) => q.estimates.length > 1)?.period ?? quarters.at(-1)?.period
  const period = quarters.find((q) => q.period === asked)?.period ?? latest
  const problems = [...page.problems]
  if (asked && asked !== period) {
    problems.push({
      field: 'period',
      value: asked.slice(0, 40),
      message: 'No estimate of that quarter is known.',
      suggestion: latest ?? null,
    })
  }
  // Beside a seasonally adjusted series its raw twin would be drawn twice: the table has both.
  const adjusted = new Set(data.series.filter((s) => s.seasonallyAdjusted).map((s) => s.title))
  const around = data.series.filter(
    (s) => s.series !== GDP && s.latest !== null && (s.seasonallyAdjusted || !adjusted.has(s.title)),
  )
  const frame = { view, path: '/macro' }
  return (
    <>
      <ViewBar
        path="/macro"
        view={view}
        pieces={[
          'Showing US growth and the labour market around it, all estimates, from ',
          rangePiece(view.from, view.to),
          ...asOfPieces(view, today),
        ]}
      />
      <div className="wrap">
        <Notices problems={problems} path="/macro" params={page.params} />
        <Head kick="Macro" headline={data.headline} answers={data.answers} view={view} />
        <div className="rule" />
        <div className="section" style={{ paddingTop: 16 }}>
          <ChartFrame chart="gdp-vintages" place="full" {...frame} />
        </div>
        <div className="section gdp-columns">
          {period && (
            <div className="stack">
              <ChartFrame chart="gdp-as-read" place="third" {...frame} params={{ period }} />
              <nav className="filters small" aria-label="Quarter">
                {quarters.slice(-8).map((q) => (
                  <a
                    href={`${pageAddress('/macro', view, {}, { period: q.period })}#gdp-as-read-${q.period}`}
                    aria-current={q.period === period ? 'true' : undefined}
                    key={q.period}
                  >
                    {q.period.replace('-', ' ')}
                  </a>
                ))}
              </nav>
            </div>
          )}
          {quarters.length > 0 && <GdpTable quarters={quarters} view={view} />}
        </div>
        <section className="section ruled">
          <h2>First figures against the latest</h2>
          <div className="thirds" style={{ marginTop: 16 }}>
            {REVISED.map((series) => (
              <ChartFrame chart="revisions" place="third" small {...frame} params={{ series }} key={series} />
            ))}
          </div>
        </section>
        {around.length > 0 && (
          <section className="section ruled">
            <h2>The labour market around it</h2>
            <div className="thirds" style={{ marginTop: 16 }}>
              {around.map((series) => (
                <ChartFrame
                  chart="macro-series"
                  place="third"
                  small
                  {...frame}
                  params={{ series: series.series }}
                  key={series.series}
                />
              ))}
            </div>
          </section>
        )}
        <div className="section ruled">
          <ChartFrame chart="seasonal-daily" place="full" {...frame} />
        </div>
        <div className="section ruled">
          <SeriesTable series={data.series} />
        </div>
        <div className="section ruled halves">
          <ReleasesDue releases={data.releasesDue} most={8} />
          <Limits limits={data.limits} />
        </div>
      </div>
    </>
  )
}
