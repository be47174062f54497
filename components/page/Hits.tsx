import type { Marked } from '@/lib/queries/fullText'
import { curly } from './signalWords'

/** Texts of a page that hold what was searched for, by themselves. */
export type Marks = Record<string, Marked>

const marksOf = (text: string, marks: Marks | undefined): Marked =>
  (marks && Object.hasOwn(marks, text) ? marks[text] : undefined) ?? [{ text, hit: false }]

/** A text of ours, or a passage, with what was found in it marked. */
export function Hits({ text, marks }: { text: string; marks: Marks | undefined }) {
  return <Pieces pieces={marksOf(text, marks)} />
}

/** Somebody else's words in curly quotation marks, with what was found in them marked. */
export function QuotedHits({ text, marks }: { text: string; marks: Marks | undefined }) {
  return (
    <>
      “<Pieces pieces={marksOf(text, marks).map((piece) => ({ ...piece, text: curly(piece.text) }))} />”
    </>
  )
}

/** Pieces in their order: what was found is marked. */
export const Pieces = ({ pieces }: { pieces: Marked }) =>
  pieces.map((piece, i) => (piece.hit ? <mark key={i}>{piece.text}</mark> : piece.text))
