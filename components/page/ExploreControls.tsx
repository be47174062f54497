import type { ExploreLine } from '@/components/charts/types'
import { sentenceCase } from '@/lib/analytics/words'
import { INFRA_ROLES, roleOf } from '@/lib/signals/taxonomy'
import { GRAINS, type Transform, type View } from '@/lib/view'
import { EXPLORE, type ExploreState, exploreAddress, exploreExtra } from './exploreState'
import { LineKey } from './LineKey'
import { Kept } from './ViewMenus'

const SHOWN: { transform: Transform; label: string }[] = [
  { transform: 'level', label: 'Level' },
  { transform: 'share', label: 'Share' },
  { transform: 'rebased', label: 'Rebased' },
  { transform: 'change', label: 'Change' },
]
const EVENTS = [
  { kind: 'rounds', label: 'Rounds, the largest' },
  { kind: 'ipo', label: 'IPO steps' },
  { kind: 'layoffs', label: 'Layoffs' },
  { kind: 'gdp', label: 'GDP releases' },
] as const

export interface ExploreControlsProps {
  view: View
  state: ExploreState
  /** What is drawn: levels of unlike units are rebased. */
  transform: Transform
  lines: readonly ExploreLine[]
  most: number
  choices: { companies: { company: string; name: string }[]; series: { id: string; title: string }[] }
}

/** Everything that changes the chart, as links and forms: it works without JavaScript, and the back button undoes it. */
export function ExploreControls(props: ExploreControlsProps) {
  const { view, state, transform, lines, most } = props
  const unit = { day: 'days', week: 'weeks', month: 'months', quarter: 'quarters' }[view.grain]
  const smooth = state.smooth ?? '1'
  return (
    <div className="explore-controls">
      <Group
        id="series"
        label={`${state.series.length} series`}
        title="Series"
        note={`${state.series.length} of ${most}`}
      >
        <ul className="explore-series">
          {lines.map((line) => (
            <li key={line.key}>
              <LineKey line={line} />
              <span>
                {line.label}
                <small>{line.detail}</small>
              </span>
              <a
                className="remove"
                href={exploreAddress(view, state, { series: state.series.filter((s) => s !== line.key) })}
                aria-label={`Remove ${line.label}`}
              >
                ×
              </a>
            </li>
          ))}
        </ul>
        {state.series.length < most ? <AddSeries {...props} /> : <p className="small">Remove one to add another.</p>}
      </Group>
      <Group id="show" label={SHOWN.find((s) => s.transform === transform)?.label ?? 'Show'} title="Show">
        <Segments
          label="Show"
          items={SHOWN.map((s) => ({
            label: s.label,
            href: exploreAddress(view, state, {}, { transform: s.transform }),
            current: s.transform === transform,
          }))}
        />
        {transform === 'change' && (
          <Segments
            label="Change on"
            items={[
              { label: `${sentenceCase(view.grain)} before`, value: undefined },
              { label: 'Year before', value: 'year' },
            ].map(({ label, value }) => ({
              label,
              href: exploreAddress(view, state, { against: value }),
              current: (state.against ?? 'period') === (value ?? 'period'),
            }))}
          />
        )}
      </Group>
      <Group id="grain" label={sentenceCase(view.grain)} title="Grain">
        <Segments
          label="Grain"
          items={GRAINS.map((grain) => ({
            label: sentenceCase(grain),
            href: exploreAddress(view, state, {}, { grain }),
            current: grain === view.grain,
          }))}
        />
      </Group>
      <Group id="smooth" label={smooth === '1' ? 'Not averaged' : `${smooth}-${view.grain} mean`} title="Smooth">
        <Segments
          label="Smooth"
          items={['1', '4', '13'].map((n) => ({
            label: n === '1' ? 'None' : `${n} ${unit}`,
            href: exploreAddress(view, state, { smooth: n === '1' ? undefined : n }),
            current: smooth === n,
          }))}
        />
      </Group>
      <Group id="events" label={`Events ${state.events.length || ''}`.trim()} title="Events">
        {EVENTS.map(({ kind, label }) => (
          <Check
            key={kind}
            label={label}
            on={state.events.includes(kind)}
            href={exploreAddress(view, state, {
              events: state.events.includes(kind) ? state.events.filter((e) => e !== kind) : [...state.events, kind],
            })}
          />
        ))}
      </Group>
      <Group id="options" label="Options" title="Options">
        <Check
          label="Log scale"
          on={state.scale === 'log'}
          href={exploreAddress(view, state, { scale: state.scale === 'log' ? undefined : 'log' })}
        />
        {(
          [
            ['previous', 'The range before, beneath'],
            ['year', 'The year before, beneath'],
          ] as const
        ).map(([value, label]) => (
          <Check
            key={value}
            label={label}
            on={state.overlay === value}
            href={exploreAddress(view, state, { overlay: state.overlay === value ? undefined : value })}
          />
        ))}
        <Check
          label="Small multiples"
          on={state.multiples}
          href={exploreAddress(view, state, { multiples: !state.multiples })}
        />
        <AddPin view={view} state={state} />
      </Group>
    </div>
  )
}

