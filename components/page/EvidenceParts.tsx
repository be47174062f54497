import { dayShort, dayWords } from '@/components/charts/format'
import { ROLE_COLOURS } from '@/components/charts/tokens'
import { External } from '@/components/ui/Icons'
import type { EvidenceRow, PostingRow, SignalRow } from '@/lib/queries/types'
import { type Marks, QuotedHits } from './Hits'
import { bestEvidence, hostOf, partialWords, quoted, safeHref, TYPE_NAMES, whenWords } from './signalWords'

/** A link out of the product: a new tab, and the other side is not told where from. */
export function Out({ href, children }: { href: string; children: React.ReactNode }) {
  return (
    <a className="place nowrap" href={href} target="_blank" rel="noopener noreferrer">
      {children} <External />
    </a>
  )
}

/** `21 Aug to 22 Aug 2026`: first and last day on which it was seen. */
function seenWords({ firstSeen, lastSeen }: PostingRow): string {
  if (firstSeen === lastSeen) return dayWords(firstSeen)
  const sameYear = firstSeen.slice(0, 4) === lastSeen.slice(0, 4)
  return `${sameYear ? dayShort(firstSeen) : dayWords(firstSeen)} to ${dayWords(lastSeen)}`
}

/** A posting: its title as the board set it, the company, and between which days it was seen. */
export function PostingItem({ posting }: { posting: PostingRow }) {
  const href = safeHref(posting.url)
  return (
    <li>
      <p className="quote">{quoted(posting.title)}</p>
      <p className="by">
        {posting.companyName} board · seen {seenWords(posting)} · {ROLE_COLOURS[posting.role].code}
        {href && (
          <>
            {' '}
            · <Out href={href}>open</Out>
          </>
        )}
      </p>
    </li>
  )
}

/** An event in our words, then what was published about it. */
export function EventItem({ signal }: { signal: SignalRow }) {
  const first = bestEvidence(signal.evidence)
  return (
    <li>
      <p>
        <b>{signal.summary}</b>
      </p>
      {first && <TheirWords evidence={first} />}
      <p className="by">
        {whenWords(signal.occurredOn, signal.occurredPrecision)}, known {dayWords(signal.knownOn)} ·{' '}
        {TYPE_NAMES[signal.type] ?? signal.type}, {signal.status}
        {first && (
          <>
            {' '}
            · <SourceOf evidence={first} />
          </>
        )}
        {signal.evidence.length > 1 && ` and ${signal.evidence.length - 1} more`}
      </p>
    </li>
  )
}

/** Serif only for a verbatim quote or a title as published; a rebuilt title or our own summary is not somebody's words. */
export function TheirWords({ evidence, marks }: { evidence: EvidenceRow; marks?: Marks | undefined }) {
  const { kind, quote, title, titleIs } = evidence
  const words = kind === 'quote' && quote ? quote : titleIs === 'published' ? title : null
  if (!words) return null
  return (
    <p className="quote">
      <QuotedHits text={words} marks={marks} />
    </p>
  )
}

/** Where a quote stands in its article; `start` is the offset that the article's page gives its mark. */
const inTheText = (articleId: string, start: number | null): string =>
  `/articles/${encodeURIComponent(articleId)}${start === null ? '' : `#at-${start}`}`

/** Who published it and what it is: a quote, a title as published, or a record in our words. */
export function SourceOf({ evidence }: { evidence: EvidenceRow }) {
  const href = safeHref(evidence.address)
  const name =
    evidence.publisher ??
    (evidence.address ? hostOf(evidence.address) : evidence.articleId ? 'an article' : 'source not named')
  const what =
    evidence.kind === 'quote'
      ? 'quote'
      : evidence.titleIs === 'published' && evidence.title
        ? 'title as published'
        : 'record, our words'
  return (
    <>
      {href ? <Out href={href}>{name}</Out> : name} · {what}
      {evidence.publishedOn && ` · ${partialWords(evidence.publishedOn)}`}
      {evidence.articleId && (
        <>
          {' '}
          ·{' '}
          <a className="place" href={inTheText(evidence.articleId, evidence.start)}>
            in the text
          </a>
        </>
      )}
    </>
  )
}
