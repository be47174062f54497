/**
 * The surface all charts are drawn on: one Recharts chart whose plot is the whole drawing between its left and right
 * margin, with y axes stacked in it as bands. Everything is placed by arithmetic; nothing is measured.
 */
import { type CSSProperties, type ReactElement, type ReactNode, useContext } from 'react'
import { ComposedChart, DefaultZIndexes, XAxis, YAxis, ZIndexLayer } from 'recharts'
import { ChartLabel } from './chart-label'
import type { Weight } from './text'
import type { Colours } from './tokens'

const FONT = "'Instrument Sans Variable', 'Instrument Sans', sans-serif"

const SURFACE: CSSProperties = {
  fontFamily: FONT,
  fontVariantNumeric: 'tabular-nums',
  wordSpacing: '.05em',
  cursor: 'inherit',
}

/** A y axis that occupies `top`..`bottom` pixels of the drawing, `domain` from its foot to its head. */
interface Band {
  id: string
  top: number
  bottom: number
  domain: [number, number]
}

export interface PlotProps {
  width: number
  height: number
  left: number
  right: number
  /** Domain of the x axis, in the unit of the rows' `x`. */
  domain?: [number, number]
  rows?: object[]
  bands?: Band[]
  layout?: 'horizontal' | 'vertical'
  children: ReactNode
}

/** Keeps axis domains as given: no extension by what is drawn. */
export function Plot(props: PlotProps): ReactElement {
  const { width, height, left, right, domain = [0, 1], rows = [], bands = [], children } = props
  const label = useContext(ChartLabel)
  return (
    <ComposedChart
      width={width}
      height={height}
      margin={{ top: 0, right, bottom: 0, left }}
      data={rows}
      accessibilityLayer={false}
      // A group and not a picture: the slider in it has to stay within reach.
      {...(label !== null && { role: 'group', 'aria-label': label })}
      style={SURFACE}
      throttledEvents={[]}
    >
      <XAxis dataKey="x" type="number" domain={domain} scale="linear" hide tick={false} />
      {bands.map((band) => (
        <YAxis
          key={band.id}
          yAxisId={band.id}
          type="number"
          domain={band.domain}
          padding={{ top: band.top, bottom: height - band.bottom }}
          hide
          tick={false}
          width={0}
        />
      ))}
      {bands.length === 0 && <YAxis type="number" domain={[0, 1]} hide tick={false} width={0} />}
      {children}
    </ComposedChart>
  )
}

/** Hairlines, grounds: under every series. */
export const Under = ({ children }: { children: ReactNode }): ReactElement => (
  <ZIndexLayer zIndex={DefaultZIndexes.grid}>{children}</ZIndexLayer>
)

/** Words, glyphs, what one points with: over every series. */
export const Over = ({ children }: { children: ReactNode }): ReactElement => (
  <ZIndexLayer zIndex={DefaultZIndexes.label}>{children}</ZIndexLayer>
)

export interface WordsProps {
  x: number
  y: number
  children: string
  size?: number
  weight?: Weight
  fill: string
  anchor?: 'start' | 'middle' | 'end'
  /** Colour of a 4 pixel halo that keeps words readable over lines. */
  halo?: string
  /** Set at 90 % of the font's width where the font can. */
  narrow?: boolean
}

/** One line of text on its baseline. */
export function Words(props: WordsProps): ReactElement {
  const { x, y, children, size = 12, weight = 400, fill, anchor, halo, narrow } = props
  return (
    <text
      x={x}
      y={y}
      fontSize={size}
      fontWeight={weight === 400 ? undefined : weight}
      fill={fill}
      textAnchor={anchor === 'start' ? undefined : anchor}
      stroke={halo}
      strokeWidth={halo ? 4 : undefined}
      strokeLinejoin={halo ? 'round' : undefined}
      paintOrder={halo ? 'stroke' : undefined}
      style={narrow ? { fontStretch: '90%' } : undefined}
    >
      {children}
    </text>
  )
}

/** A name and its value in bold behind it (or before it, with `first`). */
export function NamedValue(
  props: Omit<WordsProps, 'children' | 'weight'> & { name: string; value: string; first?: boolean },
) {
  const { x, y, name, value, size = 12, fill, anchor, halo, first } = props
  const bold = <tspan fontWeight={600}>{value}</tspan>
  return (
    <text
      x={x}
      y={y}
      fontSize={size}
      fill={fill}
      textAnchor={anchor === 'start' ? undefined : anchor}
      stroke={halo}
      strokeWidth={halo ? 4 : undefined}
      strokeLinejoin={halo ? 'round' : undefined}
      paintOrder={halo ? 'stroke' : undefined}
    >
      {first && bold}
      <tspan>{first ? ` ${name}` : `${name} `}</tspan>
      {!first && bold}
    </text>
  )
}

/** A straight hairline. */
export function Hair(props: {
  x1: number
  y1: number
  x2: number
  y2: number
  stroke: string
  width?: number
  dash?: string
}) {
  const { x1, y1, x2, y2, stroke, width = 1, dash } = props
  return <line x1={x1} y1={y1} x2={x2} y2={y2} stroke={stroke} strokeWidth={width} strokeDasharray={dash} />
}

/** The small square that stands before a role's name. */
export const Swatch = ({ x, y, fill, size = 10 }: { x: number; y: number; fill: string; size?: number }) => (
  <rect x={x} y={y} width={size} height={size} fill={fill} />
)

export interface Ink {
  colour: Colours
}
