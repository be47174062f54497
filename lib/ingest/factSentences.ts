import { dayWords, listWords, moneyWords, numberWords, periodWords, sentenceCase } from '@/lib/analytics/words'

/** Our one sentence about a fact, built from its figures. Nothing in here is quoted from a source. */

export interface Amount {
  /** Whole units of `currency`; null: not published. */
  amount: number | null
  currency: string
  /** exact, about, at-least, up-to; null: not said. */
  is: string | null
}

function amountWords({ amount, currency, is }: Amount): string | null {
  if (amount === null) return null
  const money = moneyWords(amount, currency)
  if (is === 'about') return `about ${money}`
  if (is === 'at-least') return `at least ${money}`
  if (is === 'up-to') return `up to ${money}`
  return money
}

const stageWords = (stage: string): string | null => {
  const series = /^series-([a-z]\d?)$/.exec(stage)
  if (series) return `series ${series[1]?.toUpperCase()}`
  if (stage === 'unknown' || stage === 'debt' || stage === '') return null
  return `${stage.replaceAll('-', ' ')} round`
}

export function roundSentence(
  company: string,
  kind: string,
  stage: string,
  amount: Amount,
  leads: readonly string[],
): string {
  const money = amountWords(amount)
  const from = leads.length ? listWords(leads, 2) : null
  if (kind === 'debt')
    return `${company} takes on ${money ?? 'debt of an unpublished amount'}${money ? ' of debt' : ''}`
  if (kind === 'strategic')
    return `${company} gets ${money ?? 'an unpublished amount'} from ${from ?? 'a strategic investor'}`
  const round = stageWords(stage)
  const what = money
    ? `raises ${money}${round ? ` in a ${round}` : ''}`
    : `closes a ${round ?? 'round'}, amount not published`
  return `${company} ${what}${from ? `, led by ${from}` : ''}`
}

export const totalSentence = (company: string, amount: Amount, asOf: string): string =>
  `${company} has raised ${amountWords(amount)} in all, as counted on ${dayWords(asOf)}`

export interface IpoFacts {
  milestone: string
  form: string | null
  exchange: string | null
  proceedsUsd: number | null
  valuationUsd: number | null
  banks: readonly string[]
  window: string | null
}

const windowWords = (window: string): string => {
  const half = /^(\d{4})-H([12])$/.exec(window)
  if (half) return `the ${half[2] === '1' ? 'first' : 'second'} half of ${half[1]}`
  return periodWords(window)
}

export function ipoSentence(company: string, f: IpoFacts): string {
  const where = f.exchange ? ` on ${f.exchange.split('|').join(' and ')}` : ''
  const worth = f.valuationUsd ? ` at a value of ${moneyWords(f.valuationUsd)}` : ''
  const proceeds = f.proceedsUsd ? ` for ${moneyWords(f.proceedsUsd)}` : ''
  const aim = f.window ? ` for ${windowWords(f.window)}` : ''
  const banks = f.banks.length ? ` with ${listWords(f.banks, 3)}` : ''
  switch (f.milestone) {
    case 'reported':
      return `${company} is reported to plan a listing${aim}${banks}`
    case 'confidential':
      return `${company} files confidentially for a listing${banks}`
    case 'filed':
      return `${company} files${f.form ? ` form ${f.form}` : ''} for a listing${where}`
    case 'amended':
      return `${company} amends its filing for a listing${proceeds}`
    case 'range':
      return `${company} names a price range for its listing${proceeds}${worth}`
    case 'priced':
      return `${company} prices its listing${proceeds}${worth}`
    case 'listed':
      return `${company} is listed${where}${worth}`
    case 'postponed':
      return `${company} puts its listing off${f.window ? `, to ${windowWords(f.window)}` : ''}`
    case 'withdrawn':
      return `${company} withdraws its listing${where}`
    default:
      return `${company}: ${f.milestone} step towards a listing`
  }
}

