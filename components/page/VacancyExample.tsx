import { dayWords, numberWords } from '@/lib/analytics/words'
import { getDb } from '@/lib/db/client'
import { vacancies } from '@/lib/queries'
import { DEFAULT_VIEW, type View } from '@/lib/view'

/** The rules of vacancies at work: the last week that the panel was read through, as known on the view's day. */
export async function VacancyExample({ view }: { view: View }) {
  const answer = await vacancies({ ...DEFAULT_VIEW, asOf: view.asOf }, getDb())
  const week = answer.rows.findLast((row) => row.covered && row.open !== null)
  if (!week || week.open === null)
    return <p className="muted">No week was read through at all companies of the panel, so there is no example yet.</p>
  return (
    <p>
      For example, in the week of {dayWords(week.period)} {numberWords(week.open)} vacancies were open on an average day
      at {answer.view.companies.length} companies; {numberWords(week.opened ?? 0)} opened and{' '}
      {numberWords(week.closed ?? 0)} closed.
      {week.medianAgeDays !== null &&
        ` Half of those open at its end had been so for at least ${numberWords(Math.floor(week.medianAgeDays))} days.`}{' '}
      The same by the command line: <code>wave query vacancies --grain week</code>.
    </p>
  )
}
