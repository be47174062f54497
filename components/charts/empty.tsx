import type { ReactElement } from 'react'
import { Hair, Over, Plot, Words } from './plot'
import { wrapText } from './text'
import type { Colours } from './tokens'

/** An honest empty frame: why there is nothing, on a base line, in the chart's full height. */
export function Empty(props: { width: number; height: number; colour: Colours; words: string }): ReactElement {
  const { width, height, colour, words } = props
  const lines = wrapText(words, width - 32, 15)
  const base = height - 36
  return (
    <Plot width={width} height={height} left={16} right={16}>
      <Over>
        <Hair x1={0} x2={width} y1={base} y2={base} stroke={colour.of('hair2')} />
        {lines.map((line, i) => (
          <Words key={line} x={width / 2} y={base / 2 + i * 21} size={15} fill={colour.of('ink2')} anchor="middle">
            {line}
          </Words>
        ))}
      </Over>
    </Plot>
  )
}
