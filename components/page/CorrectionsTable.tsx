import { dayWords } from '@/components/charts/format'
import type { TypePrecision } from '@/lib/queries/corrections'
import type { CorrectionRow } from '@/lib/queries/types'
import { correctionWords, UndoCorrection } from './CorrectSignal'
import { Empty } from './States'
import { TYPE_NAMES } from './signalWords'

const percent = (share: number | null): string => (share === null ? 'not measured' : `${Math.round(share * 100)}%`)

/** How often the extractor was right where an operator looked, by type of signal. */
export function PrecisionTable({ rows }: { rows: readonly TypePrecision[] }) {
  if (rows.length === 0) return null
  return (
    <table className="table dense">
      <caption className="hidden">Reviewed signals and measured precision by type</caption>
      <thead>
        <tr>
          <th scope="col">Type</th>
          <th className="num" scope="col">
            Reviewed
          </th>
          <th className="num" scope="col">
            Corrected
          </th>
          <th className="num" scope="col">
            Precision, 90% interval
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((r) => (
          <tr className={r.type === 'all' ? 'total' : undefined} key={r.type}>
            <td>{r.type === 'all' ? 'All' : (TYPE_NAMES[r.type] ?? r.type)}</td>
            <td className="num">{r.reviewed}</td>
            <td className="num">{r.corrected}</td>
            <td className="num">
              {percent(r.precision)} <span className="sub">{`${percent(r.low)} to ${percent(r.high)}`}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Every correction with who, when and why; one that was undone says so and stays. */
export function CorrectionsTable({ rows, back }: { rows: readonly CorrectionRow[]; back: string | null }) {
  if (rows.length === 0)
    return (
      <Empty
        title="Nothing was reviewed yet"
        why="The operator says on a signal’s row, or with “wave signals correct”, whether it is right. What was corrected is listed here and counted in the measured precision."
        steps={[{ label: 'All signals', href: '/signals' }]}
      />
    )
  return (
    <table className="table dense">
      <caption className="hidden">Corrections of signals, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">Signal</th>
          <th scope="col">Correction</th>
          <th className="only-wide" scope="col">
            Why
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((c) => (
          <tr key={c.id}>
            <td className="nowrap">{dayWords(c.at.slice(0, 10))}</td>
            <td>{c.summary}</td>
            <td>
              {correctionWords(c)}
              {c.undoneAt ? (
                <span className="sub">
                  undone {dayWords(c.undoneAt.slice(0, 10))}: {c.undoneWhy}
                </span>
              ) : (
                back && <UndoCorrection id={c.id} back={back} />
              )}
            </td>
            <td className="only-wide">{c.reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
