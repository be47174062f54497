import type { Metadata } from 'next'
import '@/app/styles/playbooks.css'
import type { PageInput } from '@/app/_http/props'
import { dayWords } from '@/components/charts/format'
import { Notices } from '@/components/page/Notices'
import { readPageView } from '@/components/page/pageView'
import { asOfPieces, ViewBar } from '@/components/page/ViewBar'
import { Words } from '@/components/page/Words'
import { getDb } from '@/lib/db/client'
import { playbooks } from '@/lib/queries'
import type { Play, Verdict } from '@/lib/queries/types'
import type { View } from '@/lib/view'

export const metadata: Metadata = { title: 'Playbooks' }

const PATH = '/playbooks'

const VERDICTS: Record<Verdict, string> = {
  supports: 'Today’s numbers support it',
  weakens: 'Today’s numbers weaken it',
  silent: 'The data says nothing of it',
}

export default async function PlaybooksPage({ searchParams }: PageInput) {
  const db = getDb()
  const page = await readPageView(searchParams, db)
  const { view, today } = page
  const data = await playbooks(view, db)
  const plays = [...data.seekers, ...data.employers]
  const count = (verdict: Verdict) => plays.filter((p) => p.verdict === verdict).length
  return (
    <>
      <ViewBar
        path={PATH}
        view={view}
        pieces={['Showing advice with the numbers behind it', ...asOfPieces(view, today)]}
      />
      <div className="wrap">
        <Notices problems={page.problems} path={PATH} params={page.params} />
        <header className="head">
          <div>
            <p className="kick">Playbooks{data.day && ` · openings read to ${dayWords(data.day)}`}</p>
            <h1>
              Of {plays.length} pieces of advice today’s numbers support {count('supports')} and weaken{' '}
              {count('weakens')}
            </h1>
            <p className="under">
              On {count('silent')} they say nothing, and that is written there. Advice is the usual one; what is
              measured is only what stands under it.
            </p>
          </div>
        </header>
        <div className="rule" />
        <div className="section halves">
          <Book title="For job seekers" plays={data.seekers} view={view} />
          <Book title="For employers" plays={data.employers} view={view} />
        </div>
      </div>
    </>
  )
}

const Book = ({ title, plays, view }: { title: string; plays: Play[]; view: View }) => (
  <section>
    <h2>{title}</h2>
    <ol className="plays">
      {plays.map((play) => (
        <li className={`play ${play.verdict}`} id={play.key} key={play.key}>
          <h3>{play.advice}</h3>
          <p className="verdict">{VERDICTS[play.verdict]}</p>
          <p>
            <Words words={play.today} view={view} />
          </p>
          <p className="next">
            {play.steps.map((step) => (
              <a className="place" href={step.href} key={step.href}>
                {step.label}
              </a>
            ))}
          </p>
        </li>
      ))}
    </ol>
  </section>
)
