import type { ArticleData } from '@/lib/queries/types'
import { quoted, TYPE_NAMES } from './signalWords'

type Quote = ArticleData['quotes'][number]

type Fired = { rule: string; start: number; end: number }

/**
 * A text with its evidence marked, and within it the words that rules fired on. `start` and `end` are UTF-16 offsets into it, as
 * JavaScript counts. Where marks overlap, the text is cut at every border and each piece knows all that it belongs to.
 */
export function MarkedText({ text, quotes, fired = [] }: { text: string; quotes: Quote[]; fired?: Fired[] }) {
  const within = (q: { start: number; end: number }) => q.start >= 0 && q.end <= text.length && q.start < q.end
  const inside = quotes.filter(within)
  const rules = fired.filter(within)
  const ends = [...inside, ...rules].flatMap((q) => [q.start, q.end])
  const borders = [...new Set([0, text.length, ...ends])].sort((a, b) => a - b)
  return (
    <div className="article-text">
      {borders.slice(0, -1).map((start, i) => {
        const end = borders[i + 1] ?? text.length
        const piece = text.slice(start, end)
        const holders = inside.filter((q) => q.start <= start && q.end >= end)
        const names = rules.filter((f) => f.start <= start && f.end >= end)
        const words = names.length === 0 ? piece : <RuleWords names={names} at={start} piece={piece} />
        if (holders.length === 0) return <span key={start}>{words}</span>
        const firstPiece = holders.find((q) => q.start === start)
        return (
          <mark
            key={start}
            id={firstPiece ? `at-${start}` : undefined}
            title={[...new Set(holders.map((q) => `${TYPE_NAMES[q.type] ?? q.type}: ${q.summary}`))].join('\n')}
          >
            {words}
          </mark>
        )
      })}
    </div>
  )
}

function RuleWords({ names, at, piece }: { names: Fired[]; at: number; piece: string }) {
  const rules = [...new Set(names.map((f) => f.rule))]
  return (
    <span
      className="fired"
      id={names.some((f) => f.start === at) ? `rule-${at}` : undefined}
      title={`Fired here: ${rules.join(', ')}`}
    >
      {piece}
    </span>
  )
}

/** The quotes alone, where the whole text may not be shown. */
export function Quotes({ quotes }: { quotes: Quote[] }) {
  return (
    <ol className="evidence-page">
      {quotes.map((quote) => (
        <li key={`${quote.start}-${quote.signalId}`} style={{ padding: '12px 0' }}>
          <p className="quote">{quoted(quote.quote)}</p>
          <p className="by">
            {TYPE_NAMES[quote.type] ?? quote.type}: {quote.summary}
          </p>
        </li>
      ))}
    </ol>
  )
}
