import type { Words as Phrases, ShortAnswer } from '@/lib/queries/types'
import type { View } from '@/lib/view'
import { plainWords, Words } from './Words'

/** The head of a page: a kick line, the finding in one sentence, and three short answers. */
export function Head({
  kick,
  headline,
  answers,
  view,
  lead = false,
  children,
}: {
  kick: React.ReactNode
  headline: Phrases
  answers: ShortAnswer[]
  view: View
  /** The overview's headline is the largest. */
  lead?: boolean
  children?: React.ReactNode
}) {
  return (
    <header className="head">
      <div>
        <p className="kick">{kick}</p>
        <h1 className={sizeOf(headline, lead)}>
          <Words words={headline} view={view} />
        </h1>
        {children}
      </div>
      {answers.length > 0 && <Answers answers={answers} view={view} />}
    </header>
  )
}

/** The overview's headline is the largest; a long sentence is set smaller, so that it keeps to three lines. */
function sizeOf(headline: Phrases, lead: boolean): string | undefined {
  const { length } = plainWords(headline)
  if (length > (lead ? 135 : 100)) return 'long'
  if (!lead) return undefined
  return length <= 92 ? 'lead' : 'middling'
}

function Answers({ answers, view }: { answers: ShortAnswer[]; view: View }) {
  return (
    <dl className="answers">
      {answers.map((answer) => (
        <Answer key={answer.label} answer={answer} view={view} />
      ))}
    </dl>
  )
}

function Answer({ answer, view }: { answer: ShortAnswer; view: View }) {
  return (
    <>
      <dt>{answer.label}</dt>
      <dd>
        <Words words={answer.words} view={view} />
      </dd>
    </>
  )
}
