import { dayWords, number } from '@/components/charts/format'
import { numberWords, periodWords, plural } from '@/lib/analytics/words'
import type { ClaimRow } from '@/lib/queries/claims'
import type { View } from '@/lib/view'
import { pageAddress } from './address'

const OUTCOMES = { kept: 'Stands', moved: 'Another now', open: 'Nothing later yet', dropped: 'Dropped' }
/** Figures that are shown at first; the rest is in the CSV. */
const SHOWN = 12

const signed = (value: number): string => `${value > 0 ? '+' : ''}${numberWords(value, 1)}`

/** First figures of growth as claims: what was said, what stands, how far off and how late. */
export function FigureClaims({ rows, view }: { rows: readonly ClaimRow[]; view: View }) {
  if (rows.length === 0) return null
  const told = rows.filter((r) => r.figure?.off !== null)
  const off = told.reduce((sum, r) => sum + Math.abs(r.figure?.off ?? 0), 0)
  return (
    <section className="section" id="first-figures">
      <h2>First figures of US growth</h2>
      <p className="subtitle">
        {told.length > 0
          ? `Of ${plural(told.length, 'first figure')} with a later one ${number(rows.filter((r) => r.outcome === 'kept').length)} stand as first said; on average they are ${numberWords(off / told.length, 1)} ${rows[0]?.figure?.unit ?? ''} off.`
          : 'No later figure is known yet.'}
      </p>
      <table className="table dense">
        <caption className="hidden">First figures of growth with what stands now</caption>
        <thead>
          <tr>
            <th scope="col">Quarter</th>
            <th scope="col">First said</th>
            <th className="num" scope="col">
              Said, %
            </th>
            <th className="num" scope="col">
              Stands, %
            </th>
            <th className="num" scope="col">
              Off
            </th>
            <th scope="col">Outcome</th>
            <th className="num only-wide" scope="col">
              After
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map((c) => (
            <tr key={c.claim}>
              <td>{periodWords(c.window)}</td>
              <td>
                {c.source.address ? (
                  <a className="place" href={c.source.address} rel="noopener noreferrer">
                    {dayWords(c.statedOn)}
                  </a>
                ) : (
                  dayWords(c.statedOn)
                )}
              </td>
              <td className="num">{c.figure && numberWords(c.figure.said, 1)}</td>
              <td className="num">
                {c.figure?.stands === null || !c.figure ? 'not yet' : numberWords(c.figure.stands, 1)}
              </td>
              <td className="num">{c.figure?.off === null || !c.figure ? 'not yet' : signed(c.figure.off)}</td>
              <td>
                {OUTCOMES[c.outcome]}
                {c.outcomeOn && <span className="sub">since {dayWords(c.outcomeOn)}</span>}
              </td>
              <td className="num only-wide">{c.outcome === 'moved' ? plural(c.lateDays ?? 0, 'day') : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="shown small soft">
        {rows.length > SHOWN && `The latest ${number(SHOWN)} of ${number(rows.length)}. `}
        After: days from the first figure to the release since which the present one stands.{' '}
        <a className="place" href={pageAddress('/api/query/claims', view, {}, { kind: 'figure', format: 'csv' })}>
          CSV
        </a>{' '}
        ·{' '}
        <a className="place" href={`${pageAddress('/macro', view)}#revisions`}>
          All estimates
        </a>
      </p>
    </section>
  )
}
