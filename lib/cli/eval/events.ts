import {
  type EventEvaluation,
  evaluateEvents,
  type SetFigures,
  WRITTEN_SETS,
} from '@/lib/signals/evaluation/eventEvaluation'
import { SIGNAL_TYPES } from '@/lib/signals/types'
import { labelledSet, labelledSetIfThere, type Measured, said } from './measured'

/** The labelled documents, measured. Only errors of the dev half are listed. */
export async function measureDocuments(): Promise<Measured> {
  const written = Object.fromEntries(
    await Promise.all(
      Object.entries(WRITTEN_SETS).map(async ([name, file]) => [name, (await labelledSetIfThere(file)) ?? undefined]),
    ),
  )
  const { figures, errors } = evaluateEvents({
    ...written,
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

/** Every set and half with its name, the kept halves first. */
const partsOf = ({ test, dev, sets, headlines }: EventEvaluation): (readonly [string, SetFigures])[] => [
  ['test', test],
  ...Object.entries(sets).map(([name, halves]) => [`test of ${name}`, halves.test] as const),
  ['dev', dev],
  ...Object.entries(sets).map(([name, halves]) => [`dev of ${name}`, halves.dev] as const),
  ['real headlines', headlines],
]

function textOf(figures: EventEvaluation): string {
  const lines: string[] = []
  for (const [name, part] of partsOf(figures)) {
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
