import { dayWords, numberWords, periodWords, plural } from '@/lib/analytics/words'
import { addDays } from '@/lib/dates'
import { getDb } from '@/lib/db/client'
import { brief, briefWeek, observations, openings, overview } from '@/lib/queries'
import { DEFAULT_VIEW, type View } from '@/lib/view'
import { Method, rowsOf } from './Method'

/** US growth, whose figures are revised most openly. */
const GROWTH = 'A191RL1Q225SBEA'

/** One quarter's growth, asked of the day of each of its releases. */
export async function KnownExample({ view }: { view: View }) {
  const rows = await rowsOf('revisions', {}, view)
  const period = [...rows].reverse().find((r) => rows.filter((o) => o.period === r.period).length > 2)?.period
  if (typeof period !== 'string') return <p className="muted">No figure was published three times yet.</p>
  const days = rows.filter((r) => r.period === period).map((r) => String(r.publishedOn))
  const asked = await Promise.all(
    days.map(async (day) => {
      const { rows: known } = await observations(GROWTH, { ...DEFAULT_VIEW, asOf: day }, getDb(), {
        from: period,
        to: period,
      })
      return { day, value: known[0]?.value ?? null }
    }),
  )
  return (
    <p>
      For example, growth of {periodWords(period)}, asked of the day of each release:{' '}
      {asked
        .map((a) => `${a.value === null ? 'no figure' : `${numberWords(a.value, 1)}%`} as known on ${dayWords(a.day)}`)
        .join(', ')}
      .
    </p>
  )
}

/** Who is in the panel now, and how far its last whole week is covered. */
export async function PanelExample({ view }: { view: View }) {
  const asked: View = { ...DEFAULT_VIEW, asOf: view.asOf }
  const [{ panel }, { rows }] = await Promise.all([
    overview(asked, getDb()),
    openings({ ...asked, grain: 'week' }, getDb()),
  ])
  const week = rows.findLast((row) => row.covered && row.value !== null)
  if (panel.companies.length === 0) return <p className="muted">No board was read all through yet.</p>
  return (
    <p>
      For example, {plural(panel.companies.length, 'company is', 'companies are')} in the panel now:{' '}
      {panel.companies.map((c) => c.name).join(', ')}.
      {week && ` The last week that all of them were read through is that of ${dayWords(week.period)}.`}
    </p>
  )
}

/** The brief: fixed sentences over the numbers. */
export async function BriefMethod({ view }: { view: View }) {
  const asked: View = { ...DEFAULT_VIEW, asOf: view.asOf }
  const db = getDb()
  const week = await briefWeek(undefined, asked, db)
  const made = await brief(week, asked, db)
  const first = made.sections[0]?.sentences[0]
  return (
    <Method
      id="brief"
      title="The brief of a week"
      words={[
        'Each week is told in fixed sentences over the numbers of the charts. A change is told as one only where its interval leaves out no change; else the sentence says that chance alone could do it. Every claim carries its evidence.',
      ]}
      formula="the sentence “rose” or “fell” stands where the 90% interval of the growth lies wholly above or below 1."
      example={
        first
          ? `The brief of ${dayWords(week)} to ${dayWords(addDays(week, 6))} says: ${first.map((part) => part.text).join('')}`
          : null
      }
      source="the charts of this page, as known at the end of the week"
      limits="what no sentence is made for is not told."
    />
  )
}
