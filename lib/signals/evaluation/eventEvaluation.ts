import { extract } from '../extract'
import { KNOWN_COMPANIES } from '../knownCompanies'
import { type EventError, type EventFigures, measureEvents, worstErrors } from './eventReport'
import { type JudgedDocument, judgeDocument } from './events'
import { readGoldDocuments } from './goldDocuments'

/** The sets of written documents, by the file that each stands in. A set whose file is not there is left out. */
export const WRITTEN_SETS = {
  first: 'documents.ndjson',
  news: 'documents-news.ndjson',
  work: 'documents-work.ndjson',
} as const
export type WrittenSet = keyof typeof WRITTEN_SETS
const SET_NAMES = Object.keys(WRITTEN_SETS) as WrittenSet[]

type Halves<Figures> = {
  /** The half that is only measured: its errors are never listed, so that nobody mends rules for them. */
  readonly test: Figures
  /** The half that rules are made with. */
  readonly dev: Figures
}
/** What is kept of each set alone. */
export type SetFigures = Omit<EventFigures, 'confusion' | 'byAttribute'>

/** `test` and `dev`: all written documents together. */
export type EventEvaluation = Halves<EventFigures> & {
  readonly sets: Partial<Record<WrittenSet, Halves<SetFigures>>>
  /** Real headlines. They are in the reference data, and who made rules has seen them. */
  readonly headlines: EventFigures
}

const WORST = 20

const judge = (ndjson: string): JudgedDocument[] =>
  readGoldDocuments(ndjson).map((document) => {
    const { text, title, published } = document
    return judgeDocument(document, extract({ text, title, published }, { companies: KNOWN_COMPANIES }).signals)
  })

/**
 * `extract` on the labelled documents and headlines (NDJSON, `goldDocuments.ts`), with the worst errors of the dev half.
 * Pure: the same labels and rules give the same figures.
 * @throws WaveError `bad-input` where a label is wrong.
 */
export function evaluateEvents({
  headlines,
  ...written
}: { readonly headlines: string } & Partial<Record<WrittenSet, string>>): {
  figures: EventEvaluation
  errors: EventError[]
} {
  const judged = SET_NAMES.flatMap((name) => {
    const ndjson = written[name]
    return ndjson === undefined ? [] : [[name, halvesOf(judge(ndjson))] as const]
  })
  const all = halvesOf(judged.flatMap(([, { test, dev }]) => [...test, ...dev]))
  return {
    figures: {
      test: measureEvents(all.test),
      dev: measureEvents(all.dev),
      sets: Object.fromEntries(
        judged.map(([name, { test, dev }]) => [name, { test: measureSet(test), dev: measureSet(dev) }]),
      ),
      headlines: measureEvents(judge(headlines)),
    },
    errors: worstErrors(all.dev, WORST),
  }
}

const halvesOf = (judged: readonly JudgedDocument[]): Halves<readonly JudgedDocument[]> => ({
  test: judged.filter((one) => one.document.split === 'test'),
  dev: judged.filter((one) => one.document.split === 'dev'),
})

function measureSet(judged: readonly JudgedDocument[]): SetFigures {
  const { confusion: _, byAttribute: __, ...figures } = measureEvents(judged)
  return figures
}
