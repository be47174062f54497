import type { Metadata } from 'next'
import type { PageInput } from '@/app/_http/props'
import { pageAddress } from '@/components/page/address'
import { ChartFrame } from '@/components/page/ChartFrame'
import { Head } from '@/components/page/Head'
import { Limits } from '@/components/page/Limits'
import { Notices } from '@/components/page/Notices'
import { companiesPiece, rangePiece, readPageView, rolesPiece } from '@/components/page/pageView'
import { preview } from '@/components/page/preview'
import { ReleasesDue } from '@/components/page/ReleasesDue'
import { SignalList } from '@/components/page/SignalList'
import { Empty } from '@/components/page/States'
import { Tiles } from '@/components/page/Tiles'
import { asOfPieces, ViewBar } from '@/components/page/ViewBar'
import { getDb } from '@/lib/db/client'
import { overview } from '@/lib/queries'

export const generateMetadata = ({ searchParams }: PageInput): Promise<Metadata> =>
  preview({ absolute: 'Hiring Wave: is AI-infrastructure hiring heating up?' }, searchParams, 'hiring-trend')

export default async function OverviewPage({ searchParams }: PageInput) {
  const db = getDb()
  const page = await readPageView(searchParams, db)
  const { view, problems, params, today } = page
  const data = await overview(view, db)
  const { panel } = data
  const frame = { view, path: '/' }
  return (
    <>
      <ViewBar
        path="/"
        view={view}
        pieces={[
          'Showing ',
          rolesPiece(view),
          ' at ',
          companiesPiece(page, panel.label),
          ', by ',
          { menu: 'grain', label: view.grain },
          ', from ',
          rangePiece(panel.from, panel.to),
          ...asOfPieces(view, today),
        ]}
      />
      <div className="wrap">
        <Notices problems={problems} path="/" params={params} />
        <Head
          kick={
            <>
              <span className="dot" />
              {data.kick}
            </>
          }
          headline={data.headline}
          answers={data.answers}
          view={view}
          lead
        />
        <Tiles tiles={data.tiles} view={view} />
        <div className="section columns">
          <ChartFrame chart="hiring-trend" place="main" {...frame} />
          <ChartFrame
            chart="role-breakdown"
            place="side"
            {...frame}
            isEmpty={() => panel.companies.length === 0}
            empty={
              <Empty
                title="No role can be counted here"
                why="Choose a range or boards that were read by posting."
                steps={[
                  { label: 'The whole record', href: pageAddress('/', view, { from: null, to: null }) },
                  { label: 'Every board', href: pageAddress('/', view, { companies: [] }) },
                  { label: 'Add a board', href: '/sources' },
                ]}
              />
            }
          />
        </div>
        <div className="section ruled halves">
          <ChartFrame chart="momentum" place="half" {...frame} params={{ by: 'role', weeks: 12 }} />
          <ChartFrame
            chart="momentum"
            place="half"
            {...frame}
            view={{ ...view, roles: [] }}
            params={{ by: 'company', weeks: 12 }}
          />
        </div>
        <div className="section ruled columns">
          <div className="stack">
            <section>
              <h2>Latest signals</h2>
              <p className="subtitle">
                Newest first by the day it happened. Serif is someone else’s words, as published.
              </p>
              {data.signals.length === 0 && <p className="subtitle">No signal was known by then.</p>}
              <SignalList signals={data.signals} view={view} />
              <p className="more">
                <a className="place" href={pageAddress('/signals', view)}>
                  All signals
                </a>
              </p>
            </section>
            <ReleasesDue releases={data.status.releasesDue} />
          </div>
          <Limits limits={data.limits} />
        </div>
      </div>
    </>
  )
}
