import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { isOperatorToken, OPERATOR_COOKIE } from '@/app/_http/operator'
import type { PageInput } from '@/app/_http/props'
import { readSaid } from '@/app/_http/said'
import { dayWords } from '@/components/charts/format'
import { AddSource } from '@/components/page/AddSource'
import { BoardsTable } from '@/components/page/BoardsTable'
import { ChartFrame } from '@/components/page/ChartFrame'
import { DoubtedBoards } from '@/components/page/DoubtedBoards'
import { Notices } from '@/components/page/Notices'
import { readPageView } from '@/components/page/pageView'
import { ReferenceData } from '@/components/page/ReferenceData'
import { RunningIngest } from '@/components/page/RunningIngest'
import { SourceKinds } from '@/components/page/SourceKinds'
import { SourcesTable } from '@/components/page/SourcesTable'
import { asOfPieces, ViewBar } from '@/components/page/ViewBar'
import { getDb } from '@/lib/db/client'
import { rejects, sources } from '@/lib/queries'
import { doubtedBoards } from '@/lib/queries/doubts'

export const metadata: Metadata = { title: 'Sources' }

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value.at(-1) : value)

export default async function SourcesPage({ searchParams }: PageInput) {
  const db = getDb()
  const [page, jar] = await Promise.all([readPageView(searchParams, db), cookies()])
  const { view, today } = page
  const [data, doubted, operator, said] = await Promise.all([
    sources(view, db),
    doubtedBoards(db),
    isOperatorToken(jar.get(OPERATOR_COOKIE)?.value),
    readSaid(),
  ])
  const failing = data.sources.filter((source) => source.state === 'failing').length
  const live = data.sources.filter((source) => source.state === 'ok' || source.state === 'running').length
  const asked = one(page.params.rejects)
  const rejected = asked && data.sources.some((s) => s.id === asked) ? await rejects(asked, db) : null
  return (
    <>
      <ViewBar
        path="/sources"
        view={view}
        pieces={['Showing every source and every board', ...asOfPieces(view, today)]}
      />
      <div className="wrap">
        <Notices problems={page.problems} path="/sources" params={page.params} />
        <header className="head">
          <div>
            <p className="kick">
              Sources
              {data.reference &&
                ` · reference data ${data.reference.version}, loaded ${dayWords(data.reference.loadedAt.slice(0, 10))}`}
            </p>
            <h1>{headline(data.sources.length, live, failing)}</h1>
            <p className="under">
              What ships with the product is a record that ends on its last reading. A source that is added here is read
              by this installation itself, from now on.
            </p>
          </div>
        </header>
        <div className="rule" />
        <section className="section" id="add">
          <AddSource operator={operator} said={said} />
        </section>
        <RunningIngest sources={data.sources} />
        <section className="section">
          <SourcesTable sources={data.sources} operator={operator} rejects={rejected} rejectsOf={asked ?? null} />
        </section>
        <div className="section">
          <SourceKinds />
        </div>
        <DoubtedBoards boards={doubted} />
        <section className="section ruled">
          <ChartFrame chart="coverage" place="full" view={view} path="/sources" />
        </section>
        <div className="section ruled">
          <BoardsTable boards={data.boards} view={view} />
        </div>
        <div className="section ruled">
          <ReferenceData wide />
        </div>
      </div>
    </>
  )
}

function headline(all: number, live: number, failing: number): string {
  if (all === 0) return 'This installation reads no source of its own yet; all figures are from the reference data'
  const failed = failing > 0 ? `; ${failing} ${failing === 1 ? 'fails' : 'fail'}` : ''
  if (live === 0) return `None of ${all} sources has been read yet${failed}`
  if (all === 1) return 'One source is read by this installation'
  return `${live} of ${all} sources ${live === 1 ? 'is' : 'are'} read by this installation${failed}`
}
