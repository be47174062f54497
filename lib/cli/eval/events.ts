import { type EventEvaluation, evaluateEvents } from '@/lib/signals/evaluation/eventEvaluation'
import { SIGNAL_TYPES } from '@/lib/signals/types'
import { labelledSet, type Measured, said } from '../eval'

/** The labelled documents, measured. Only errors of the dev half are listed. */
export async function measureDocuments(): Promise<Measured> {
  const { errors, ...figures } = evaluateEvents(await labelledSet('documents.ndjson'))
  return {
    figures,
    text: textOf(figures),
    errors: errors.map(
      (e) => `${e.document} ${e.what} ${e.type}${e.company === null ? '' : ` of ${e.company}`} · ${e.detail} · "${e.words}"`,
    ),
  }
}

function textOf(figures: Omit<EventEvaluation, 'errors'>): string {
  const lines: string[] = []
  for (const [name, part] of [
    ['test', figures.test],
    ['dev', figures.dev],
  ] as const) {
    lines.push(
      `Events: ${name} (${part.documents} documents, ${part.events.all.gold} events)`,
      `  amounts exact ${said(part.amountsExact)} · company right ${said(part.companyPrecision)}`,
      `  evidence verbatim ${said(part.evidenceRight)} · status ${said(part.statusRight)} · date ${said(part.datesRight)}`,
      `  without an event, and yet a signal: ${part.quiet.withSignal} of ${part.quiet.documents}`,
      `  ${'type'.padEnd(14)} ${'gold'.padStart(4)}  ${'precision'.padEnd(20)}  ${'recall'.padEnd(20)}  F1`,
    )
    for (const [type, f] of [
      ...SIGNAL_TYPES.map((t) => [t, part.events.byClass[t]] as const),
      ['all', part.events.all] as const,
    ])
      lines.push(
        `  ${type.padEnd(14)} ${String(f.gold).padStart(4)}  ${said(f.precision).padEnd(20)}  ${said(f.recall).padEnd(20)}  ${said(f.f1)}`,
      )
    lines.push('')
  }
  return lines.join('\n')
}
