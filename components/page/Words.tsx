import type { EvidenceRef, Words as Phrases } from '@/lib/queries/types'
import type { View } from '@/lib/view'
import { evidenceAddress } from './address'

/** A number with its evidence behind it: opens the panel beside it, or the evidence's own page without JavaScript. */
export function Door({
  evidence,
  view,
  children,
  quiet = false,
}: {
  evidence: EvidenceRef
  view: View
  children: React.ReactNode
  quiet?: boolean
}) {
  return (
    <a className={quiet ? 'door quiet-door' : 'door'} href={evidenceAddress(evidence, view)} data-door="">
      {children}
    </a>
  )
}

/** A sentence of pieces: some open evidence, some lead to a place, some are only bold. */
export function Words({ words, view }: { words: Phrases; view: View }) {
  return words.map((piece, i) => {
    const text = piece.strong ? <b>{piece.text}</b> : piece.text
    if (piece.evidence) {
      // A space inside the underline would hang over its end.
      const [, before = '', core = piece.text, after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(piece.text) ?? []
      return (
        <span key={i}>
          {before}
          <Door evidence={piece.evidence} view={view}>
            {piece.strong ? <b>{core}</b> : core}
          </Door>
          {after}
        </span>
      )
    }
    if (piece.href) {
      return (
        <a key={i} href={piece.href}>
          {text}
        </a>
      )
    }
    return <span key={i}>{text}</span>
  })
}

/** A sentence's pieces as plain text. */
export const plainWords = (words: Phrases): string => words.map((piece) => piece.text).join('')
