import type { Metadata } from 'next'
import type { PageInput } from '@/app/_http/props'
import { dayWords, number } from '@/components/charts/format'
import { pageAddress } from '@/components/page/address'
import { ChangeText } from '@/components/page/ChangeText'
import { ChartFrame } from '@/components/page/ChartFrame'
import { rolesFinding } from '@/components/page/findings'
import { Head } from '@/components/page/Head'
import { Notices } from '@/components/page/Notices'
import { companiesPiece, rangePiece, readPageView, rolesPiece } from '@/components/page/pageView'
import { preview } from '@/components/page/preview'
import { RoleName } from '@/components/page/RoleName'
import { DaySpark } from '@/components/page/Spark'
import { NotCovered } from '@/components/page/States'
import { asOfPieces, ViewBar } from '@/components/page/ViewBar'
import { Door } from '@/components/page/Words'
import { Triangle } from '@/components/ui/Icons'
import { getDb } from '@/lib/db/client'
import { roles } from '@/lib/queries'
import type { RoleListRow } from '@/lib/queries/types'

export const generateMetadata = ({ searchParams }: PageInput): Promise<Metadata> =>
  preview('Roles', searchParams, 'roles-trend')

export default async function RolesPage({ searchParams }: PageInput) {
  const db = getDb()
  const page = await readPageView(searchParams, db)
  const { view, today } = page
  const answer = await roles(view, db)
  const finding = rolesFinding(answer.rows)
  const days = answer.rows.map((row) => row.day).filter((day) => day !== null)
  const starts = answer.rows.map((row) => row.changeFrom).filter((day) => day !== null)
  const to = days.sort().at(-1) ?? null
  const from = starts.sort().at(0) ?? null
  return (
    <>
      <ViewBar
        path="/roles"
        view={view}
        pieces={[
          'Showing ',
          {
            menu: 'choice',
            name: 'transform',
            label: view.transform === 'share' ? 'the share of openings' : 'openings',
            choices: [
              {
                label: 'Openings',
                href: pageAddress('/roles', view, { transform: 'level' }),
                current: view.transform !== 'share',
              },
              {
                label: 'Share of openings',
                href: pageAddress('/roles', view, { transform: 'share' }),
                current: view.transform === 'share',
              },
            ],
          },
          ' in ',
          rolesPiece(view, 'the nine roles'),
          ' at ',
          companiesPiece(page, 'the boards read all through'),
          ', by ',
          { menu: 'grain', label: view.grain },
          ', from ',
          rangePiece(view.from ?? from, view.to ?? to),
          ...asOfPieces(view, today),
        ]}
      />
      <div className="wrap">
        <Notices problems={page.problems} path="/roles" params={page.params} />
        <Head kick="Roles" headline={finding.headline} answers={finding.answers} view={view}>
          <p className="under">
            Nine kinds of work build and run the infrastructure of AI. A posting belongs to one of them by its title, or
            to Other; nothing is forced.
          </p>
        </Head>
        <div className="rule" />
        <div className="section">
          <ChartFrame chart="roles-trend" place="full" view={view} path="/roles" />
        </div>
        <div className="section halves">
          <ChartFrame chart="momentum" place="half" view={view} path="/roles" params={{ by: 'role', weeks: 4 }} />
          <ChartFrame chart="momentum" place="half" view={view} path="/roles" params={{ by: 'role', weeks: 12 }} />
        </div>
        <div className="section ruled halves">
          <ChartFrame chart="pay" place="half" view={view} path="/roles" params={{ by: 'role' }} />
          <ChartFrame chart="pay" place="half" view={view} path="/roles" params={{ by: 'place' }} />
        </div>
        <div className="section ruled thirds">
          <ChartFrame chart="skills" place="third" small view={view} path="/roles" params={{ by: 'level' }} />
          <ChartFrame chart="skills" place="third" small view={view} path="/roles" params={{ by: 'pairs' }} />
          <ChartFrame chart="skills" place="third" small view={view} path="/roles" params={{ by: 'growth' }} />
        </div>
        <section className="section ruled">
          <h2>Every role, by how surely it grew</h2>
          <p className="subtitle">
            Openings{to && ` on ${dayWords(to)}`}
            {from && `, against ${dayWords(from)}`}. The order goes by the lower end of the 90% interval, so small
            numbers sink by themselves.
          </p>
          <RolesTable rows={otherLast(answer.rows)} view={view} />
          {answer.notes.map((note) => (
            <p className="tiny" key={note}>
              {note}
            </p>
          ))}
        </section>
      </div>
    </>
  )
}

/** What fits none of the nine stands below them, whatever it did. */
const otherLast = (rows: RoleListRow[]): RoleListRow[] => [
  ...rows.filter((row) => row.role !== 'other'),
  ...rows.filter((row) => row.role === 'other'),
]

function RolesTable({ rows, view }: { rows: RoleListRow[]; view: Parameters<typeof pageAddress>[1] }) {
  return (
    <table className="table">
      <caption className="hidden">Roles with openings, change and interval</caption>
      <thead>
        <tr>
          <th scope="col">Role</th>
          <th className="only-wide" scope="col">
            Trend
          </th>
          <th className="num" scope="col">
            Now
          </th>
          <th className="num" scope="col" aria-sort="descending">
            Change, 90%
            <Triangle down size={7} />
          </th>
          <th className="num only-wide" scope="col">
            Share
          </th>
          <th className="num only-wide" scope="col">
            Newly listed, 4 weeks
          </th>
          <th className="num only-wide" scope="col">
            Companies
          </th>
          <th className="text only-wide only-broad" scope="col">
            What the job does
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.role}>
            <td>
              <RoleName role={row.role} href={pageAddress(`/roles/${row.role}`, { ...view, roles: [] })} />
            </td>
            <td className="only-wide spark-cell">
              <DaySpark points={row.spark} role={row.role} />
            </td>
            <td className="num">
              {row.openings === null || row.day === null ? (
                <NotCovered />
              ) : (
                <Door
                  evidence={{ chart: 'roles-trend', first: row.day, last: row.day, role: row.role }}
                  view={view}
                  quiet
                >
                  {number(row.openings)}
                </Door>
              )}
            </td>
            <td className="num">
              <ChangeText change={row.change} />
            </td>
            <td className="num only-wide">
              {row.share !== null ? (
                `${Math.round(row.share * 100)}%`
              ) : row.role === 'other' ? (
                <span className="muted">not of the nine</span>
              ) : (
                <NotCovered />
              )}
            </td>
            <td className="num only-wide">{row.newlyListed === null ? <NotCovered /> : number(row.newlyListed)}</td>
            <td className="num only-wide">{number(row.companies)}</td>
            <td className="text small soft only-wide only-broad">{row.definition}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
