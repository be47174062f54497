import type { Metadata } from 'next'
import type { PageInput } from '@/app/_http/props'
import { number } from '@/components/charts/format'
import { ChartFrame } from '@/components/page/ChartFrame'
import { CompaniesTable, NotCoveredCompanies } from '@/components/page/CompaniesTable'
import { companiesFinding } from '@/components/page/findings'
import { Head } from '@/components/page/Head'
import { Notices } from '@/components/page/Notices'
import { readPageView } from '@/components/page/pageView'
import { preview } from '@/components/page/preview'
import { asOfPieces, ViewBar } from '@/components/page/ViewBar'
import { getDb } from '@/lib/db/client'
import { companies } from '@/lib/queries'
import type { CompanyListRow } from '@/lib/queries/types'

export const generateMetadata = ({ searchParams }: PageInput): Promise<Metadata> =>
  preview('Companies', searchParams, 'company-levels')

export default async function CompaniesPage({ searchParams }: PageInput) {
  const db = getDb()
  const page = await readPageView(searchParams, db)
  const { view, today } = page
  const answer = await companies(view, db)
  const finding = companiesFinding(answer.rows)
  return (
    <>
      <ViewBar
        path="/companies"
        view={view}
        pieces={[
          'Showing ',
          {
            menu: 'companies',
            label:
              view.companies.length === 0
                ? `${number(answer.rows.length)} companies`
                : chosen(page.view.companies, answer.rows),
            chosen: page.companies,
            all: 'All companies',
          },
          ...asOfPieces(view, today),
        ]}
      />
      <div className="wrap">
        <Notices problems={page.problems} path="/companies" params={page.params} />
        <Head kick="Companies" headline={finding.headline} answers={finding.answers} view={view}>
          <p className="under">
            A board that was read on a few days says what was open on them, not how demand moved. A change is given only
            where no change of reader or board lies between its two days.
          </p>
        </Head>
        <div className="rule" />
        <div className="section">
          <ChartFrame chart="company-levels" place="full" view={view} path="/companies" />
        </div>
        <section className="section ruled">
          <h2>Companies whose board was read</h2>
          <p className="subtitle">By openings on the last day that the board was read well.</p>
          <CompaniesTable rows={answer.rows} view={view} />
          {answer.notes.map((note) => (
            <p className="tiny" key={note}>
              {note}
            </p>
          ))}
        </section>
        <div className="section ruled">
          <NotCoveredCompanies rows={answer.rows} view={view} />
        </div>
      </div>
    </>
  )
}

const chosen = (slugs: string[], rows: CompanyListRow[]): string =>
  slugs.length > 3
    ? `${slugs.length} companies`
    : slugs.map((slug) => rows.find((row) => row.company === slug)?.name ?? slug).join(', ')
