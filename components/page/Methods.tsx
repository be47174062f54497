import { MOMENTUM_METHOD } from '@/lib/analytics/momentum'
import { PAY_METHOD } from '@/lib/analytics/pay'
import { SKILL_METHOD } from '@/lib/analytics/skills'
import { dayWords, moneyWords, numberWords, percentChange, plural } from '@/lib/analytics/words'
import { getDb } from '@/lib/db/client'
import { type ChartParams, chartAnswer, forecast, levelChanges } from '@/lib/queries'
import { DEFAULT_VIEW, type View } from '@/lib/view'

type Row = Record<string, string | number | boolean | null>

/** The rows of a chart as known on the view's day, for a worked example. */
async function rowsOf(
  chart: 'supply' | 'momentum' | 'skills' | 'pay' | 'revisions' | 'time-to-close' | 'hiring-index',
  params: ChartParams,
  view: View,
): Promise<readonly Row[]> {
  return (await chartAnswer(chart, { ...DEFAULT_VIEW, asOf: view.asOf }, params, getDb())).rows
}

const n = (row: Row, key: string): number => Number(row[key] ?? 0)

/** One method: what it does in words, its formula, an example out of the data of this installation, its source and limits. */
function Method({
  id,
  title,
  words,
  formula,
  example,
  source,
  limits,
}: {
  id: string
  title: string
  words: readonly string[]
  formula: string
  /** Null: there is not enough data for one, and the page says so. */
  example: string | null
  source: string
  limits: string
}) {
  return (
    <>
      <h2 id={id}>{title}</h2>
      <p>{words.join(' ')}</p>
      <p>
        <b>Formula.</b> {formula}
      </p>
      {example === null ? (
        <p className="muted">There is not enough data for an example yet.</p>
      ) : (
        <p>
          <b>For example.</b> {example}
        </p>
      )}
      <p className="tiny">
        Source: {source}. Limits: {limits}
      </p>
    </>
  )
}

export async function MomentumMethod({ view }: { view: View }) {
  const rows = await rowsOf('momentum', { by: 'role', weeks: 12 }, view)
  const row = rows.find((r) => r.growth !== null)
  return (
    <Method
      id="momentum"
      title="Momentum"
      words={MOMENTUM_METHOD}
      formula="y = log((to + 0.5) / (from + 0.5)) with variance 1/(from + 0.5) + 1/(to + 0.5) + 2d; then y is drawn towards the family’s mean by B = (k − 3)/(k − 1) · variance / (variance + spread), and shown as exp(y) with 1.645 standard errors to either side."
      example={
        row
          ? `${String(row.name)} went from ${numberWords(n(row, 'from'))} openings on ${dayWords(String(row.fromDay))} to ${numberWords(n(row, 'to'))} on ${dayWords(String(row.toDay))}. As counted that is ${percentChange(n(row, 'ratio'))}; drawn ${numberWords(100 * n(row, 'drawn'))}% of the way to the mean of its family it is ${percentChange(n(row, 'growth'))}, 90% interval ${percentChange(n(row, 'low90'))} to ${percentChange(n(row, 'high90'))}: ${String(row.state)}.`
          : null
      }
      source="Morris (1983), JASA 78; Efron and Morris (1975); Anscombe (1956)"
      limits="stocks of adverts share most of their postings from week to week, so intervals are rather too wide; a wrong role or an unread day is not in them."
    />
  )
}

export async function SkillMethod({ view }: { view: View }) {
  const rows = await rowsOf('skills', { by: 'level' }, view)
  const [row] = rows
  return (
    <Method
      id="skills"
      title="Skills and adjacent roles"
      words={SKILL_METHOD}
      formula="Wilson: (p + z²/2n − or + z√(p(1 − p)/n + z²/4n²)) / (1 + z²/n) with z = 1.645; lift: (a/n) / (b/m); distance: 1 − Σ aₛbₛ / √(Σ aₛ² · Σ bₛ²)."
      example={
        row
          ? `${String(row.name)} is named in ${numberWords(n(row, 'count'))} of ${numberWords(n(row, 'n'))} texts: ${numberWords(100 * n(row, 'share'))}%, 90% interval ${numberWords(100 * n(row, 'low90'))} to ${numberWords(100 * n(row, 'high90'))}%.`
          : null
      }
      source="Wilson (1927), JASA 22; Agresti, Categorical Data Analysis, 3.1"
      limits="texts were read at few companies; a text that names a skill does not always ask for it."
    />
  )
}

export async function PayMethod({ view }: { view: View }) {
  const rows = await rowsOf('pay', { by: 'role' }, view)
  const row = rows.find((r) => r.median !== null)
  return (
    <Method
      id="pay"
      title="Pay"
      words={PAY_METHOD}
      formula="The interval of the median goes from the k-th smallest to the k-th largest middle, k the greatest with P(Bin(n, 0.5) < k) at most 5%."
      example={
        row
          ? `${String(row.name)}: the middle of ${numberWords(n(row, 'n'))} posted ranges is ${moneyWords(n(row, 'median'))} a year, 90% interval ${moneyWords(n(row, 'low90'))} to ${moneyWords(n(row, 'high90'))}; half of them lie between ${moneyWords(n(row, 'quartile1'))} and ${moneyWords(n(row, 'quartile3'))}.`
          : null
      }
      source="Conover, Practical Nonparametric Statistics, 3.2; Hyndman and Fan (1996) for the quartiles"
      limits="base pay as posted, without shares or bonus; posted where a law or a habit asks for it, so no sample of the market."
    />
  )
}

