import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import '@/app/styles/explore.css'
import type { PageInput } from '@/app/_http/props'
import { baseWords, exploreLayout, xOfDay } from '@/components/charts/explore-layout'
import { dayWords } from '@/components/charts/format'
import type { ExploreData } from '@/components/charts/types'
import { BaseSlider } from '@/components/page/BaseSlider'
import { ChartFrame, PHONE, WIDTHS } from '@/components/page/ChartFrame'
import { ExploreControls } from '@/components/page/ExploreControls'
import { ExploreTable } from '@/components/page/ExploreTable'
import {
  EXPLORE,
  type ExploreState,
  exploreAddress,
  exploreExtra,
  exploreParams,
  readExplore,
} from '@/components/page/exploreState'
import { Notices } from '@/components/page/Notices'
import { rangePiece, readPageView } from '@/components/page/pageView'
import { preview } from '@/components/page/preview'
import { Failure } from '@/components/page/States'
import { asOfPieces, ViewBar } from '@/components/page/ViewBar'
import { getDb } from '@/lib/db/client'
import { type ChartAnswer, chartAnswer, lineChoices, MOST_LINES, readNotes, type TableRow } from '@/lib/queries'
import type { SearchParams, Transform, View } from '@/lib/view'

export const generateMetadata = async ({ searchParams }: PageInput): Promise<Metadata> => {
  const params = await searchParams
  const series = [params.series ?? []].flat().join(',')
  return preview('Explore', searchParams, 'explore', series ? { series } : {})
}

const WORDS: Record<Transform, string> = {
  level: 'as levels',
  share: 'as shares of the nine roles',
  rebased: 'rebased',
  change: 'as changes',
}

export default async function ExplorePage({ searchParams }: PageInput) {
  const db = getDb()
  const page = await readPageView(searchParams, db)
  const { view, today } = page
  const { state, problems } = await readExplore(page.params, db)
  const changed = withForms(page.params, state)
  if (changed) redirect(exploreAddress(view, changed))
  const params = exploreParams(state)
  const choices = await lineChoices(db)
  const answer = await answerOf(view, state)
  const shown = 'data' in answer ? answer : null
  const transform = shown?.view.transform ?? view.transform
  const frame = { chart: 'explore' as const, view, path: EXPLORE }
  return (
    <>
      <ViewBar
        path={EXPLORE}
        view={view}
        extra={exploreExtra(state)}
        pieces={[
          `Showing ${state.series.length} series, `,
          {
            menu: 'choice',
            name: 'transform',
            label: WORDS[transform],
            choices: (['level', 'share', 'rebased', 'change'] as const).map((t) => ({
              label: WORDS[t],
              href: exploreAddress(view, state, {}, { transform: t }),
              current: t === transform,
            })),
          },
          ...(shown?.data.base ? [` to ${dayWords(shown.data.base)}`] : []),
          ', by ',
          { menu: 'grain', label: view.grain },
          ', from ',
          rangePiece(shown?.view.from ?? view.from, shown?.view.to ?? view.to),
          ...asOfPieces(view, today),
        ]}
      />
      <div className="wrap">
        <Notices problems={[...page.problems, ...problems]} path={EXPLORE} params={page.params} />
        <h1 className="hidden">Explore: any series on one axis</h1>
        <div className="explore">
          <ExploreControls
            view={view}
            state={state}
            transform={transform}
            lines={shown?.data.series ?? []}
            most={MOST_LINES}
            choices={choices}
          />
          <div className="stack">
            {state.series.length === 0 ? (
              <p className="notice">
                No series is chosen. Add one at the left, or <a href={EXPLORE}>begin with six roles and two indices</a>.
              </p>
            ) : !shown ? (
              <Failure thrown={'thrown' in answer ? answer.thrown : null} where="explore" retry={EXPLORE} />
            ) : state.multiples ? (
              <div className="explore-multiples">
                {state.series.map((series) => (
                  <ChartFrame {...frame} place="third" small params={{ ...params, series }} key={series} />
                ))}
              </div>
            ) : (
              <ChartFrame
                {...frame}
                place="wide"
                params={params}
                under={shown.data.base && <Base data={shown.data} view={view} state={state} />}
              />
            )}
            {shown && !state.multiples && (
              <ExploreTable
                data={shown.data}
                rows={shown.rows}
                all={page.params.all === 'rows'}
                href={exploreAddress(view, state)}
              />
            )}
          </div>
        </div>
      </div>
    </>
  )
}

async function answerOf(
  view: View,
  state: ExploreState,
): Promise<ChartAnswer<TableRow, ExploreData> | { thrown: unknown } | { empty: true }> {
  if (state.series.length === 0) return { empty: true }
  try {
    return await chartAnswer('explore', view, exploreParams(state), getDb())
  } catch (thrown) {
    return { thrown }
  }
}

/** What a form of the page asked to add; null: nothing was. */
function withForms(params: SearchParams, state: ExploreState): ExploreState | null {
  const one = (key: string) => {
    const value = params[key]
    return (Array.isArray(value) ? value.at(-1) : value)?.trim() || null
  }
  const add = one('add')
  const day = one('pinDay')
  const text = one('pinText')?.replace(/[|~]/g, ' ')
  if (add) {
    // An indicator has no company; every other series is at the panel or at one.
    const at = /^[a-z-]+$/.test(add) ? one('at') : null
    const word = at ? `${add}@${at}` : add
    return { ...state, series: [...new Set([...state.series, word])] }
  }
  if (day && text && readNotes(`${day}~${text}`).length > 0)
    return { ...state, pins: [state.pins, `${day}~${text}`].filter(Boolean).join('|') }
  return null
}

function Base({ data, view, state }: { data: ExploreData; view: View; state: ExploreState }) {
  const finest = [...data.series].sort((a, b) => b.points.length - a.points.length)[0]
  const points = finest?.points.filter((p) => p.value !== null || p.first === data.base) ?? []
  const at = points.findIndex((p) => p.last >= (data.base ?? ''))
  const ends = (width: number) => {
    const layout = exploreLayout(data, width)
    const x = (p: (typeof points)[number] | undefined) => (p ? xOfDay(data, layout, p.first) : 0)
    return { left: x(points[0]) / width, right: 1 - x(points.at(-1)) / width }
  }
  if (at < 0 || points.length < 2) return null
  return (
    <BaseSlider
      stops={points.map((p) => ({
        day: p.first,
        label: baseWords(p.first, view.grain),
        href: exploreAddress(view, state, { base: p.first }),
      }))}
      at={at}
      wide={ends(WIDTHS.wide)}
      narrow={ends(PHONE)}
    />
  )
}
