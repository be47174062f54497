import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { originOf } from '@/app/_http/answers'
import type { PageInput } from '@/app/_http/props'
import { dayWords } from '@/components/charts/format'
import { PHONE, SourceLine, WIDTHS } from '@/components/page/ChartFrame'
import { Cited } from '@/components/page/Cited'
import { chartQuery, readChart } from '@/components/page/chartRequest'
import { Drawing } from '@/components/page/Drawing'
import { Evidence } from '@/components/page/Evidence'
import { RowsTable } from '@/components/page/RowsTable'
import { Failure } from '@/components/page/States'
import { Mark } from '@/components/ui/Mark'
import { readConfig } from '@/lib/config'
import { dayOf } from '@/lib/dates'
import { getDb } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import { citation, headOf } from '@/lib/exports'
import { chartAnswer, isChartName } from '@/lib/queries'
import { versions } from '@/lib/queries/versions'

export const metadata: Metadata = { robots: { index: false } }

/** Pixels that the frame gives the drawing; `width` in the address, else the page's main column. */
function widthOf(asked: string | string[] | undefined): number {
  const width = Number(Array.isArray(asked) ? asked.at(-1) : asked)
  return Number.isInteger(width) && width >= 320 && width <= 2000 ? width : WIDTHS.main
}

/** One chart alone, for a frame in somebody else's page: its drawing, or its table or citation with `show`. */
export default async function EmbedPage({ params, searchParams }: PageInput<{ chart: string }>) {
  const { chart } = await params
  if (!isChartName(chart)) notFound()
  const search = await searchParams
  try {
    const asked = readChart(search)
    const db = getDb()
    const [answer, { changedAt: _, ...made }] = await Promise.all([
      chartAnswer(chart, asked.view, asked.params, db),
      versions(db),
    ])
    const today = dayOf(new Date())
    const origin = originOf(await headers(), readConfig().PUBLIC_URL)
    const query = chartQuery(chart, asked)
    const link = `/embed/${chart}${query && `?${query}`}`
    const cited = citation(headOf(answer, { link: `${origin}${link}`, today, versions: made }), { accessed: today })
    return (
      <main className="wrap embed">
        <figure className="frame" data-chart={chart}>
          <figcaption>
            <h2 aria-level={1}>{answer.title}</h2>
            <p className="subtitle">{answer.subtitle}</p>
          </figcaption>
          {search.show === 'table' ? (
            <RowsTable rows={answer.rows} caption={answer.title} />
          ) : search.show === 'cite' ? (
            <div className="section">
              <Cited citation={cited} />
            </div>
          ) : (
            <Drawing
              chart={chart}
              data={answer.data}
              title={answer.title}
              wide={widthOf(search.width)}
              narrow={PHONE}
              view={asked.view}
              params={asked.params}
            />
          )}
          <div className="frame-foot">
            <SourceLine answer={answer} limits={search.show === 'table'} />
            <p className="actions">
              <a href={link} target="_blank" rel="noopener">
                <Mark size={14} /> Hiring Wave, as known on {dayWords(asked.view.asOf ?? today)}
              </a>
            </p>
          </div>
        </figure>
        <Evidence />
      </main>
    )
  } catch (thrown) {
    if (!(thrown instanceof WaveError)) throw thrown
    return (
      <main className="wrap embed">
        <Failure thrown={thrown} where={chart} retry={`/embed/${chart}`} />
      </main>
    )
  }
}
