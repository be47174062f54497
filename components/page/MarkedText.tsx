import type { ArticleData } from '@/lib/queries/types'
import { quoted, TYPE_NAMES } from './signalWords'

type Quote = ArticleData['quotes'][number]

/**
 * A text with its evidence marked. `start` and `end` are UTF-16 offsets into it, as JavaScript counts. Where quotes
 * overlap, the text is cut at every border and each piece knows all that it belongs to.
 */
export function MarkedText({ text, quotes }: { text: string; quotes: Quote[] }) {
  const inside = quotes.filter((q) => q.start >= 0 && q.end <= text.length && q.start < q.end)
  const borders = [...new Set([0, text.length, ...inside.flatMap((q) => [q.start, q.end])])].sort((a, b) => a - b)
  return (
    <div className="article-text">
      {borders.slice(0, -1).map((start, i) => {
        const end = borders[i + 1] ?? text.length
        const piece = text.slice(start, end)
        const holders = inside.filter((q) => q.start <= start && q.end >= end)
        const [first] = holders
        if (!first) return <span key={start}>{piece}</span>
        const firstPiece = holders.find((q) => q.start === start)
        return (
          <mark
            key={start}
            id={firstPiece ? `at-${start}` : undefined}
            title={[...new Set(holders.map((q) => `${TYPE_NAMES[q.type] ?? q.type}: ${q.summary}`))].join('\n')}
          >
            {piece}
          </mark>
        )
      })}
    </div>
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
