import type { Metadata } from 'next'
import type { PageInput } from '@/app/_http/props'
import { dayWords } from '@/components/charts/format'
import { pageAddress } from '@/components/page/address'
import { briefView } from '@/components/page/briefLinks'
import { ChartFrame } from '@/components/page/ChartFrame'
import { Head } from '@/components/page/Head'
import { Notices } from '@/components/page/Notices'
import { readPageView } from '@/components/page/pageView'
import { asOfPieces, ViewBar } from '@/components/page/ViewBar'
import { Words } from '@/components/page/Words'
import { rangeWords } from '@/lib/analytics/words'
import { addDays, type Day } from '@/lib/dates'
import { getDb } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import { brief, briefWeek } from '@/lib/queries'
import type { View, ViewProblem } from '@/lib/view'

export const metadata: Metadata = {
  title: 'The brief',
  alternates: { types: { 'application/atom+xml': '/brief.atom', 'text/markdown': '/brief.md' } },
}

/** The week that is asked for; one that cannot be shown gives way to the latest, and is reported. */
async function askedWeek(
  asked: string | undefined,
  view: View,
): Promise<{ week: Day; latest: Day; problem: ViewProblem | null }> {
  const db = getDb()
  const latest = await briefWeek(undefined, view, db)
  try {
    return { week: await briefWeek(asked, view, db), latest, problem: null }
  } catch (thrown) {
    if (!(thrown instanceof WaveError) || thrown.code !== 'bad-view') throw thrown
    const problem = { field: 'week', value: (asked ?? '').slice(0, 40), message: thrown.message, suggestion: latest }
    return { week: latest, latest, problem }
  }
}

export default async function BriefPage({ searchParams }: PageInput) {
  const db = getDb()
  const page = await readPageView(searchParams, db)
  const { view, today } = page
  const { week, latest, problem } = await askedWeek([page.params.week ?? []].flat().at(-1), view)
  const data = await brief(week, view, db)
  const own = briefView(data)
  const weeks = Array.from({ length: 8 }, (_, i) => addDays(latest, -7 * i))
  const href = (monday: Day) => pageAddress('/brief', view, {}, { week: monday })
  return (
    <>
      <ViewBar
        path="/brief"
        view={view}
        pieces={[
          'Showing the week of ',
          {
            menu: 'choice',
            name: 'week',
            label: rangeWords(data.week, data.last),
            choices: weeks.map((monday) => ({
              label: rangeWords(monday, addDays(monday, 6)),
              href: href(monday),
              current: monday === week,
            })),
          },
          ...(view.asOf ? asOfPieces(view, today) : [`, as known on ${dayWords(data.knownOn)}`]),
        ]}
      />
      <div className="wrap">
        <Notices problems={problem ? [...page.problems, problem] : page.problems} path="/brief" params={page.params} />
        <Head
          kick={`The brief · week of ${rangeWords(data.week, data.last)}`}
          headline={data.headline}
          answers={[]}
          view={own}
        />
        <div className="rule" />
        <div className="section columns">
          <div className="prose">
            {data.sections.map((section, n) => (
              <section key={section.heading}>
                <h2 style={n === 0 ? { marginTop: 0 } : undefined}>{section.heading}</h2>
                {section.sentences.map((words, i) => (
                  <p key={i}>
                    <Words words={words} view={own} />
                  </p>
                ))}
              </section>
            ))}
          </div>
          <div className="stack">
            <ChartFrame
              chart="momentum"
              place="side"
              small
              view={own}
              path="/brief"
              params={{ by: 'role', weeks: 12 }}
            />
            <section>
              <h2>How it is counted</h2>
              {data.limits.map((line) => (
                <p className="tiny" key={line}>
                  {line}
                </p>
              ))}
            </section>
            <section>
              <h2>Take it along</h2>
              <p className="buttons">
                <a className="button" href={pageAddress('/brief.md', view, {}, { week })}>
                  Markdown
                </a>
                <a className="button" href="/brief.atom">
                  Atom feed
                </a>
              </p>
              <nav className="filters small" aria-label="Week">
                {weeks.map((monday) => (
                  <a href={href(monday)} aria-current={monday === week ? 'true' : undefined} key={monday}>
                    {dayWords(monday)}
                  </a>
                ))}
              </nav>
            </section>
          </div>
        </div>
      </div>
    </>
  )
}
