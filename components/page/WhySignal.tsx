import { moneyWords, numberWords, plural } from '@/lib/analytics/words'
import type { SignalRow } from '@/lib/queries/types'
import { quoted } from './signalWords'

/** Words that a rule fired on which are shown at most; a long list of openings names one rule many times. */
const MOST_WORDS = 8
/** Characters of such words. */
const MOST_CHARACTERS = 120

const FIGURES: Record<string, string> = {
  amount: 'Amount',
  valuation: 'Valuation',
  headcount: 'Head count',
  percent: 'Share of staff',
  megawatts: 'Power',
  gpus: 'Accelerators',
  value: 'Value',
}

const figureWords = (figure: string, value: number, currency: string | null): string => {
  if (currency) return moneyWords(value, currency)
  if (figure === 'percent') return `${numberWords(value)}%`
  return figure === 'megawatts' ? `${numberWords(value)} MW` : numberWords(value)
}

/** "Amount differs: reported as $1.5bn by 7, $1.6bn by 3". Nothing where all sources agree. */
export function Conflicts({ signal }: { signal: SignalRow }) {
  return signal.conflicts.map((c) => (
    <p className="by" key={`${c.figure} ${c.currency}`}>
      <b>{FIGURES[c.figure] ?? c.figure} differs:</b> reported as{' '}
      {c.values.map((v, i) => (
        <span key={v.value} title={v.by.join(', ')}>
          {i > 0 && ', '}
          {figureWords(c.figure, v.value, c.currency)} by {v.count}
        </span>
      ))}
    </p>
  ))
}

/** Which rules made the signal, and on which words of which article each fired; of a stored fact, which rule read it. */
export function WhySignal({ signal }: { signal: SignalRow }) {
  const facts = signal.rules.filter((rule) => rule.startsWith('fact:'))
  const shown = signal.fired.slice(0, MOST_WORDS)
  if (facts.length + shown.length === 0) return null
  return (
    <details className="why">
      <summary>Why this signal</summary>
      <ul>
        {facts.map((rule) => (
          <li key={rule}>
            <code>{rule}</code> read it from a stored fact, with the record above as its source
          </li>
        ))}
        {shown.map((f) => (
          <li key={`${f.articleId} ${f.rule} ${f.start}`}>
            <code>{f.rule}</code> fired on{' '}
            <a className="place" href={`/articles/${encodeURIComponent(f.articleId)}#rule-${f.start}`}>
              {quoted(f.quote.length > MOST_CHARACTERS ? `${f.quote.slice(0, MOST_CHARACTERS)} …` : f.quote)}
            </a>
          </li>
        ))}
        {signal.fired.length > shown.length && <li>and {plural(signal.fired.length - shown.length, 'more place')}</li>}
      </ul>
    </details>
  )
}
