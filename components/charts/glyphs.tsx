import type { ReactElement } from 'react'
import { round2 } from './scales'
import type { Colours } from './tokens'
import type { IpoMark, RoundMark } from './types'

/** Where a glyph stands: its middle in pixels of the drawing. */
interface At {
  x: number
  y: number
  colour: Colours
}

const points = (pairs: [number, number][]): string => pairs.map(([x, y]) => `${round2(x)},${round2(y)}`).join(' ')

/** A square on its corner, `r` from its middle to a corner. */
function Diamond({
  x,
  y,
  r,
  ...paint
}: {
  x: number
  y: number
  r: number
  fill: string
  stroke?: string
  strokeWidth?: number
}) {
  const side = round2(r * Math.SQRT2)
  return (
    <rect
      x={round2(x - side / 2)}
      y={round2(y - side / 2)}
      width={side}
      height={side}
      transform={`rotate(45 ${round2(x)} ${round2(y)})`}
      {...paint}
    />
  )
}

/** Radius of a round's circle: area goes with the amount; one billion US dollars has a radius of 2.1 pixels a root unit. */
export function roundRadius(amountUsd: number | null, largest = 16): number {
  if (amountUsd === null || amountUsd <= 0) return 2.5
  return round2(Math.max(2.5, Math.min(largest, 1.45 * Math.sqrt(amountUsd / 1e9))))
}

/** Capital: a disc for equity, a ring for debt, a ring with a dot for strategic money. */
export function RoundGlyph({ x, y, colour, kind, r }: At & { kind: RoundMark['kind']; r: number }): ReactElement {
  const fill = colour.of('e-capital')
  if (kind === 'equity') return <circle cx={x} cy={y} r={r} fill={fill} fillOpacity={0.85} />
  return (
    <g>
      <circle cx={x} cy={y} r={r} fill={colour.of('paper')} stroke={fill} strokeWidth={1.5} />
      {kind === 'strategic' && <circle cx={x} cy={y} r={round2(Math.max(1, r / 3))} fill={fill} />}
    </g>
  )
}

const FURTHEST: IpoMark['stage'][] = [
  'reported',
  'confidential',
  'filed',
  'amended',
  'range',
  'postponed',
  'withdrawn',
  'priced',
  'listed',
]

/** Of several stages the one that merged marks show: the furthest. */
export const furthestStage = (stages: readonly IpoMark['stage'][]): IpoMark['stage'] =>
  [...stages].sort((a, b) => FURTHEST.indexOf(b) - FURTHEST.indexOf(a))[0] ?? 'reported'

/** IPO step: hollow reported, half confidential, full filed, double priced or listed, struck through put off or withdrawn. */
export function IpoGlyph({ x, y, colour, stage }: At & { stage: IpoMark['stage'] }): ReactElement {
  const c = colour.of('e-ipo')
  const paper = colour.of('paper')
  switch (stage) {
    case 'reported':
      return <Diamond x={x} y={y} r={5} fill={paper} stroke={c} strokeWidth={1.3} />
    case 'confidential':
      return (
        <g>
          <Diamond x={x} y={y} r={5} fill={paper} stroke={c} strokeWidth={1.3} />
          <polygon
            points={points([
              [x, y - 5],
              [x, y + 5],
              [x - 5, y],
            ])}
            fill={c}
          />
        </g>
      )
    case 'filed':
    case 'amended':
    case 'range':
      return <Diamond x={x} y={y} r={5.6} fill={c} />
    case 'priced':
    case 'listed':
      return (
        <g>
          <Diamond x={x} y={y} r={7.6} fill={paper} stroke={c} strokeWidth={1} />
          <Diamond x={x} y={y} r={5.2} fill={c} />
        </g>
      )
    case 'postponed':
    case 'withdrawn':
      return (
        <g>
          <Diamond x={x} y={y} r={5} fill={paper} stroke={c} strokeWidth={1.3} />
          <line x1={x - 4} y1={y + 4} x2={x + 4} y2={y - 4} stroke={c} strokeWidth={1.3} />
        </g>
      )
  }
}

export function CapacityGlyph({ x, y, colour }: At): ReactElement {
  return <rect x={round2(x - 4)} y={round2(y - 4)} width={8} height={8} fill={colour.of('e-capacity')} />
}

export function LayoffGlyph({ x, y, colour }: At): ReactElement {
  return (
    <polygon
      points={points([
        [x - 5, y - 4],
        [x + 5, y - 4],
        [x, y + 5],
      ])}
      fill={colour.of('e-layoff')}
    />
  )
}

/** A macro release: an I-beam. */
function MacroGlyph({ x, y, colour }: At): ReactElement {
  const stroke = colour.of('e-macro')
  return (
    <path
      d={`M${x - 3},${y - 5}H${x + 3}M${x},${y - 5}V${y + 5}M${x - 3},${y + 5}H${x + 3}`}
      fill="none"
      stroke={stroke}
      strokeWidth={1.5}
    />
  )
}

/** Hiring: a dot on a line. */
function HiringGlyph({ x, y, colour }: At): ReactElement {
  const c = colour.of('wave')
  return (
    <g>
      <line x1={x - 6} y1={y} x2={x + 6} y2={y} stroke={c} strokeWidth={1.5} strokeDasharray="2 1.5" />
      <circle cx={x} cy={y} r={2.8} fill={c} />
    </g>
  )
}

/** A way of working ("Employee+"): an open square standing on its corner would be an IPO, so a ring in a square. */
function EngagementGlyph({ x, y, colour }: At): ReactElement {
  const c = colour.of('ink2')
  return (
    <g>
      <rect x={x - 4.5} y={y - 4.5} width={9} height={9} fill="none" stroke={c} strokeWidth={1.2} />
      <circle cx={x} cy={y} r={1.8} fill={c} />
    </g>
  )
}

export type GlyphKind = 'hiring' | 'funding' | 'ipo' | 'capacity' | 'layoff' | 'macro' | 'compensation' | 'engagement'

/** A signal's glyph as a picture of its own, 16 pixels square, for lists in HTML. Its words stand beside it. */
export function EventGlyph({
  kind,
  stage = 'filed',
  debt = false,
  colour,
}: {
  kind: GlyphKind
  stage?: IpoMark['stage']
  debt?: boolean
  colour: Colours
}): ReactElement {
  const at = { x: 8, y: 8, colour }
  return (
    <svg width={16} height={16} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {kind === 'funding' && <RoundGlyph {...at} kind={debt ? 'debt' : 'equity'} r={4.5} />}
      {kind === 'ipo' && <IpoGlyph {...at} stage={stage} />}
      {kind === 'capacity' && <CapacityGlyph {...at} />}
      {kind === 'layoff' && <LayoffGlyph {...at} />}
      {kind === 'macro' && <MacroGlyph {...at} />}
      {kind === 'hiring' && <HiringGlyph {...at} />}
      {(kind === 'engagement' || kind === 'compensation') && <EngagementGlyph {...at} />}
    </svg>
  )
}
