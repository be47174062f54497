import type { Metadata } from 'next'
import { cookies, headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { exportFacts } from '@/app/_http/exportFacts'
import { OPERATOR_COOKIE } from '@/app/_http/operator'
import type { PageInput } from '@/app/_http/props'
import { CitePanel } from '@/components/page/Cited'
import { chartQuery, readChart } from '@/components/page/chartRequest'
import { ExportPanel } from '@/components/page/ExportPanel'
import { Failure } from '@/components/page/States'
import { getDb } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import { chartAnswer, isChartName } from '@/lib/queries'

export const metadata: Metadata = { title: 'Export', robots: { index: false } }

/** All that a chart can be taken as: where the actions under it lead without a script. */
export default async function ExportPage({ params, searchParams }: PageInput<{ chart: string }>) {
  const { chart } = await params
  if (!isChartName(chart)) notFound()
  try {
    const asked = readChart(await searchParams)
    const query = chartQuery(chart, asked)
    const [jar, head] = await Promise.all([cookies(), headers()])
    const [answer, facts] = await Promise.all([
      chartAnswer(chart, asked.view, asked.params, getDb()),
      exportFacts({ name: chart, ...asked, query }, head, jar.get(OPERATOR_COOKIE)?.value),
    ])
    return (
      <div className="wrap">
        <div className="section">
          <p className="kick">Export</p>
          <h1 className="long">{answer.title}</h1>
          <p className="subtitle">{answer.subtitle}</p>
          <p>
            <a href={`/embed/${chart}${query && `?${query}`}`}>The chart alone</a>
          </p>
        </div>
        <div className="section ruled">
          <h2>Take it with you</h2>
          <ExportPanel name={chart} title={answer.title} query={query} facts={facts} />
        </div>
        <div className="section ruled" id="cite">
          <h2>Cite it</h2>
          <CitePanel name={chart} query={query} facts={facts} />
        </div>
      </div>
    )
  } catch (thrown) {
    if (!(thrown instanceof WaveError)) throw thrown
    return (
      <div className="wrap section">
        <h1 className="hidden">Export</h1>
        <Failure thrown={thrown} where={chart} retry={`/export/${chart}`} />
      </div>
    )
  }
}
