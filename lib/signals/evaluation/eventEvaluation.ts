import { extract } from '../extract'
import { KNOWN_COMPANIES } from '../knownCompanies'
import { type EventError, type EventFigures, measureEvents, worstErrors } from './eventReport'
import { type JudgedDocument, judgeDocument } from './events'
import { readGoldDocuments } from './goldDocuments'

export type EventEvaluation = {
  /** Written documents, the half that is only measured: its errors are never listed, so that nobody mends rules for them. */
  readonly test: EventFigures
  /** Written documents, the half that rules are made with. */
  readonly dev: EventFigures
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
export function evaluateEvents(set: { readonly documents: string; readonly headlines: string }): {
  figures: EventEvaluation
  errors: EventError[]
} {
  const documents = judge(set.documents)
  const dev = documents.filter((one) => one.document.split === 'dev')
  return {
    figures: {
      test: measureEvents(documents.filter((one) => one.document.split === 'test')),
      dev: measureEvents(dev),
      headlines: measureEvents(judge(set.headlines)),
    },
    errors: worstErrors(dev, WORST),
  }
}
