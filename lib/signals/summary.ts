import { formatMoney } from './money'
import type { Draft } from './types'

const people = (n: number): string => n.toLocaleString('en-US')
const join = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
const said = (d: Draft, what: string): string => {
  const who = d.company?.name ?? 'The field'
  return d.status === 'completed' ? `${who}: ${what}` : `${who} (${d.status}): ${what}`
}

/** One sentence in our own words, from the attributes alone; never the words of the document. */
export function summarise(d: Draft): string {
  const text = clause(d)
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

function clause(d: Draft): string {
  switch (d.type) {
    case 'funding': {
      const a = d.attributes
      const bound =
        a.amountIs === 'more-than'
          ? 'more than '
          : a.amountIs === 'up-to'
            ? 'up to '
            : a.amountIs === 'about'
              ? 'about '
              : ''
      const sum =
        a.currency && a.amount !== undefined
          ? `${bound}${formatMoney(a.amount, a.currency)}`
          : a.currency && a.amountMin !== undefined && a.amountMax !== undefined
            ? `${formatMoney(a.amountMin, a.currency)} to ${formatMoney(a.amountMax, a.currency)}`
            : 'an undisclosed sum'
      const what = a.total ? `${sum} raised in all` : `${sum} raised${a.stage ? ` (${a.stage})` : ''}`
      const from = a.leadInvestors
        ? `, led by ${join(a.leadInvestors)}`
        : a.investors
          ? `, investors include ${join(a.investors)}`
          : ''
      return said(
        d,
        `${what}${from}${a.valuation !== undefined && a.currency ? `, at a valuation of ${formatMoney(a.valuation, a.currency)}` : ''}`,
      )
    }
    case 'ipo': {
      const a = d.attributes
      const what = {
        reported: 'IPO in preparation',
        confidential: 'confidential IPO filing',
        filed: 'IPO filing',
        priced: 'IPO priced',
        listed: 'listed',
        withdrawn: 'IPO withdrawn',
      }[a.stage]
      return said(
        d,
        `${what}${a.window ? `, expected in ${a.window}` : ''}${a.exchange ? ` on ${a.exchange}` : ''}${a.ticker ? ` as ${a.ticker}` : ''}${a.banks ? `, with ${join(a.banks)}` : ''}`,
      )
    }
    case 'layoff': {
      const a = d.attributes
      return said(
        d,
        `${a.headcount !== undefined ? `${people(a.headcount)} jobs cut` : 'jobs cut'}${a.percent !== undefined ? ` (${a.percent} % of staff)` : ''}${a.location ? ` in ${a.location}` : ''}`,
      )
    }
    case 'capacity': {
      const a = d.attributes
      const parts = [
        a.megawatts !== undefined ? `${people(a.megawatts)} MW` : '',
        a.gpus !== undefined ? `${people(a.gpus)} accelerators` : '',
        a.value !== undefined && a.currency ? formatMoney(a.value, a.currency) : '',
      ].filter(Boolean)
      return said(d, `compute capacity${parts.length > 0 ? ` of ${join(parts)}` : ''}${a.site ? ` in ${a.site}` : ''}`)
    }
    case 'hiring': {
      const a = d.attributes
      if (a.kind === 'demand') return `${d.direction < 0 ? 'falling' : 'rising'} demand for ${join(d.roles)}`
      if (a.kind === 'freeze') return said(d, 'hiring slowed or stopped')
      return said(
        d,
        `${a.headcount !== undefined ? `${people(a.headcount)} ` : ''}${a.kind === 'opening' ? 'openings' : 'hires or a larger team'}${d.roles.length > 0 ? ` in ${join(d.roles)}` : ''}`,
      )
    }
    case 'compensation': {
      const a = d.attributes
      const sum =
        a.currency && (a.payMin ?? a.payMax) !== undefined
          ? [a.payMin, a.payMax]
              .filter((x): x is number => x !== undefined)
              .map((x) => x.toLocaleString('en-US'))
              .join(' to ')
          : ''
      return said(
        d,
        sum
          ? `${a.payPeriod ? 'pay' : 'a bonus'} of ${sum} ${a.currency}${a.payPeriod ? ` a ${a.payPeriod}` : ''}${d.roles.length > 0 ? ` for ${join(d.roles)}` : ''}`
          : a.percent === undefined
            ? 'bonuses cut'
            : a.percent === 0
              ? 'pay frozen'
              : `pay changed by ${a.percent} %`,
      )
    }
    case 'engagement':
      return d.company
        ? said(d, `offers ${d.attributes.form}`)
        : `${d.attributes.form} ${d.attributes.kind === 'trend' ? 'is reported as a trend' : 'is recommended to employers'}`
    case 'macro': {
      const a = d.attributes
      const value = a.unit === 'percent' ? `${a.value} %` : people(a.value)
      return `${a.country ?? 'US'} ${a.indicator} ${value}${a.period ? ` for ${a.period}` : ''}${a.vintage ? ` (${a.vintage} estimate)` : ''}${a.revision ? `, revised ${a.revision}` : ''}`
    }
  }
}
