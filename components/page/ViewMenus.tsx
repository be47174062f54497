import { dayWords } from '@/components/charts/format'
import { addDays, type Day } from '@/lib/dates'
import { GRAINS, type View, viewParams } from '@/lib/view'
import { type Extra, pageAddress } from './address'
import { CompanyPicker } from './CompanyPicker'

export interface Choice {
  value: string
  label: string
  /** CSS colour of its square; none for companies. */
  colour?: string
}

interface MenuProps {
  path: string
  view: View
  /** What the page's address has beside the view; kept by every menu. */
  extra?: Extra | undefined
}

/** The rest of the address as hidden fields, so that a form changes one key and keeps the others. */
export function Kept({ view, without, extra = {} }: { view: View; without: string[]; extra?: Extra | undefined }) {
  return [
    ...viewParams(view),
    ...Object.entries(extra).flatMap(([key, value]) => (value ? [[key, String(value)] as const] : [])),
  ]
    .filter(([key]) => !without.includes(key))
    .map(([key, value]) => <input type="hidden" name={key} value={value} key={`${key}=${value}`} />)
}

export function GrainMenu({ path, view, extra }: MenuProps) {
  return GRAINS.map((grain) => (
    <a
      href={pageAddress(path, view, { grain }, extra)}
      aria-current={view.grain === grain ? 'true' : undefined}
      key={grain}
    >
      By {grain}
    </a>
  ))
}

/** A form that changes one key of the view. */
function Choosing({ path, view, name, children }: MenuProps & { name: 'role' | 'company'; children: React.ReactNode }) {
  return (
    <form action={path} method="get">
      <Kept view={view} without={[name]} />
      {children}
      <p className="foot">
        <button className="button filled" type="submit">
          Show
        </button>
      </p>
    </form>
  )
}

export function RolesMenu({ path, view, choices }: MenuProps & { choices: Choice[] }) {
  return (
    <>
      <a href={pageAddress(path, view, { roles: [] })} aria-current={view.roles.length === 0 ? 'true' : undefined}>
        All of them
      </a>
      <hr />
      <Choosing path={path} view={view} name="role">
        {choices.map((choice) => (
          <label key={choice.value}>
            <input
              type="checkbox"
              name="role"
              value={choice.value}
              defaultChecked={view.roles.some((role) => role === choice.value)}
            />
            {choice.colour ? <span className="swatch" style={{ background: choice.colour }} /> : null}
            {choice.label}
          </label>
        ))}
      </Choosing>
    </>
  )
}

/** All companies, or those named; `all` says what is shown when none is. */
export function CompaniesMenu({
  path,
  view,
  chosen,
  all,
}: MenuProps & { chosen: { company: string; name: string }[]; all: string }) {
  return (
    <>
      <a
        href={pageAddress(path, view, { companies: [] })}
        aria-current={view.companies.length === 0 ? 'true' : undefined}
      >
        {all}
      </a>
      <hr />
      <Choosing path={path} view={view} name="company">
        <CompanyPicker as="check" chosen={chosen} />
      </Choosing>
    </>
  )
}

export function RangeMenu({ path, view, extra, from, to }: MenuProps & { from: Day | null; to: Day | null }) {
  const end = to ?? view.to
  const presets = end
    ? [
        { label: 'Last 3 months', days: 91 },
        { label: 'Last 6 months', days: 182 },
        { label: 'Last 12 months', days: 364 },
      ]
    : []
  return (
    <>
      <a
        href={pageAddress(path, view, { from: null, to: null }, extra)}
        aria-current={view.from || view.to ? undefined : 'true'}
      >
        The whole record
      </a>
      {presets.map(({ label, days }) => (
        <a href={pageAddress(path, view, { from: end ? addDays(end, -days) : null, to: view.to }, extra)} key={label}>
          {label}
        </a>
      ))}
      <hr />
      <form action={path} method="get">
        <Kept view={view} without={['from', 'to']} extra={extra} />
        <p className="fields">
          <label>
            From <input type="date" name="from" defaultValue={view.from ?? from ?? ''} />
          </label>
          <label>
            to <input type="date" name="to" defaultValue={view.to ?? to ?? ''} />
          </label>
        </p>
        <p className="foot">
          <button className="button filled" type="submit">
            Show
          </button>
        </p>
      </form>
    </>
  )
}

/** Days that show how knowledge grew: the estimates of US growth for Q2 2025, and a month before and after a slip. */
const THEN: Day[] = ['2025-08-15', '2025-09-01', '2025-10-01', '2026-01-01', '2026-07-01']

export function AsOfMenu({ path, view, extra }: MenuProps) {
  return (
    <>
      <a href={pageAddress(path, view, { asOf: null }, extra)} aria-current={view.asOf ? undefined : 'true'}>
        Latest
      </a>
      {THEN.map((day) => (
        <a
          href={pageAddress(path, view, { asOf: day }, extra)}
          aria-current={view.asOf === day ? 'true' : undefined}
          key={day}
        >
          {dayWords(day)}
        </a>
      ))}
      <hr />
      <form action={path} method="get">
        <Kept view={view} without={['asOf']} extra={extra} />
        <p className="fields">
          <label>
            Day <input type="date" name="asOf" defaultValue={view.asOf ?? ''} required />
          </label>
        </p>
        <p className="foot">
          <button className="button filled" type="submit">
            Show
          </button>
        </p>
      </form>
      <p className="tiny">All that was known by the end of that day, UTC. Rules of classification stay today’s.</p>
    </>
  )
}
