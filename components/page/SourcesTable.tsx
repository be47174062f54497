import { dayWords, number } from '@/components/charts/format'
import type { RejectRow, SourceRow } from '@/lib/queries/types'
import { Out } from './EvidenceParts'
import { Empty } from './States'
import { safeHref } from './signalWords'

const STATES: Record<string, string> = {
  ok: 'read',
  failing: 'failing',
  never: 'not read yet',
  off: 'off',
  running: 'being read',
}

/** An instant as day and minute, UTC. */
const instant = (iso: string | null, none: string): string =>
  iso ? `${dayWords(iso.slice(0, 10))}, ${iso.slice(11, 16)}` : none

/** Each source: whether it is read, when last and next, what the last visit brought, and what was refused. */
export function SourcesTable({
  sources,
  operator,
  rejects,
  rejectsOf,
}: {
  sources: SourceRow[]
  operator: boolean
  rejects: RejectRow[] | null
  rejectsOf: string | null
}) {
  if (sources.length === 0) {
    return (
      <>
        <h2>Read by this installation</h2>
        <Empty
          title="No source has been added"
          why="Every figure comes from the reference data that ships, which says on each chart to which day it goes."
        />
      </>
    )
  }
  return (
    <>
      <h2>Read by this installation</h2>
      <p className="subtitle">
        {sources.length === 1 ? 'One source' : `${number(sources.length)} sources`}. What was refused is kept with its
        reason and tried again when the rules change.
      </p>
      <table className="table dense">
        <caption className="hidden">Sources and their state</caption>
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">State</th>
            <th className="only-wide" scope="col">
              Last visit
            </th>
            <th className="only-wide" scope="col">
              What it brought
            </th>
            <th className="num" scope="col">
              Refused
            </th>
            <th className="num only-wide" scope="col">
              Next visit
            </th>
            {operator && (
              <th className="num" scope="col">
                Operator
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <SourceLine source={source} operator={operator} key={source.id} />
          ))}
        </tbody>
      </table>
      {rejects && rejectsOf && <Rejects rows={rejects} of={rejectsOf} />}
    </>
  )
}

function SourceLine({ source, operator }: { source: SourceRow; operator: boolean }) {
  const href = safeHref(source.address)
  const run = source.lastRun
  return (
    <tr id={`source-${source.id}`}>
      <td>
        {source.name}
        <span className="sub">
          {source.kind} · {href ? <Out href={href}>{source.address}</Out> : source.address}
        </span>
      </td>
      <td>
        <span className={`state ${source.state}`}>{STATES[source.state] ?? source.state}</span>
        {source.lastError && (
          <span className="sub">
            {source.lastError.message} {source.lastError.next}
          </span>
        )}
      </td>
      <td className="only-wide nowrap">{instant(source.lastCheckedAt, 'never')}</td>
      <td className="only-wide soft">
        {run
          ? `${number(run.seen)} seen: ${number(run.new)} new, ${number(run.changed)} changed, ${number(run.unchanged)} unchanged`
          : 'nothing yet'}
      </td>
      <td className="num">
        {source.openRejects > 0 ? (
          <a className="place" href={`/sources?rejects=${encodeURIComponent(source.id)}#rejects`}>
            {number(source.openRejects)}
          </a>
        ) : (
          '0'
        )}
      </td>
      <td className="num only-wide nowrap">{source.enabled ? instant(source.nextCheckAt, 'not planned') : 'off'}</td>
      {operator && (
        <td className="num">
          <form action="/api/sources" method="post">
            <input type="hidden" name="id" value={source.id} />
            <button className="plain place" type="submit" name="action" value="check">
              Check now
            </button>
          </form>
        </td>
      )}
    </tr>
  )
}

function Rejects({ rows, of }: { rows: RejectRow[]; of: string }) {
  return (
    <section className="section" id="rejects">
      <h3>Refused from {of}</h3>
      <table className="table dense">
        <caption className="hidden">What was refused, with its reason</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col">Why, and what to do</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="nowrap">{instant(row.createdAt, 'not known')}</td>
              <td>
                {row.kind}
                {row.position && <span className="muted"> {row.position}</span>}
              </td>
              <td>
                {row.reason} {row.next} <span className="muted">{row.code}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
