import { number } from '@/components/charts/format'
import { ROLE_COLOURS } from '@/components/charts/tokens'
import type { Ranked, RoleData } from '@/lib/queries/types'
import type { RoleSlug } from '@/lib/signals/taxonomy'
import { NotCovered } from './States'

const colourOf = (role: RoleSlug) => `var(--role-${ROLE_COLOURS[role].code.toLowerCase()})`

/** Skills named in the texts that were read: one square one posting while they are few, a bar when they are many. */
export function Skills({ data }: { data: RoleData }) {
  const { n, rows, companies } = data.skills
  return (
    <section>
      <h2>What to learn, by what is asked</h2>
      {n === 0 ? (
        <p className="subtitle">
          <NotCovered /> No text of a posting in this role was read.
        </p>
      ) : (
        <>
          <p className="subtitle">
            Of {number(n)} {n === 1 ? 'posting' : 'postings'} with a text
            {companies.length > 0 &&
              `, at ${companies.slice(0, 4).join(', ')}${companies.length > 4 ? ` and ${companies.length - 4} more` : ''}`}
            , how many name it{n < 20 ? '. One square, one posting.' : '.'}
          </p>
          <RankedBars rows={rows.slice(0, 10)} of={n} role={data.role} squares={n < 20} />
        </>
      )}
    </section>
  )
}

export function Places({ data }: { data: RoleData }) {
  const rows = data.places.slice(0, 8)
  return (
    <section>
      <h2>Places</h2>
      <p className="subtitle">First place named in the posting, n = {number(data.openings.total)}</p>
      {rows.length === 0 ? (
        <p className="subtitle">
          <NotCovered /> No place is on record.
        </p>
      ) : (
        <RankedBars rows={rows} of={Math.max(...rows.map((row) => row.count))} role={data.role} squares={false} />
      )}
    </section>
  )
}

export function Levels({ data }: { data: RoleData }) {
  const { named, remote, n } = data.remote
  return (
    <section>
      <h3>Level in the title</h3>
      <ul className="pairs">
        {data.seniority.map((level) => (
          <li key={level.label}>
            <span>{level.label === 'unknown' ? 'not stated' : level.label}</span>
            <span>{number(level.count)}</span>
          </li>
        ))}
      </ul>
      <p className="subtitle">
        {n === 0 ? (
          <NotCovered />
        ) : (
          `${number(remote)} of ${number(n)} say remote; ${number(named)} name a workplace at all.`
        )}
      </p>
    </section>
  )
}

function RankedBars({ rows, of, role, squares }: { rows: Ranked[]; of: number; role: RoleSlug; squares: boolean }) {
  return (
    <ul className="bars">
      {rows.map((row) => (
        <li key={row.label}>
          <span>{row.label}</span>
          {squares ? <Squares filled={row.count} of={of} role={role} /> : <Bar share={row.count / of} role={role} />}
          <b>{number(row.count)}</b>
        </li>
      ))}
    </ul>
  )
}

function Squares({ filled, of, role }: { filled: number; of: number; role: RoleSlug }) {
  const step = 10
  return (
    <svg viewBox={`0 0 ${of * step} 9`} style={{ maxWidth: of * step }} aria-hidden="true">
      {Array.from({ length: of }, (_, i) => (
        <rect
          key={i}
          x={i * step + 0.5}
          y={0.5}
          width={7.5}
          height={7.5}
          fill={i < filled ? colourOf(role) : 'none'}
          stroke={colourOf(role)}
          strokeWidth={1}
        />
      ))}
    </svg>
  )
}

function Bar({ share, role }: { share: number; role: RoleSlug }) {
  return (
    <svg viewBox="0 0 100 8" preserveAspectRatio="none" height={8} aria-hidden="true">
      <rect width={Math.max(0.8, Math.round(share * 1000) / 10)} height={8} fill={colourOf(role)} />
    </svg>
  )
}
