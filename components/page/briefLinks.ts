import type { BriefData } from '@/lib/queries'
import type { Words } from '@/lib/queries/types'
import { DEFAULT_VIEW, type View } from '@/lib/view'
import { evidenceAddress } from './address'

/** The view under which the evidence of a brief is asked for: its week's end, as known on its day. */
export const briefView = (data: BriefData): View => ({ ...DEFAULT_VIEW, to: data.last, asOf: data.knownOn })

/** Absolute addresses for the pieces of a brief that leaves the page. */
export const briefLinks =
  (origin: string) =>
  (piece: Words[number], data: BriefData): string | null =>
    piece.evidence
      ? `${origin}${evidenceAddress(piece.evidence, briefView(data))}`
      : piece.href
        ? `${origin}${piece.href}`
        : null
