import { dayWords, numberWords, percentChange, plural } from '@/lib/analytics/words'
import { getDb } from '@/lib/db/client'
import { capitalRanking } from '@/lib/queries'
import { claims } from '@/lib/queries/claims'
import { DEFAULT_VIEW, type View } from '@/lib/view'
import { answerOf, Method, n, rowsOf } from './Method'

/** Layoffs beside openings: what is added and what is not. */
export async function SupplyMethod({ view }: { view: View }) {
  const [rows, places] = await Promise.all([rowsOf('supply', {}, view), rowsOf('supply', { by: 'place' }, view)])
  const row =
    rows.findLast((r) => r.people !== null && r.openingsThen !== null) ?? rows.findLast((r) => r.people !== null)
  return (
    <Method
      id="supply"
      title="Layoffs beside openings"
      words={[
        'Announced layoffs and notices under the WARN Act stand under the openings of the panel on one axis of time, each band in its own unit. One layoff told by many reports is one. Beside each stand the company’s own openings on its day and twelve weeks later, where one reader saw both.',
        'By place, each site of a notice counts at its town or county, beside the openings whose location names that town. By role, a site counts where the titles that its notice lists are of that role.',
      ]}
      formula="people = the number as announced; nothing is taken off openings."
      example={
        row
          ? `${String(row.name)} announced on ${dayWords(String(row.announcedOn))} that ${numberWords(n(row, 'people'))} jobs go; its own board then listed ${row.openingsThen === null ? 'a number that was not read' : `${numberWords(n(row, 'openingsThen'))} openings`}${row.openings12WeeksLater === null ? '' : `, ${numberWords(n(row, 'openings12WeeksLater'))} twelve weeks later`}. Of ${plural(rows.length, 'layoff')} ${numberWords(places.length)} ${places.length === 1 ? 'has' : 'have'} a place.`
          : null
      }
      source="the announcements themselves, each with its address"
      limits="cuts run over months, in all countries and all kinds of work; a notice tells neither when nor whether people left, and how many hold which title is not told."
    />
  )
}

/** The note of an answer that says what is missing, or how it did; null without one. */
const noteWith = (notes: readonly string[], words: RegExp): string | null =>
  notes.find((note) => words.test(note)) ?? null

/** Changes of level and forecasts: what is looked for, and when a forecast is shown. */
export async function OutlookMethod({ view }: { view: View }) {
  const [ahead, changes] = await Promise.all([answerOf('forecast', {}, view), rowsOf('level-changes', {}, view)])
  const change = changes.at(-1)
  const record = noteWith(ahead.notes, /forecast|judged/i) ?? ''
  return (
    <Method
      id="outlook"
      title="Where it turned, and what may come"
      words={[
        'A week counts as a turn when splitting the series there pays for itself against its noise. What happened within two weeks of it is listed beside, since it came at the same time; nothing is said of causes.',
        'The weeks that were not read yet (the nowcast) and eight weeks ahead are told by damped Holt-Winters, shown only where, on the past of the same series, it has beaten both the last value and that of a year ago. A regression with leading series (equity raised, signals of hiring and capacity, postings on Indeed, each as known by then) takes its place only where it has beaten those and Holt-Winters too.',
      ]}
      formula="turns: the changes that make Σ (value − mean of its segment)² + 2.5 · log n · noise² · number of changes least. Forecast: level + Σ damped trend. With leading series, for each step h: value(t + h) − value(t) = a + b · (value(t) − value(t − 4)) + Σ c · lead, by ridge regression with the strength of least generalised cross-validation."
      example={
        change
          ? `From the week of ${dayWords(String(change.week))} on the panel stood at ${numberWords(n(change, 'after'))} openings on average, before it at ${numberWords(n(change, 'before'))}. ${record}`
          : record || null
      }
      source="Killick, Fearnhead and Eckley (2012), JASA 107; Gardner and McKenzie (1985); Hoerl and Kennard (1970); Golub, Heath and Wahba (1979); Tashman (2000); Diebold and Mariano (1995)"
      limits="a slow rise is told as one step or a few; a forecast knows the past of these series and nothing of the world."
    />
  )
}

/** Seasonal adjustment, weekly and daily. */
export async function SeasonMethod({ view }: { view: View }) {
  const { rows, notes } = await answerOf('seasonal-daily', {}, view)
  const row = rows.findLast((r) => r.value !== null && r.adjusted !== null)
  const apart = noteWith(notes, /points apart/)
  return (
    <Method
      id="season"
      title="Seasonal adjustment"
      words={[
        'What returns every year (or every week, or with each holiday) is taken out by STL: smooth curves through all first weeks of the year, all second weeks and so on, robust against single wild values. Daily series lose the day of the week and US holidays first, then the season of the year. Under two years nothing is adjusted.',
      ]}
      formula="value = trend × season × rest (weekly and daily: logarithms where all is above 0); adjusted = value / season. Holidays: the median over the years of what a day so many days from one lies off the smooth season, kept where it is 2.5 times a day’s usual rest over the root of its years."
      example={
        row
          ? `On ${dayWords(String(row.day))} the count of US postings on Indeed stood at ${numberWords(n(row, 'value'), 1)}; factors of ${numberWords(n(row, 'week'), 3)} for the day of the week, ${numberWords(n(row, 'holiday'), 3)} for holidays and ${numberWords(n(row, 'year'), 3)} for the season make it ${numberWords(n(row, 'adjusted'), 1)}. ${apart ?? ''}`
          : noteWith(notes, /not enough data/)
      }
      source="Cleveland, Cleveland, McRae and Terpenning (1990), Journal of Official Statistics 6; Ollech (2018), Deutsche Bundesbank Discussion Paper 41; raw and adjusted series by Indeed Hiring Lab (CC BY 4.0)"
      limits="the newest weeks are adjusted with what is known now and change when more is; a new holiday is learned after two years."
    />
  )
}

