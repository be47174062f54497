import { type EventEvaluation, evaluateEvents } from '@/lib/signals/evaluation/eventEvaluation'
import { SIGNAL_TYPES } from '@/lib/signals/types'
import { labelledSet, type Measured, said } from './measured'

const PARTS = [
  ['test', 'test'],
  ['dev', 'dev'],
  ['real headlines', 'headlines'],
] as const

/** The labelled documents, measured. Only errors of the dev half are listed. */
export async function measureDocuments(): Promise<Measured> {
  const { figures, errors } = evaluateEvents({
    documents: await labelledSet('documents.ndjson'),
    headlines: await labelledSet('headlines.ndjson'),
  })
  return {
    figures,
    text: textOf(figures),
    errors: errors.map(
      (e) =>
        `${e.document} ${e.what} ${e.type}${e.company === null ? '' : ` of ${e.company}`} · ${e.detail} · "${e.words}"`,
    ),
  }
}

function textOf(figures: EventEvaluation): string {
  const lines: string[] = []
  for (const [name, key] of PARTS) {
    const part = figures[key]
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
  const { types, rows } = figures.test.confusion
  const short = (type: string) => type.slice(0, 4).padStart(5)
  lines.push('Events: test, gold (rows) against signals (columns)', `  ${''.padEnd(14)}${types.map(short).join('')}`)
  rows.forEach((row, i) => {
    lines.push(`  ${(types[i] ?? '').padEnd(14)}${row.map((n) => String(n).padStart(5)).join('')}`)
  })
  return lines.join('\n')
}
