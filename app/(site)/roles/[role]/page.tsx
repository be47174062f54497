import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { PageInput } from '@/app/_http/props'
import { ROLE_COLOURS } from '@/components/charts/tokens'
import { pageAddress } from '@/components/page/address'
import { ChartFrame } from '@/components/page/ChartFrame'
import { Head } from '@/components/page/Head'
import { Limits } from '@/components/page/Limits'
import { Notices } from '@/components/page/Notices'
import { OpeningsTable } from '@/components/page/OpeningsTable'
import { companiesPiece, rangePiece, readPageView } from '@/components/page/pageView'
import { preview } from '@/components/page/preview'
import { ReadOnce, WhoHires } from '@/components/page/RoleHiring'
import { Levels, Places, Skills } from '@/components/page/RoleLists'
import { RoleSwatch } from '@/components/page/RoleName'
import { SignalList } from '@/components/page/SignalList'
import { Empty } from '@/components/page/States'
import { Tiles } from '@/components/page/Tiles'
import { asOfPieces, ViewBar } from '@/components/page/ViewBar'
import { getDb } from '@/lib/db/client'
import { role as roleQuery } from '@/lib/queries'
import { ROLES, roleOf } from '@/lib/signals/taxonomy'

export async function generateMetadata({ params, searchParams }: PageInput<{ role: string }>): Promise<Metadata> {
  const known = roleOf((await params).role)
  return known ? preview(known.name, searchParams, 'role-trend', { role: known.slug }) : { title: 'Not found' }
}

export default async function RolePage({ params, searchParams }: PageInput<{ role: string }>) {
  const known = roleOf((await params).role)
  if (!known) notFound()
  const db = getDb()
  const page = await readPageView(searchParams, db)
  const { today } = page
  // The role is the page's own; one in the address's query would narrow it twice.
  const view = { ...page.view, roles: [] }
  const data = await roleQuery(known.slug, view, db)
  const path = `/roles/${known.slug}`
  const frame = { view, path, params: { role: known.slug } }
  return (
    <>
      <ViewBar
        path={path}
        view={view}
        pieces={[
          'Showing ',
          {
            menu: 'choice',
            name: 'role',
            label: known.name,
            choices: ROLES.map((r) => ({
              label: r.name,
              href: pageAddress(`/roles/${r.slug}`, view),
              current: r.slug === known.slug,
            })),
          },
          ' at ',
          companiesPiece(page, data.panel.label),
          ', by ',
          {
            menu: 'choice',
            name: 'grain',
            // The lines of companies go by day, the finest that was read, unless a coarser grain is asked for.
            label: view.grain === 'week' ? 'day' : view.grain,
            choices: (['week', 'month', 'quarter'] as const).map((grain) => ({
              label: `By ${grain === 'week' ? 'day' : grain}`,
              href: pageAddress(path, view, { grain }),
              current: view.grain === grain,
            })),
          },
          ', from ',
          rangePiece(data.panel.from, data.panel.to),
          ...asOfPieces(view, today),
        ]}
      />
      <div className="wrap">
        <Notices problems={page.problems} path={path} params={page.params} />
        <Head
          kick={
            <>
              <a href={pageAddress('/roles', view)}>Roles</a> / <RoleSwatch role={known.slug} />{' '}
              <span className="code">{ROLE_COLOURS[known.slug].code}</span> {known.name}
            </>
          }
          headline={data.headline}
          answers={data.answers}
          view={view}
        />
        <Tiles tiles={data.tiles} view={view} />
        <div className="section columns">
          <ChartFrame chart="role-trend" place="main" {...frame} />
          <div className="stack">
            <WhoHires data={data} view={view} />
            <ChartFrame
              chart="momentum"
              place="side"
              small
              view={view}
              path={path}
              params={{ role: known.slug, by: 'company', weeks: 12 }}
            />
            <ReadOnce data={data} view={view} />
          </div>
        </div>
        <div className="section columns">
          <ChartFrame
            chart="role-pay"
            place="main"
            {...frame}
            isEmpty={(answer) => answer.rows.length === 0}
            empty={
              <Empty
                title={`No pay range is on record for ${known.name}`}
                why="Boards that publish none, or texts that were not read, leave pay not observed: that is not zero."
                steps={[{ label: 'Other roles', href: pageAddress('/roles', view) }]}
              />
            }
          />
          <Skills data={data} />
        </div>
        <div className="section halves">
          <ChartFrame chart="skills" place="half" {...frame} params={{ role: known.slug, by: 'lift' }} />
          <ChartFrame chart="skills" place="half" {...frame} params={{ role: known.slug, by: 'roles' }} />
        </div>
        <div className="section halves">
          <ChartFrame chart="pay" place="half" {...frame} params={{ role: known.slug, by: 'level' }} />
          <ChartFrame chart="pay" place="half" {...frame} params={{ role: known.slug, by: 'place' }} />
        </div>
        <div className="section columns">
          <OpeningsTable openings={data.openings} />
          <div className="stack">
            <Places data={data} />
            <Levels data={data} />
          </div>
        </div>
        <div className="section ruled columns">
          <section>
            <h2>Signals about this role</h2>
            {data.signals.length === 0 ? (
              <Empty
                title={`No signal names ${known.name} in this view`}
                why="Signals name a role only where their source does."
                steps={[{ label: 'All signals', href: pageAddress('/signals', view) }]}
              />
            ) : (
              <SignalList signals={data.signals} view={view} />
            )}
          </section>
          <Limits limits={data.limits} />
        </div>
      </div>
    </>
  )
}
