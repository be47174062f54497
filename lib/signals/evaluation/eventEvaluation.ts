import { extract } from '../extract'
import { KNOWN_COMPANIES } from '../knownCompanies'
import { RULES_VERSION } from '../taxonomy'
import { type EventError, type EventFigures, measureEvents, worstErrors } from './eventReport'
import { judgeDocument } from './events'
import { readGoldDocuments } from './goldDocuments'

export type EventEvaluation = {
  readonly rulesVersion: string
  /** The half that rules are made with. */
  readonly dev: EventFigures
  /** The half that is only measured: its errors are never listed, so that nobody mends rules for them. */
  readonly test: EventFigures
  /** The worst of the dev half. */
  readonly worst: readonly EventError[]
}

const WORST = 20

/**
 * `extract` on the labelled documents (NDJSON, `goldDocuments.ts`), both halves. Pure: the same labels and rules give the
 * same figures.
 * @throws WaveError `bad-input` where a label is wrong.
 */
export function evaluateEvents(ndjson: string): EventEvaluation {
  const judged = readGoldDocuments(ndjson).map((document) => {
    const { text, title, published } = document
    return judgeDocument(document, extract({ text, title, published }, { companies: KNOWN_COMPANIES }).signals)
  })
  const half = (split: 'dev' | 'test') => judged.filter((one) => one.document.split === split)
  return {
    rulesVersion: RULES_VERSION,
    dev: measureEvents(half('dev')),
    test: measureEvents(half('test')),
    worst: worstErrors(half('dev'), WORST),
  }
}
