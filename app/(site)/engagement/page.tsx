import type { Metadata } from 'next'
import type { PageInput } from '@/app/_http/props'
import { pageAddress } from '@/components/page/address'
import { ChartFrame } from '@/components/page/ChartFrame'
import { Head } from '@/components/page/Head'
import { Notices } from '@/components/page/Notices'
import { companiesPiece, rangePiece, readPageView, rolesPiece } from '@/components/page/pageView'
import { preview } from '@/components/page/preview'
import { SignalList } from '@/components/page/SignalList'
import { Empty } from '@/components/page/States'
import { asOfPieces, ViewBar } from '@/components/page/ViewBar'
import { FormOpenings, FormsByCompany, FormsByRole } from '@/components/page/WorkForms'
import { listWords } from '@/lib/analytics/words'
import { getDb } from '@/lib/db/client'
import { chartAnswer, engagement } from '@/lib/queries'

export const generateMetadata = ({ searchParams }: PageInput): Promise<Metadata> =>
  preview('Employee+', searchParams, 'engagement')

const PATH = '/engagement'

export default async function EngagementPage({ searchParams }: PageInput) {
  const db = getDb()
  const page = await readPageView(searchParams, db)
  const { view, today } = page
  const [data, trend] = await Promise.all([engagement(view, db), chartAnswer('engagement', view, {}, db)])
  return (
    <>
      <ViewBar
        path={PATH}
        view={view}
        pieces={[
          'Showing forms of work in ',
          rolesPiece(view, 'all roles'),
          ' at ',
          companiesPiece(page, 'every board read by posting', 'Every board that was read by posting'),
          ', by ',
          { menu: 'grain', label: view.grain },
          ', from ',
          rangePiece(view.from ?? trend.view.from, view.to ?? trend.view.to),
          ...asOfPieces(view, today),
        ]}
      />
      <div className="wrap">
        <Notices problems={page.problems} path={PATH} params={page.params} />
        <Head kick="Employee+" headline={data.headline} answers={data.answers} view={view}>
          <p className="under">
            Ways to work beside one full-time job: internships and co-ops, contracts, contract-to-hire, part-time, and
            what companies allow beside the job.
          </p>
        </Head>
        <div className="rule" />
        <div className="section">
          <ChartFrame chart="engagement" place="full" view={view} path={PATH} />
        </div>
        <div className="section ruled columns">
          <section>
            <h2>Who offers it</h2>
            <p className="subtitle">
              Openings that name a form, on the last day on which each board was read by posting.
            </p>
            {data.companies.length > 0 ? (
              <FormsByCompany data={data} view={view} />
            ) : (
              <Empty
                title="No posting names a form of work"
                why="None of the boards in this view, as far as it was read by posting, has a title or a field that does."
                steps={[{ label: 'All companies', href: pageAddress(PATH, view, { companies: [], roles: [] }) }]}
              />
            )}
            {data.none.length > 0 && (
              <p className="tiny">
                Read, and naming none: {listWords(data.none.map((c) => c.name))}. That is a measured zero.
              </p>
            )}
          </section>
          <section>
            <h2>In which roles</h2>
            <p className="subtitle">The same openings by role.</p>
            <FormsByRole data={data} view={view} />
          </section>
        </div>
        {data.openings.length > 0 && (
          <section className="section ruled">
            <h2>The adverts, infrastructure roles first</h2>
            <p className="subtitle">Titles as posted. An opening is an advert, not a hire.</p>
            <FormOpenings openings={data.openings} />
          </section>
        )}
        <section className="section ruled">
          <h2>Side projects, innovation time, open source</h2>
          <p className="subtitle">What articles and filings say that companies allow or offer.</p>
          {data.signals.length > 0 ? (
            <SignalList signals={data.signals} view={view} />
          ) : (
            <Empty
              title="No article has spoken of it yet"
              why="Boards do not say whether side work is allowed. Articles do: a feed or a file of them brings such signals."
              steps={[
                { label: 'Add a feed', href: '/sources' },
                { label: 'All signals', href: pageAddress('/signals', view) },
              ]}
            />
          )}
        </section>
        <div className="section">
          {data.notes.map((note) => (
            <p className="tiny" key={note}>
              {note}
            </p>
          ))}
        </div>
      </div>
    </>
  )
}
