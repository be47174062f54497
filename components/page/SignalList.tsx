import { dayShort, dayWords } from '@/components/charts/format'
import { EventGlyph } from '@/components/charts/glyphs'
import { colours } from '@/components/charts/tokens'
import type { SignalRow } from '@/lib/queries/types'
import type { View } from '@/lib/view'
import { pageAddress } from './address'
import { CorrectionLines, CorrectSignal } from './CorrectSignal'
import { SourceOf, TheirWords } from './EvidenceParts'
import { Hits, type Marks } from './Hits'
import { bestEvidence, glyphOf, TYPE_NAMES, whenWords } from './signalWords'
import { Conflicts, WhySignal } from './WhySignal'

/** Signals, newest first: the day it happened with the day it was known, our sentence, then the words of the source. */
export function SignalList({
  signals,
  view,
  explain = false,
  back = null,
  marks,
}: {
  signals: SignalRow[]
  view: View
  /** With the rules that fired and on which words. */
  explain?: boolean
  /** The page that shows the list, where it may be corrected; null: the reader is not the operator. */
  back?: string | null
  /** What a search found in their sentences and quotes. */
  marks?: Marks
}) {
  return (
    <ol className="signals">
      {signals.map((signal) => (
        <SignalItem signal={signal} view={view} explain={explain} back={back} marks={marks} key={signal.id} />
      ))}
    </ol>
  )
}

function SignalItem({
  signal,
  view,
  explain,
  back,
  marks,
}: {
  signal: SignalRow
  view: View
  explain: boolean
  back: string | null
  marks: Marks | undefined
}) {
  const first = bestEvidence(signal.evidence, marks)
  const { kind, stage, debt } = glyphOf(signal)
  const others = signal.evidence.length - 1
  const sameYear = signal.occurredOn.slice(0, 4) === signal.knownOn.slice(0, 4)
  return (
    <li id={`signal-${signal.id}`}>
      <p className="when">
        {whenWords(signal.occurredOn, signal.occurredPrecision)}
        <small>known {sameYear ? dayShort(signal.knownOn) : dayWords(signal.knownOn)}</small>
      </p>
      <span className="glyph">
        <EventGlyph kind={kind} stage={stage} debt={debt} colour={colours('page')} />
      </span>
      <div className="body">
        <p className="what">
          <Hits text={signal.summary} marks={marks} />
        </p>
        {first && <TheirWords evidence={first} marks={marks} />}
        <p className="by">
          {first && (
            <>
              <SourceOf evidence={first} /> ·{' '}
            </>
          )}
          {TYPE_NAMES[signal.type] ?? signal.type}, {signal.status}
          {signal.company && (
            <>
              {' '}
              ·{' '}
              <a className="place" href={pageAddress(`/companies/${signal.company}`, { ...view, companies: [] })}>
                {signal.companyName ?? signal.company}
              </a>
            </>
          )}
          {others > 0 && ` · ${others} more ${others === 1 ? 'source' : 'sources'}`}
        </p>
        <Conflicts signal={signal} />
        <CorrectionLines signal={signal} back={back} />
        {(explain || back) && (
          <div className="whys">
            {explain && <WhySignal signal={signal} />}
            {back && <CorrectSignal signal={signal} back={back} />}
          </div>
        )}
      </div>
    </li>
  )
}