/** From capital to hiring: lead and lag, event study, local projections, and the record of a ranking. */
export async function CapitalMethod({ view }: { view: View }) {
  const [lag, study, projected, record] = await Promise.all([
    answerOf('lead-lag', {}, view),
    answerOf('event-study', {}, view),
    answerOf('local-projections', {}, view),
    capitalRanking({ ...DEFAULT_VIEW, asOf: view.asOf }, getDb()),
  ])
  const missing = [lag, study, projected].map((a) => noteWith(a.notes, /not enough data/)).filter((w) => w !== null)
  const year = study.rows.find((r) => r.week === 52)
  const peak = lag.rows.find((r) => r.strongest === true)
  const said = [
    ...(peak
      ? [
          `Capital leads openings most at ${plural(n(peak, 'lag'), 'week')}, with a correlation of ${numberWords(n(peak, 'correlation'), 2)}.`,
        ]
      : []),
    ...(year
      ? [`A year after a round openings stood ${percentChange(n(year, 'ratio'))} against matched companies.`]
      : []),
    ...missing,
    record.notes.find((note) => /ranked|beaten/.test(note)) ?? '',
  ]
  return (
    <Method
      id="capital"
      title="From capital to hiring"
      words={[
        'Lead and lag: both series lose their own memory, then are set against each other at each distance in weeks; a band says what series that have nothing to do with each other reach. Event study: the path of openings around each round or filing, less that of companies of the same kind and size without one in the same weeks. Local projections: the same by size or stage, as a regression a week.',
        'Each needs weeks of readings before and after enough rounds. Nobody is ranked by fresh capital until such a ranking has beaten the base rate on this installation’s own past.',
      ]}
      formula="r(k) = Σ u(t) · v(t + k) / n with u, v whitened by one autoregression; effect(w) = mean over events of ln(openings(w) / openings before) less the mean of its matches; projection: ln y(t + h) − ln y(t − 1) = b(h) · event(t) + week + two lagged changes, standard errors clustered by company."
      example={said.filter((words) => words !== '').join(' ') || null}
      source="Box and Jenkins (1976), 11.2; Künsch (1989); MacKinlay (1997); Jordà (2005); Dube, Girardi, Jordà and Taylor (2023); Brier (1950)"
      limits="rounds are no lottery: companies that raise may have been growing anyway; a lead is no cause."
    />
  )
}

/** Claims about the future, first figures of growth among them. */
export async function ClaimMethod({ view }: { view: View }) {
  const { rows } = await claims({ ...DEFAULT_VIEW, asOf: view.asOf }, getDb())
  const figures = rows.filter((r) => r.kind === 'figure' && r.figure?.off !== null)
  const [latest] = figures.filter((r) => r.outcome === 'moved')
  const windows = rows.filter((r) => r.kind !== 'figure')
  const off = figures.reduce((sum, r) => sum + Math.abs(r.figure?.off ?? 0), 0) / Math.max(1, figures.length)
  return (
    <>
      <Method
        id="claims"
        title="Claims and what became of them"
        words={[
          'A dated statement about the future (a listing, a site, a hiring plan) is a claim. It is kept when it happens by the last day of its window, moved when another window is named or it happens later, dropped when it is called off, else open. The first figure of a quarter’s growth is one too: kept when the figure of today is the same, moved when it is another.',
        ]}
        formula="late = day it happened, or end of the next window, − end of the window; of a figure: day since which the present one stands − day of the first; off = present − first."
        example={
          latest?.figure
            ? `Growth of ${latest.window.replace('-', ' ')} was first said to be ${numberWords(latest.figure.said, 1)}% on ${dayWords(latest.statedOn)}; ${numberWords(latest.figure.stands ?? 0, 1)}% stands since ${latest.outcomeOn ? dayWords(latest.outcomeOn) : 'later'}, ${plural(latest.lateDays ?? 0, 'day')} after. First figures were ${numberWords(off, 2)} points off on average. Of ${plural(windows.length, 'window')} that companies or others named ${numberWords(windows.filter((r) => r.outcome === 'kept').length)} were kept, ${numberWords(windows.filter((r) => r.outcome === 'moved').length)} moved.`
            : null
        }
        source="the statements themselves, each with its source; figures by the US Bureau of Economic Analysis"
        limits="a statement that no source of this installation carries is not here; a report of a plan is not the company’s promise."
      />
      <p>
        <a className="place" href="/signals?show=claims">
          All claims
        </a>
      </p>
    </>
  )
}