export function capacitySentence(
  company: string,
  f: {
    what: string
    megawatts: number | null
    gpus: number | null
    value: number | null
    currency: string | null
    counterparty: string | null
    location: string | null
    status: string
  },
): string {
  const size = [
    f.megawatts
      ? f.megawatts >= 1000
        ? `${numberWords(f.megawatts / 1000, 1).replace(/\.0$/, '')} GW`
        : `${numberWords(f.megawatts)} MW`
      : null,
    f.gpus ? `${numberWords(f.gpus)} GPUs` : null,
    f.value ? moneyWords(f.value, f.currency ?? 'USD') : null,
  ].filter((s) => s !== null)
  const what =
    {
      contract: 'a compute contract',
      'data-center': 'a data centre',
      power: 'a power supply',
      'gpu-cluster': 'a GPU cluster',
      gpus: 'GPUs',
    }[f.what] ?? f.what.replaceAll('-', ' ')
  const verb = f.status === 'live' ? 'opens' : f.status === 'under-construction' ? 'builds' : 'announces'
  const partner = f.counterparty ? ` with ${f.counterparty}` : ''
  const place = f.location ? ` in ${f.location}` : ''
  const end = f.status === 'dropped' ? ' (dropped since)' : ''
  return `${company} ${verb} ${what}${partner}${place}${size.length ? `: ${size.join(', ')}` : ''}${end}`
}

export function layoffSentence(
  company: string,
  headcount: number | null,
  percent: number | null,
  places: readonly string[] = [],
): string {
  const where = places.length ? ` in ${listWords(places, 3)}` : ''
  if (headcount !== null)
    return `${company} cuts ${numberWords(headcount)} jobs${where}${percent !== null ? `, ${numberWords(percent)}% of its people` : ''}`
  if (percent !== null) return `${company} cuts ${numberWords(percent)}% of its people${where}`
  return `${company} cuts jobs${where}, number not published`
}

/** The release of a quarter's growth, or a revision of one; percent at an annual rate. */
export function gdpSentence(period: string, value: number, estimate: string | null, before: number | null): string {
  const quarter = periodWords(period)
  const name = estimate ? `${estimate.replaceAll('-', ' ')} estimate` : 'estimate'
  const figure = `${numberWords(value, 1)}%`
  if (before === null)
    return value < 0
      ? `US GDP shrank at an annual rate of ${numberWords(-value, 1)}% in ${quarter} (${name})`
      : `US GDP grew at an annual rate of ${figure} in ${quarter} (${name})`
  if (before === value) return `US GDP growth for ${quarter} confirmed at ${figure} (${name})`
  return `US GDP growth for ${quarter} revised ${value > before ? 'up' : 'down'} from ${numberWords(before, 1)} to ${figure} (${name})`
}

/**
 * Never "first" alone: first in what was observed, since a day, with so many covered days before it. `role` null: a title that
 * names data centres, of a job that does not run them.
 */
export const firstJobSentence = (company: string, role: string | null, since: string, daysBefore: number): string =>
  `${company} ${role === null ? 'posts a title that names data centres' : `lists ${withArticle(lowerName(role))} job`}, the first in our observations since ${dayWords(since)} (${numberWords(daysBefore)} covered days before it)`

/** As it is spoken: an ML platform, an AI security, a GPU orchestration. */
const withArticle = (name: string): string => `${/^(?:[aeiou]|AI|ML|SRE)/i.test(name) ? 'an' : 'a'} ${name}`

export const expansionSentence = (company: string, from: number, to: number): string =>
  `${sentenceCase(company)} goes from ${numberWords(Math.round(from))} to ${numberWords(Math.round(to))} infrastructure openings within eight weeks`

/** `Data-centre operations` inside a sentence; names that start with an abbreviation keep it. */
const lowerName = (name: string): string =>
  /^[A-Z]{2}/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)
