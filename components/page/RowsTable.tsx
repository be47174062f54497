import { type PlainTable, plainTable } from './columns'
import { NotCovered } from './States'

/** The rows behind a chart. An empty cell is "not covered", never a blank. */
export function RowsTable({ rows, caption }: { rows: readonly unknown[]; caption: string }) {
  const table: PlainTable = plainTable(rows)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard
    <section className="scroller" aria-label={caption} tabIndex={0}>
      <table className="table dense">
        <caption className="sr">{caption}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th className={column.numeric ? 'num' : undefined} scope="col" key={column.key}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td className={table.columns[j]?.numeric ? 'num' : undefined} key={j}>
                  {cell ?? <NotCovered>none</NotCovered>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
