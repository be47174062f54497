import { type PlainTable, plainTable } from './columns'
import { Scroller } from './Scroller'
import { NotCovered } from './States'

/** The rows behind a chart. An empty cell is "not covered", never a blank. */
export function RowsTable({ rows, caption }: { rows: readonly unknown[]; caption: string }) {
  const table: PlainTable = plainTable(rows)
  return (
    <Scroller label={caption}>
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
    </Scroller>
  )
}
