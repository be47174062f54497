/** A company's timeline on a phone: a dated list, newest first; readings as stacked bars, gaps as buff rows. */
import type { ReactElement } from 'react'
import { eventWords, infrastructure, linesAndLone, type Reading, roundWords, stackOf } from './company-openings'
import { dayShort, dayWords, number } from './format'
import { CapacityGlyph, IpoGlyph, LayoffGlyph, RoundGlyph } from './glyphs'
import { Hair, type Ink, Words } from './plot'
import { linear, monthName, round2 } from './scales'
import { wrapText } from './text'
import type { CompanyTimelineData, EventMark, IpoMark, RoundMark } from './types'

const TEXT_X = 112
const LINE = 19
const MOST_EVENTS = 24

type Item =
  | { kind: 'round'; day: string; mark: RoundMark }
  | { kind: 'ipo'; day: string; mark: IpoMark }
  | { kind: 'capacity' | 'layoff'; day: string; mark: EventMark }
  | { kind: 'reading'; day: string; reading: Reading }
  | { kind: 'line'; day: string; readings: Reading[] }
  | { kind: 'gap'; day: string; title: string; detail: string }
  | { kind: 'more'; day: string; count: number }

export interface ListRow {
  item: Item
  top: number
  height: number
  lines: string[]
}

/** The rows of the list with their places; the last one's end is the height of the drawing. */
export function listRows(data: CompanyTimelineData, width: number): ListRow[] {
  const inside = (day: string) => day >= data.from && day <= data.to
  const { lines, lone } = linesAndLone(
    data.openings.filter((o) => inside(o.day)),
    data.breaks,
    data.gaps,
  )
  const events: Item[] = [
    ...data.rounds.map((mark): Item => ({ kind: 'round', day: mark.day, mark })),
    ...data.ipo.map(
      (mark): Item => ({ kind: 'ipo', day: mark.day, mark: { ...mark, label: mark.text || mark.label } }),
    ),
    ...data.capacity.map((mark): Item => ({ kind: 'capacity', day: mark.day, mark })),
    ...data.layoffs.map((mark): Item => ({ kind: 'layoff', day: mark.day, mark })),
  ]
    .filter((item) => inside(item.day))
    .sort((a, b) => (a.day < b.day ? 1 : -1))
  const shown = events.slice(0, MOST_EVENTS)
  const oldest = shown.at(-1)?.day ?? data.from
  const items: Item[] = [
    ...shown,
    ...lone.map((reading): Item => ({ kind: 'reading', day: reading.day, reading })),
    ...lines.map((readings): Item => ({ kind: 'line', day: readings.at(-1)?.day ?? '', readings })),
    ...data.gaps
      .filter((g) => g.last >= data.from && g.first <= data.to)
      .map((g): Item => ({ kind: 'gap', day: g.last, title: g.title, detail: g.detail })),
  ].sort((a, b) => (a.day < b.day ? 1 : -1))
  if (events.length > shown.length) items.push({ kind: 'more', day: oldest, count: events.length - shown.length })
  let top = 0
  return items.map((item) => {
    const lines = wrapText(wordsOf(item, data.label), width - TEXT_X, 14)
    const extra = item.kind === 'reading' && item.reading.roles ? 22 : item.kind === 'line' ? 40 : 0
    const height = Math.max(1, lines.length) * LINE + 18 + extra
    const row = { item, top, height, lines }
    top += height
    return row
  })
}

function wordsOf(item: Item, company: string): string {
  switch (item.kind) {
    case 'gap':
      return `${item.title}: ${item.detail}`
    case 'more':
      return `and ${number(item.count)} earlier`
    case 'reading': {
      const infra = infrastructure(item.reading)
      return `${number(item.reading.count)} openings${infra === null ? ', a count alone' : `, ${number(infra)} infrastructure`}`
    }
    case 'line': {
      const first = item.readings[0]
      const last = item.readings.at(-1)
      return first && last
        ? `${number(last.count)} openings, ${number(first.count)} on ${dayShort(first.day)}; read on ${item.readings.length} days`
        : ''
    }
    case 'round':
      return roundWords(item.mark, company)
    default:
      return (
        eventWords(item.mark, company) || (item.kind === 'capacity' ? 'Capacity, size not published' : item.mark.label)
      )
  }
}

