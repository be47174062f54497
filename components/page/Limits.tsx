import type { Limit } from '@/lib/queries/types'

const SHOWN = 7

/** "What this view can and cannot say": each sentence with the swatch that the charts use for it. */
export function Limits({ limits }: { limits: Limit[] }) {
  return (
    <section>
      <h2>What this view can and cannot say</h2>
      {limits.length === 0 && <p className="subtitle">Nothing is known here that would have a limit.</p>}
      <LimitList limits={limits.slice(0, SHOWN)} />
      {limits.length > SHOWN && (
        <details className="more-rows">
          <summary className="place">{limits.length - SHOWN} more</summary>
          <LimitList limits={limits.slice(SHOWN)} />
        </details>
      )}
      <p className="more">
        <a className="place" href="/sources#coverage">
          Coverage of every source
        </a>
      </p>
    </section>
  )
}

function LimitList({ limits }: { limits: Limit[] }) {
  return (
    <ul className="limits">
      {limits.map((limit, i) => (
        <li key={i}>
          <Swatch kind={limit.kind} />
          <span>
            <b>{limit.bold}</b> {limit.text}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Swatch({ kind }: { kind: Limit['kind'] }) {
  const land = { fill: 'var(--land)', stroke: 'var(--land-line)', strokeDasharray: '2.5 2' }
  return (
    <svg width={16} height={12} viewBox="0 0 16 12" aria-hidden="true">
      {(kind === 'gap' || kind === 'left-out') && <rect x={0.5} y={1} width={15} height={10} {...land} />}
      {kind === 'left-out' && <path d="M3,6H13" stroke="var(--land-line)" strokeWidth={2} />}
      {(kind === 'break' || kind === 'reader') && (
        <path
          d="M1,9H7V3H15"
          fill="none"
          stroke="var(--wave)"
          strokeWidth={2}
          strokeDasharray={kind === 'reader' ? '3 2' : undefined}
        />
      )}
      {kind === 'small' && <circle cx={8} cy={6} r={3.6} fill="var(--paper)" stroke="var(--wave)" strokeWidth={1.8} />}
      {kind === 'incomplete' && (
        <path d="M1,6H15" stroke="var(--wave)" strokeWidth={2} strokeDasharray="2 3" strokeLinecap="round" />
      )}
    </svg>
  )
}
