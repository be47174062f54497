import { MOMENTUM_METHOD } from '@/lib/analytics/momentum'
import { PAY_METHOD } from '@/lib/analytics/pay'
import { SKILL_METHOD } from '@/lib/analytics/skills'
import { dayWords, moneyWords, numberWords, percentChange } from '@/lib/analytics/words'
import type { View } from '@/lib/view'
import { Method, n, rowsOf } from './Method'

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