/** A group of controls: on a wide page in the column, on a phone a button that opens it. */
function Group({
  id,
  label,
  title,
  note,
  children,
}: {
  id: string
  label: string
  title: string
  note?: string
  children: React.ReactNode
}) {
  return (
    <>
      <button className="button explore-open" type="button" popoverTarget={`explore-${id}`}>
        {label}
      </button>
      <section
        className="menu explore-group"
        popover="auto"
        id={`explore-${id}`}
        aria-labelledby={`explore-${id}-title`}
      >
        <h2 id={`explore-${id}-title`}>
          {title} {note && <span>{note}</span>}
        </h2>
        {children}
      </section>
    </>
  )
}

function Segments({ label, items }: { label: string; items: { label: string; href: string; current: boolean }[] }) {
  return (
    <nav className="segments" aria-label={label}>
      {items.map((item) => (
        <a href={item.href} aria-current={item.current ? 'true' : undefined} key={item.label}>
          {item.label}
        </a>
      ))}
    </nav>
  )
}

const Check = ({ label, on, href }: { label: string; on: boolean; href: string }) => (
  <a className="check" href={href} aria-current={on ? 'true' : undefined}>
    {label}
    {on && <span className="hidden"> (shown; select to leave out)</span>}
  </a>
)

/** The page adds what is chosen to the series of its address. */
function AddSeries({ view, state, choices }: ExploreControlsProps) {
  const roles = [...INFRA_ROLES, 'other' as const]
  return (
    <form className="explore-add" action={EXPLORE} method="get">
      <Kept view={view} without={[]} extra={exploreExtra(state)} />
      <label>
        <span>Add</span>
        <select name="add" defaultValue="infra" aria-label="Series to add">
          <optgroup label="Openings by role">
            <option value="infra">Nine infrastructure roles</option>
            {roles.map((slug) => (
              <option value={slug} key={slug}>
                {roleOf(slug)?.name ?? slug}
              </option>
            ))}
          </optgroup>
          <optgroup label="Openings in all">
            <option value="all">All openings of a company</option>
          </optgroup>
          <optgroup label="Indicators">
            {choices.series.map(({ id, title }) => (
              <option value={id} key={id}>
                {title}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      <label>
        <span>at</span>
        <select name="at" defaultValue="" aria-label="Boards that it is counted at">
          <option value="">the boards read all through</option>
          {choices.companies.map(({ company, name }) => (
            <option value={company} key={company}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button className="button" type="submit">
        Add series
      </button>
    </form>
  )
}

/** A note of the reader's own, kept in the address alone. */
function AddPin({ view, state }: Pick<ExploreControlsProps, 'view' | 'state'>) {
  return (
    <form className="explore-add" action={EXPLORE} method="get">
      <Kept view={view} without={[]} extra={exploreExtra(state)} />
      <label>
        <span>Pin a note to</span>
        <input type="date" name="pinDay" required />
      </label>
      <label>
        <span>saying</span>
        <input type="text" name="pinText" maxLength={60} required />
      </label>
      <button className="button" type="submit">
        Pin
      </button>
      {state.pins && (
        <a className="small" href={exploreAddress(view, state, { pins: undefined })}>
          Remove my notes
        </a>
      )}
    </form>
  )
}