export async function RevisionMethod({ view }: { view: View }) {
  const rows = await rowsOf('revisions', {}, view)
  const last = rows.findLast((r) => r.latest === true && r.first !== true)
  return (
    <Method
      id="revisions"
      title="Revisions"
      words={[
        'A figure of the economy is published early and corrected later; each is kept with the day from which it was known. The chart sets the latest figure of each period against the first, and says how far first figures were off on average.',
      ]}
      formula="mean absolute revision = Σ |latest − first| / number of periods published twice or more."
      example={
        last
          ? `Growth of ${String(last.period)}: ${numberWords(n(last, 'value'), 1)} now, ${numberWords(n(last, 'value') - n(last, 'revision'), 1)} at first, revised by ${numberWords(n(last, 'revision'), 1)} points.`
          : null
      }
      source="Croushore and Stark (2001), Journal of Econometrics 105"
      limits="figures read from one file have one vintage; the latest figure may be revised again."
    />
  )
}

export async function ClosingMethod({ view }: { view: View }) {
  const rows = await rowsOf('time-to-close', {}, view)
  const row = rows.find((r) => r.role === 'all' && r.median !== null)
  return (
    <Method
      id="time-to-close"
      title="How long vacancies last"
      words={[
        'Of a vacancy that is still open only its age so far is known. Leaving such ones out would make all look short, so each counts as open up to the last reading that showed it. One that closed between two readings has an interval for its end; one that was there at the first reading has no known start and tells nothing.',
      ]}
      formula="S(t) = Π over ages tᵢ at most t of (1 − closed at tᵢ / watched at tᵢ); the median is the first age with S at most 0.5, its interval by Greenwood’s variance on the scale log(−log S)."
      example={
        row
          ? `Of ${numberWords(n(row, 'vacancies'))} vacancies with a known start ${numberWords(n(row, 'closed'))} closed; half have closed after ${numberWords(n(row, 'median'))} days, 90% interval ${numberWords(n(row, 'low90'))} to ${row.high90 === null ? 'not known yet' : numberWords(n(row, 'high90'))}.`
          : null
      }
      source="Kaplan and Meier (1958); Greenwood (1926); Turnbull (1976); Brookmeyer and Crowley (1982)"
      limits="an advert that closes was filled, given up or moved: which of them is not known."
    />
  )
}

export async function IndexMethod({ view }: { view: View }) {
  const rows = await rowsOf('hiring-index', {}, view)
  const [first] = rows
  const last = rows.findLast((r) => r.index !== null && r.partial === false)
  return (
    <>
      <Method
        id="index"
        title="The Hiring Wave Index"
        words={[
          'Each week is set against the week before at the boards that were read alike in both, and these ratios are multiplied up from 100. So the index says how hiring moved, not how many boards are read.',
        ]}
        formula="Iₜ = Iₜ₋₁ · Σ nowᵢ / Σ beforeᵢ over the companies i read in both weeks by the same reader."
        example={
          last && first
            ? `The week of ${dayWords(String(last.week))} stands at ${numberWords(n(last, 'index'), 1)}${last.low90 === null ? '' : `, 90% interval ${numberWords(n(last, 'low90'), 1)} to ${numberWords(n(last, 'high90'), 1)}`}; ${numberWords(n(last, 'companies'))} companies with ${numberWords(n(last, 'openings'))} openings are in its link.`
            : null
        }
        source="Consumer Price Index Manual (ILO and others, 2020), chapter 9; STL by Cleveland and others (1990)"
        limits="a few companies weigh most; below 104 covered weeks it is not seasonally adjusted, and says so."
      />
      <p>
        The whole recipe, worked out, is on the <a href="/index#recipe">page of the index</a>. A brief of each week in
        words is on <a href="/brief">the page of briefs</a>: fixed sentences over these numbers, and no change told that
        its interval does not support.
      </p>
    </>
  )
}

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

/** Changes of level and forecasts: what is looked for, and when a forecast is shown. */
export async function OutlookMethod({ view }: { view: View }) {
  const [ahead, changes] = await Promise.all([
    forecast({ ...DEFAULT_VIEW, asOf: view.asOf }, getDb()),
    levelChanges({ ...DEFAULT_VIEW, asOf: view.asOf }, getDb()),
  ])
  const [change] = changes.rows
  return (
    <Method
      id="outlook"
      title="Where it turned, and what may come"
      words={[
        'A week counts as a turn when splitting the series there pays for itself against its noise. What happened within two weeks of it is listed beside, since it came at the same time; nothing is said of causes.',
        'A forecast of eight weeks is made by damped Holt-Winters and shown only where, on the past of the same series, it has beaten both the last value and that of a year ago.',
      ]}
      formula="the changes that make Σ (value − mean of its segment)² + 2.5 · log n · noise² · number of changes least; forecast: level + Σ damped trend."
      example={
        change
          ? `From the week of ${dayWords(change.week)} on the panel stood at ${numberWords(change.after)} openings on average, before it at ${numberWords(change.before)}. ${ahead.notes.find((line) => /forecast|judged/.test(line)) ?? ''}`
          : null
      }
      source="Killick, Fearnhead and Eckley (2012), JASA 107; Gardner and McKenzie (1985); Diebold and Mariano (1995)"
      limits="a slow rise is told as one step or a few; a forecast knows the past of this series and nothing of the world."
    />
  )
}
