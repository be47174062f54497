import { readConfig } from '@/lib/config'
import { asWaveError } from '@/lib/errors'
import { extractWithModel, modelSettings } from '@/lib/ingest/modelExtractor'
import { modelOutbound } from '@/lib/ingest/outbound'
import { WRITTEN_SETS } from '@/lib/signals/evaluation/eventEvaluation'
import { type EventFigures, measureEvents, worstErrors } from '@/lib/signals/evaluation/eventReport'
import { type JudgedDocument, judgeDocument } from '@/lib/signals/evaluation/events'
import { readGoldDocuments } from '@/lib/signals/evaluation/goldDocuments'
import { extract } from '@/lib/signals/extract'
import { KNOWN_COMPANIES } from '@/lib/signals/knownCompanies'
import { labelledSetIfThere, type Measured, said } from './measured'

/** Failures in a row after which the endpoint is left alone. */
const GIVE_UP = 3

/**
 * The configured model and the rules on the same documents of the test half, with what the model cost. A document on which a call
 * fails is left out of both.
 *
 * @throws WaveError `not-configured` without a model, or what the endpoint does three times in a row
 */
export async function measureModel(): Promise<Measured> {
  const config = readConfig()
  const settings = modelSettings(config)
  const outbound = modelOutbound(config)
  const cost = { calls: 0, failed: 0, refused: 0, promptTokens: 0, outputTokens: 0, latencyMs: 0 }
  const byModel: JudgedDocument[] = []
  const byRules: JudgedDocument[] = []
  let failures = 0
  try {
    const sets = await Promise.all(Object.values(WRITTEN_SETS).map(labelledSetIfThere))
    for (const document of sets.flatMap((ndjson) => readGoldDocuments(ndjson ?? ''))) {
      if (document.split !== 'test') continue
      const { text, title, published } = document
      cost.calls++
      try {
        const read = await extractWithModel(outbound, settings, { text, title, published })
        failures = 0
        cost.refused += read.refused.length
        cost.promptTokens += read.promptTokens ?? 0
        cost.outputTokens += read.outputTokens ?? 0
        cost.latencyMs += read.latencyMs
        byModel.push(judgeDocument(document, read.signals))
        byRules.push(
          judgeDocument(document, extract({ text, title, published }, { companies: KNOWN_COMPANIES }).signals),
        )
      } catch (thrown) {
        cost.failed++
        process.stderr.write(`${document.id}: ${asWaveError(thrown).message}\n`)
        if (++failures >= GIVE_UP) throw thrown
      }
    }
  } finally {
    await outbound.close()
  }
  const figures = { model: settings.name, cost, byModel: measureEvents(byModel), byRules: measureEvents(byRules) }
  return {
    figures,
    text: [lineOf('model', figures.byModel), lineOf('rules', figures.byRules), JSON.stringify(cost)].join('\n'),
    errors: worstErrors(byModel, 0).map((e) => e.document),
  }
}

const lineOf = (name: string, f: EventFigures): string =>
  `${name}: precision ${said(f.events.all.precision)} recall ${said(f.events.all.recall)} F1 ${said(f.events.all.f1)}`