function dateOf(item: Item): string {
  if (item.kind === 'gap' || item.kind === 'more') return ''
  if ('mark' in item && item.mark.precision !== 'day') {
    return item.mark.precision === 'month' ? `${monthName(item.day)} ${item.day.slice(0, 4)}` : item.day.slice(0, 4)
  }
  return dayWords(item.day)
}

export function CompanyList({ colour, rows, width }: Ink & { rows: readonly ListRow[]; width: number }): ReactElement {
  const most = Math.max(1, ...rows.map(({ item }) => (item.kind === 'reading' ? item.reading.count : 0)))
  return (
    <g>
      {rows.map((row, i) => {
        const { item, top, height, lines } = row
        const gap = item.kind === 'gap'
        return (
          <g key={`${item.kind}-${item.day}-${i}`}>
            {gap && <rect x={0} y={top} width={width} height={height} fill={colour.of('land')} />}
            <Words x={0} y={top + 23} size={13} fill={colour.of('muted')}>
              {dateOf(item)}
            </Words>
            <RowGlyph colour={colour} item={item} y={top + 18} />
            {lines.map((line, k) => (
              <Words
                key={`${k}-${line}`}
                x={TEXT_X}
                y={top + 23 + k * LINE}
                size={14}
                weight={k === 0 && (item.kind === 'reading' || item.kind === 'line') ? 600 : 400}
                fill={colour.of(gap ? 'land-ink' : 'ink')}
              >
                {line}
              </Words>
            ))}
            {item.kind === 'reading' && item.reading.roles && (
              <Stack
                colour={colour}
                reading={item.reading}
                left={TEXT_X}
                right={width}
                most={most}
                y={top + 12 + lines.length * LINE + 4}
              />
            )}
            {item.kind === 'line' && (
              <Course
                colour={colour}
                readings={item.readings}
                left={TEXT_X}
                right={width}
                y={top + 10 + lines.length * LINE}
              />
            )}
            <Hair
              x1={0}
              x2={width}
              y1={top + height}
              y2={top + height}
              stroke={colour.of(gap ? 'land-line' : 'hair')}
              {...(gap && { dash: '4 4' })}
            />
            {gap && <Hair x1={0} x2={width} y1={top} y2={top} stroke={colour.of('land-line')} dash="4 4" />}
          </g>
        )
      })}
    </g>
  )
}

function RowGlyph({ colour, item, y }: Ink & { item: Item; y: number }): ReactElement | null {
  const at = { x: 98, y, colour }
  switch (item.kind) {
    case 'round':
      return <RoundGlyph {...at} kind={item.mark.kind} r={4.5} />
    case 'ipo':
      return <IpoGlyph {...at} stage={item.mark.stage} />
    case 'capacity':
      return <CapacityGlyph {...at} />
    case 'layoff':
      return <LayoffGlyph {...at} />
    default:
      return null
  }
}

function Stack(props: Ink & { reading: Reading; left: number; right: number; most: number; y: number }): ReactElement {
  const { colour, reading, left, right, most, y } = props
  const x = linear([0, most], [left, right])
  return (
    <g>
      {stackOf(reading).map((part) => (
        <rect
          key={part.role}
          x={x(part.from)}
          y={y}
          width={round2(Math.max(0.5, x(part.to) - x(part.from) - 1))}
          height={12}
          fill={colour.role(part.role)}
          fillOpacity={part.role === 'other' ? 0.5 : undefined}
        />
      ))}
    </g>
  )
}

function Course({
  colour,
  readings,
  left,
  right,
  y,
}: Ink & { readings: Reading[]; left: number; right: number; y: number }): ReactElement {
  const x = linear([0, Math.max(1, readings.length - 1)], [left, right - 4])
  const level = linear([0, Math.max(1, ...readings.map((r) => r.count))], [y + 34, y + 4])
  const points = readings.map((r, i) => `${x(i)},${level(r.count)}`)
  return (
    <g>
      <path d={`M${left},${y + 34}L${points.join('L')}L${right - 4},${y + 34}Z`} fill={colour.of('water')} />
      <path d={`M${points.join('L')}`} fill="none" stroke={colour.of('wave')} strokeWidth={2} />
      <Hair x1={left} x2={right} y1={y + 34} y2={y + 34} stroke={colour.of('ink')} />
    </g>
  )
}
