import { Triangle } from '@/components/ui/Icons'
import type { Tile, TileChange } from '@/lib/queries/types'
import type { View } from '@/lib/view'
import { Spark } from './Spark'
import { NotCovered } from './States'
import { Door } from './Words'

/** One row of five or six figures with hairlines between. */
export function Tiles({ tiles, view }: { tiles: Tile[]; view: View }) {
  if (tiles.length === 0) return null
  return (
    <section className="tiles" aria-label="In numbers" style={{ ['--tiles' as string]: tiles.length }}>
      {tiles.map((tile) => (
        <TileView tile={tile} view={view} key={tile.key} />
      ))}
    </section>
  )
}

function TileView({ tile, view }: { tile: Tile; view: View }) {
  const figure = tile.figure === null ? <NotCovered /> : tile.figure
  return (
    <div className="tile">
      <h2 className="label">{tile.label}</h2>
      <p className="figure">
        {tile.evidence && tile.figure !== null ? (
          <Door evidence={tile.evidence} view={view}>
            {figure}
          </Door>
        ) : (
          figure
        )}
        {tile.unit && tile.figure !== null && <small>{tile.unit}</small>}
      </p>
      <div className="spark">
        <Spark spark={tile.spark} name={tile.key} />
      </div>
      <p className="moved">{tile.change && <Moved change={tile.change} />}</p>
      <p className="tiny">{[tile.period, tile.sample, sourceWords(tile)].filter((part) => part !== '').join(' · ')}</p>
    </div>
  )
}

const sourceWords = (tile: Tile): string =>
  tile.source.licence ? `${tile.source.name}, ${tile.source.licence}` : tile.source.name

/** A change: triangle, sign and number, then on what; the interval where there is one. */
function Moved({ change }: { change: TileChange }) {
  const [number = change.text, ...rest] = change.text.split(' ')
  const signed = /^[+−-]?[$\d]/.test(number)
  return (
    <>
      {change.direction !== 'flat' && (
        <span className={`change ${change.direction}`}>
          <Triangle down={change.direction === 'down'} />
        </span>
      )}
      {signed ? (
        <>
          <b className={`change ${change.direction}`}>{number}</b> {rest.join(' ')}
        </>
      ) : (
        change.text
      )}
      {change.interval && <span className="nowrap"> ({change.interval})</span>}
    </>
  )
}
