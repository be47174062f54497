import { getDb } from '@/lib/db/client'
import { capitalRanking } from '@/lib/queries'
import type { SearchParams, View } from '@/lib/view'
import { pageAddress } from './address'
import { ChartFrame } from './ChartFrame'

const GROUPS = ['size', 'stage'] as const

/** Whether capital goes before hiring: lead and lag, around events, by group of company, and whether it has told who grows. */
export async function CapitalLead({ view, params }: { view: View; params: SearchParams }) {
  const record = await capitalRanking(view, getDb())
  const by = GROUPS.find((group) => group === params.group) ?? 'size'
  const frame = { view, path: '/capital' }
  return (
    <section className="section ruled" id="lead">
      <h2>From capital to hiring</h2>
      <p className="subtitle">
        Whether openings rise after money was raised, asked in four ways. Where too few rounds have readings around
        them, each says how many there are and how many it needs.
      </p>
      <div className="halves" style={{ marginTop: 16 }}>
        <ChartFrame chart="lead-lag" place="half" small {...frame} />
        <ChartFrame chart="event-study" place="half" small {...frame} />
      </div>
      <p className="subtitle" style={{ margin: '24px 0 8px' }}>
        By{' '}
        {GROUPS.map((group, i) => (
          <span key={group}>
            {i > 0 && ' or '}
            <a
              className="place"
              href={`${pageAddress('/capital', view, {}, group === 'size' ? {} : { group })}#lead`}
              aria-current={group === by ? 'true' : undefined}
            >
              {group}
            </a>
          </span>
        ))}{' '}
        of the company
      </p>
      <ChartFrame chart="local-projections" place="full" small {...frame} params={by === 'size' ? {} : { by }} />
      <h3 style={{ marginTop: 24 }}>Has fresh capital told who grows?</h3>
      {record.rows.length > 0 && (
        <ol className="notes">
          {record.rows.slice(0, 20).map((row) => (
            <li key={row.company}>
              {row.name}: {Math.round(100 * row.chance)}% of such cases rose by a tenth within 26 weeks
            </li>
          ))}
        </ol>
      )}
      {record.notes.map((note) => (
        <p className="tiny" key={note}>
          {note}
        </p>
      ))}
    </section>
  )
}
