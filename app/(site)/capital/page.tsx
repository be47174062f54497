import type { Metadata } from 'next'
import type { PageInput } from '@/app/_http/props'
import { pageAddress } from '@/components/page/address'
import { CapitalLead } from '@/components/page/CapitalLead'
import { FilingsTable, IpoTable, RoundsTable } from '@/components/page/CapitalTables'
import { ChartFrame } from '@/components/page/ChartFrame'
import { Head } from '@/components/page/Head'
import { Limits } from '@/components/page/Limits'
import { Notices } from '@/components/page/Notices'
import { companiesPiece, rangePiece, readPageView } from '@/components/page/pageView'
import { preview } from '@/components/page/preview'
import { Tiles } from '@/components/page/Tiles'
import { asOfPieces, ViewBar } from '@/components/page/ViewBar'
import { getDb } from '@/lib/db/client'
import { capital } from '@/lib/queries'

export const generateMetadata = ({ searchParams }: PageInput): Promise<Metadata> =>
  preview('Capital', searchParams, 'capital-rounds')

/** What the chart of layoffs may be told by. */
const SUPPLY = ['company', 'place', 'role'] as const

export default async function CapitalPage({ searchParams }: PageInput) {
  const db = getDb()
  const page = await readPageView(searchParams, db)
  const { view, today } = page
  const data = await capital(view, db)
  const frame = { view, path: '/capital' }
  const supplyBy = SUPPLY.find((by) => by === page.params.supply) ?? 'company'
  const mode = page.params.mode === 'count' ? 'count' : 'sum'
  return (
    <>
      <ViewBar
        path="/capital"
        view={view}
        pieces={[
          'Showing ',
          {
            menu: 'choice',
            name: 'mode',
            label: mode === 'count' ? 'the number of rounds' : 'money raised',
            choices: [
              { label: 'Money raised', href: pageAddress('/capital', view), current: mode === 'sum' },
              {
                label: 'Number of rounds',
                href: pageAddress('/capital', view, {}, { mode: 'count' }),
                current: mode === 'count',
              },
            ],
          },
          ' and listings of ',
          companiesPiece(page, 'all companies on record', 'All companies on record'),
          ', from ',
          rangePiece(view.from, view.to),
          ...asOfPieces(view, today),
        ]}
      />
      <div className="wrap">
        <Notices problems={page.problems} path="/capital" params={page.params} />
        <Head kick="Capital" headline={data.headline} answers={data.answers} view={view} />
        <Tiles tiles={data.tiles} view={view} />
        <div className="section columns">
          <ChartFrame chart="capital-rounds" place="main" {...frame} params={mode === 'count' ? { mode } : {}} />
          <Limits limits={data.limits} />
        </div>
        <div className="section ruled">
          <ChartFrame chart="ipo-pipeline" place="full" {...frame} />
        </div>
        <div className="section ruled">
          <p className="subtitle" style={{ marginBottom: 8 }}>
            Layoffs by{' '}
            {SUPPLY.map((by, i) => (
              <span key={by}>
                {i > 0 && ', '}
                <a
                  className="place"
                  href={`${pageAddress('/capital', view, {}, by === 'company' ? {} : { supply: by })}#supply`}
                  aria-current={by === supplyBy ? 'true' : undefined}
                >
                  {by}
                </a>
              </span>
            ))}
          </p>
          <ChartFrame chart="supply" place="full" {...frame} params={supplyBy === 'company' ? {} : { by: supplyBy }} />
        </div>
        <CapitalLead view={view} params={page.params} />
        <div className="section ruled stack">
          <RoundsTable rounds={data.rounds} view={view} all={page.params.all === 'rounds'} />
          <IpoTable steps={data.ipo} view={view} all={page.params.all === 'steps'} />
          <FilingsTable filings={data.filings} />
        </div>
      </div>
    </>
  )
}
