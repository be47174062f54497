import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { PageInput } from '@/app/_http/props'
import { pageAddress } from '@/components/page/address'
import { FilingsTable, IpoTable, RoundsTable } from '@/components/page/CapitalTables'
import { ChartFrame } from '@/components/page/ChartFrame'
import { Facts, NewPostings, Pay, Quality, Reasons } from '@/components/page/CompanyParts'
import { Head } from '@/components/page/Head'
import { Limits } from '@/components/page/Limits'
import { Notices } from '@/components/page/Notices'
import { OpeningsTable } from '@/components/page/OpeningsTable'
import { rangePiece, readPageView, rolesPiece } from '@/components/page/pageView'
import { preview } from '@/components/page/preview'
import { SignalList } from '@/components/page/SignalList'
import { Empty } from '@/components/page/States'
import { asOfPieces, ViewBar } from '@/components/page/ViewBar'
import { segmentWords } from '@/lib/analytics/words'
import { getDb } from '@/lib/db/client'
import { company as companyQuery } from '@/lib/queries'
import { companyNames } from '@/lib/queries/names'

export async function generateMetadata({ params, searchParams }: PageInput<{ company: string }>): Promise<Metadata> {
  const { company } = await params
  const known = (await companyNames(getDb())).get(company)
  return known ? preview(known.name, searchParams, 'company-timeline', { company }) : { title: 'Not found' }
}

export default async function CompanyPage({ params, searchParams }: PageInput<{ company: string }>) {
  const db = getDb()
  const { company: slug } = await params
  if (!(await companyNames(db)).has(slug)) notFound()
  const page = await readPageView(searchParams, db)
  const { today } = page
  const view = { ...page.view, companies: [] }
  const data = await companyQuery(slug, view, db)
  const path = `/companies/${slug}`
  const frame = { view, path, params: { company: slug } }
  const place = [segmentWords(data.segment), data.place].filter((part) => part).join(', ')
  return (
    <>
      <ViewBar
        path={path}
        view={view}
        pieces={[
          'Showing ',
          { menu: 'company', label: data.name, company: slug },
          ', ',
          rolesPiece(view, 'all roles'),
          ', from ',
          rangePiece(view.from, view.to),
          ...asOfPieces(view, today),
        ]}
      />
      <div className="wrap">
        <Notices problems={page.problems} path={path} params={page.params} />
        <Head
          kick={
            <>
              <a href={pageAddress('/companies', view)}>Companies</a> / {data.name} · {place}
              {data.ticker ? ` · ${data.exchange ? `${data.exchange}: ` : ''}${data.ticker}` : ' · private'}
            </>
          }
          headline={data.headline}
          answers={data.answers}
          view={view}
        />
        <div className="rule" />
        <div className="section" style={{ paddingTop: 16 }}>
          <ChartFrame chart="company-timeline" place="full" {...frame} />
        </div>
        <div className="section thirds">
          <div className="stack">
            <ChartFrame
              chart="company-roles"
              place="third"
              {...frame}
              isEmpty={(answer) => answer.rows.length === 0}
              empty={
                <Empty
                  title="Not covered by role"
                  why="No two readings of this board kept their postings, so its openings cannot be told apart by role."
                  steps={[{ label: 'Other companies', href: pageAddress('/companies', view) }]}
                />
              }
            />
            <ChartFrame
              chart="momentum"
              place="third"
              small
              view={view}
              path={path}
              params={{ company: slug, by: 'role', weeks: 12 }}
            />
            <NewPostings data={data} />
          </div>
          <Reasons data={data} view={view} />
          <div className="stack">
            <Pay data={data} />
            <Quality data={data} />
          </div>
        </div>
        <div className="section ruled columns">
          <OpeningsTable openings={data.openings} withCompany={false} />
          <div className="stack">
            <Facts data={data} />
            <Limits limits={data.limits} />
          </div>
        </div>
        <div className="section ruled columns">
          <section>
            <h2>Signals</h2>
            {data.signals.length === 0 ? (
              <Empty
                title={`No signal names ${data.name} in this view`}
                why="Rounds, listings, capacity, layoffs and hiring plans would stand here."
                steps={[{ label: 'All signals', href: pageAddress('/signals', view) }]}
              />
            ) : (
              <SignalList signals={data.signals} view={view} />
            )}
          </section>
          <div className="stack">
            <RoundsTable rounds={data.rounds} view={view} short />
            <IpoTable steps={data.ipo} view={view} short />
            <FilingsTable filings={data.filings} short />
          </div>
        </div>
      </div>
    </>
  )
}
