import { dayWords } from '@/components/charts/format'
import type { ChartName } from '@/components/charts/types'
import { getDb } from '@/lib/db/client'
import { asWaveError } from '@/lib/errors'
import { type ChartAnswer, type ChartParams, chartAnswer } from '@/lib/queries'
import type { View } from '@/lib/view'
import { pageAddress } from './address'
import { chartQuery } from './chartRequest'
import { Drawing } from './Drawing'
import { FrameActions } from './FrameActions'
import { Failure } from './States'

/** Widths of the places a chart may stand in, in CSS pixels at 1440; on a phone every chart is drawn again at 358. */
export const WIDTHS = { full: 1280, wide: 952, main: 792, side: 448, half: 620, third: 400 } as const
export const PHONE = 358

export interface FrameProps {
  chart: ChartName
  view: View
  /** The page that the chart stands on; its address with the view is the chart's link. */
  path: string
  place: keyof typeof WIDTHS
  params?: ChartParams
  /** Replaces the finding where the page has one of its own. */
  title?: string
  /** Small frames have a smaller title. */
  small?: boolean
  /** Stands right under the drawing: what belongs to its axis. */
  under?: React.ReactNode
  /** Stands where the chart has nothing to draw. */
  empty?: React.ReactNode
  isEmpty?: (answer: ChartAnswer<unknown, unknown>) => boolean
}

/**
 * A chart with all that is needed to read it: title, subtitle, drawing, sources and actions, in this order. A chart that
 * fails says so in its own frame; the page goes on.
 */
export async function ChartFrame(props: FrameProps) {
  const { chart, view, path, small = false } = props
  try {
    return await Framed(props)
  } catch (thrown) {
    if (asWaveError(thrown).code === 'internal') console.error(thrown)
    return (
      <figure className={small ? 'frame small' : 'frame'} id={chart}>
        <Failure thrown={thrown} where={chart} retry={`${pageAddress(path, view)}#${chart}`} />
      </figure>
    )
  }
}

async function Framed({
  chart,
  view,
  path,
  place,
  params = {},
  title,
  small = false,
  under,
  empty,
  isEmpty,
}: FrameProps) {
  const db = getDb()
  const answer = await chartAnswer(chart, view, params, db)
  const heading = title ?? answer.title
  const id = [chart, ...Object.values(params)].join('-')
  const link = `${pageAddress(path, view)}#${id}`
  const head = (
    <figcaption>
      <h2>{heading}</h2>
      <p className="subtitle">{answer.subtitle}</p>
    </figcaption>
  )
  if (empty && isEmpty?.(answer)) {
    return (
      <figure className={small ? 'frame small' : 'frame'} id={id}>
        {head}
        {empty}
      </figure>
    )
  }
  return (
    <figure className={`frame ${place}${small ? ' small' : ''}`} id={id} data-chart={chart}>
      {head}
      <Drawing
        chart={chart}
        data={answer.data}
        title={heading}
        wide={WIDTHS[place]}
        narrow={PHONE}
        view={view}
        params={params}
      />
      {under}
      <div className="frame-foot">
        <SourceLine answer={answer} />
        <FrameActions
          limits={answer.notes}
          name={chart}
          title={heading}
          query={chartQuery(chart, { view, params })}
          link={link}
        />
      </div>
    </figure>
  )
}

/** Sources with their licences and to which day they go; `limits`: with what limits the answer, open. */
export function SourceLine({ answer, limits = false }: { answer: ChartAnswer<unknown, unknown>; limits?: boolean }) {
  return (
    <div className="source-line">
      <p>
        Sources:{' '}
        {answer.sources.map((source, i) => (
          <span key={source.name}>
            {i > 0 && '; '}
            {source.url ? <a href={source.url}>{source.name}</a> : source.name}
            {source.licence && ` (${source.licence})`}
          </span>
        ))}
        {answer.sources.length === 0 && 'none had an observation'}.
        {answer.updatedOn && ` Updated ${dayWords(answer.updatedOn)}.`}
      </p>
      {limits && answer.notes.length > 0 && (
        <ul className="notes">
          {answer.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
