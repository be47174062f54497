import { dayWords, number } from '@/components/charts/format'
import { plural } from '@/lib/analytics/words'
import type { ClaimRow } from '@/lib/queries/claims'
import type { View } from '@/lib/view'
import { pageAddress } from './address'
import { SourceOf } from './EvidenceParts'
import { FigureClaims } from './FigureClaims'
import { Empty } from './States'
import { quoted, windowWords } from './signalWords'

const KINDS = { ipo: 'Listing', site: 'Site', hiring: 'Hiring plan', figure: 'First figure' }

/** `first half of 2026`; a range by its two ends. */
const claimWindow = (window: string): string => {
  const [first, last] = window.split('/')
  return first && last ? `${windowWords(first)} to ${windowWords(last)}` : windowWords(window)
}

function outcomeWords(c: ClaimRow): string {
  switch (c.outcome) {
    case 'kept':
      return 'Kept'
    case 'dropped':
      return 'Dropped'
    case 'moved':
      return c.movedTo ? `Moved to ${claimWindow(c.movedTo)}` : c.lateDays === null ? 'Put off' : 'Happened late'
    case 'open':
      return (c.lateDays ?? 0) > 0 ? 'Open, overdue' : 'Open'
  }
}

function lateWords(c: ClaimRow): string {
  if (c.outcome === 'dropped') return 'dropped'
  if (c.lateDays === null) return 'not known'
  if (c.lateDays === 0) return c.outcome === 'kept' ? 'in time' : 'not due'
  return plural(c.lateDays, 'day')
}

/** Dated statements about the future, the latest first: by when, who said so, what became of it and how late. */
export function ClaimsTable({ rows: all, view }: { rows: readonly ClaimRow[]; view: View }) {
  const figures = all.filter((r) => r.kind === 'figure')
  const rows = all.filter((r) => r.kind !== 'figure')
  if (all.length === 0)
    return (
      <Empty
        title="No claim about the future here"
        why="A claim needs a company and a time ahead: a listing, a site’s opening or a hiring plan. Articles of the sources that you add bring more."
        steps={[
          { label: 'All claims', href: '/signals?show=claims' },
          { label: 'Add a source', href: '/sources#add' },
        ]}
      />
    )
  return (
    <>
      <table className="table dense">
        <caption className="hidden">Claims about the future with their outcome</caption>
        <thead>
          <tr>
            <th scope="col">Claim</th>
            <th scope="col">Window</th>
            <th className="only-wide" scope="col">
              First said
            </th>
            <th scope="col">Outcome</th>
            <th className="num" scope="col">
              How late
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((c) => (
            <tr key={`${c.claim} ${c.step}`}>
              <td>
                {c.company ? (
                  <a
                    className="name-link"
                    href={pageAddress(`/companies/${c.company}`, { ...view, companies: [], from: null, to: null })}
                  >
                    {c.companyName}
                  </a>
                ) : (
                  c.companyName
                )}
                <span className="sub">
                  {KINDS[c.kind]}
                  {c.place && `, ${c.place}`}
                  {c.steps > 1 && (
                    <span className="nowrap">
                      {' '}
                      · window {c.step} of {c.steps}
                    </span>
                  )}
                </span>
              </td>
              <td>
                {claimWindow(c.window)}
                <span className="sub">by {dayWords(c.due)}</span>
              </td>
              <td className="only-wide">
                {dayWords(c.statedOn)}
                {c.tellings.length > 1 && `, told ${plural(c.tellings.length, 'time')}`}
                <span className="sub">
                  {c.source.quote ? quoted(c.source.quote) : c.source.summary} <SourceOf evidence={asEvidence(c)} />
                </span>
              </td>
              <td>
                {outcomeWords(c)}
                {c.outcomeOn && <span className="sub">known {dayWords(c.outcomeOn)}</span>}
              </td>
              <td className="num">{lateWords(c)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="shown small soft">
        {number(rows.length)} {rows.length === 1 ? 'window' : 'windows'} of claims. Kept: it happened by the last day of
        the window. Moved: another window was named, or it happened later. Late counts from the end of the window.{' '}
        <a className="place" href={pageAddress('/api/query/claims', view, {}, { format: 'csv' })}>
          CSV
        </a>{' '}
        ·{' '}
        <a className="place" href={pageAddress('/api/query/claims', view, {}, { by: 'source', format: 'csv' })}>
          By source
        </a>
      </p>
      <FigureClaims rows={figures} view={view} />
    </>
  )
}

const asEvidence = ({ source: s }: ClaimRow) => ({
  kind: s.quote === null ? ('record' as const) : ('quote' as const),
  quote: s.quote,
  start: null,
  end: null,
  articleId: s.articleId,
  address: s.address,
  publisher: s.publisher,
  publishedOn: null,
  title: null,
  titleIs: null,
  summary: s.summary,
})
