import type { Metadata } from 'next'
import type { PageInput } from '@/app/_http/props'
import { ChartFrame } from '@/components/page/ChartFrame'
import { Head } from '@/components/page/Head'
import { IndexRecipe } from '@/components/page/IndexRecipe'
import { LongOpen } from '@/components/page/LongOpen'
import { NearChanges } from '@/components/page/NearChanges'
import { Notices } from '@/components/page/Notices'
import { companiesPiece, rangePiece, readPageView, rolesPiece } from '@/components/page/pageView'
import { preview } from '@/components/page/preview'
import { asOfPieces, ViewBar } from '@/components/page/ViewBar'
import { getDb } from '@/lib/db/client'
import { indexPage, turns } from '@/lib/queries'
import { INFRA_ROLES } from '@/lib/signals/taxonomy'

export const generateMetadata = ({ searchParams }: PageInput): Promise<Metadata> =>
  preview('The Hiring Wave Index', searchParams, 'hiring-index')

export default async function IndexPage({ searchParams }: PageInput) {
  const db = getDb()
  const page = await readPageView(searchParams, db)
  const { view, today } = page
  const [data, { changes }] = await Promise.all([indexPage(view, db), turns(view, db)])
  const roles = view.roles.length ? view.roles : INFRA_ROLES
  const frame = { view, path: '/index' }
  return (
    <>
      <ViewBar
        path="/index"
        view={view}
        pieces={[
          'Showing the index of ',
          rolesPiece(view),
          ' at ',
          companiesPiece(page, 'every board read by posting', 'Every board that was read by posting'),
          ', by week, from ',
          rangePiece(view.from ?? data.from, view.to ?? data.to),
          ...asOfPieces(view, today),
        ]}
      />
      <div className="wrap">
        <Notices problems={page.problems} path="/index" params={page.params} />
        <Head kick="The Hiring Wave Index" headline={data.headline} answers={data.answers} view={view} />
        <div className="rule" />
        <div className="section">
          <ChartFrame chart="hiring-index" place="full" {...frame} />
        </div>
        {roles.length > 1 && (
          <section className="section ruled">
            <h2>By role</h2>
            <p className="subtitle">
              The same recipe for each role. A role that three boards did not list in two weeks running has no index.
            </p>
            <div className="thirds" style={{ marginTop: 16 }}>
              {roles.map((role) => (
                <ChartFrame
                  chart="hiring-index"
                  place="third"
                  small
                  view={{ ...view, roles: [] }}
                  path="/index"
                  params={{ role }}
                  key={role}
                />
              ))}
            </div>
          </section>
        )}
        <div className="section ruled columns">
          <IndexRecipe data={data} />
          <ChartFrame chart="time-to-close" place="side" {...frame} />
        </div>
        <div className="section ruled halves" id="outlook">
          <ChartFrame
            chart="level-changes"
            place="half"
            {...frame}
            under={<NearChanges changes={changes} view={view} />}
          />
          <ChartFrame chart="forecast" place="half" {...frame} />
        </div>
        <div className="section ruled">
          <LongOpen answer={data.longOpen} view={view} />
        </div>
      </div>
    </>
  )
}
