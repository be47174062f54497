import { evaluateTitles, readLabelledTitles, type TitleEvaluation } from '@/lib/signals/evaluation/titles'
import { labelledSet, type Measured, said } from './measured'

const PARTS = [
  ['test, all', 'test'],
  ['test, from boards', 'testReal'],
  ['test, written', 'testWritten'],
  ['dev, all', 'dev'],
] as const

/** The labelled titles, measured. */
export async function measureTitles(): Promise<Measured> {
  const { figures, errors } = evaluateTitles(readLabelledTitles(await labelledSet('titles.tsv')))
  return {
    figures,
    text: textOf(figures),
    errors: errors.map(
      (e) =>
        `${e.title} · ${e.answered} (${e.rule}, ${e.confidence}), accepted ${e.accepted.join(' or ')} · ${e.split}, ${e.board ?? 'written'}`,
    ),
  }
}

function textOf(figures: TitleEvaluation): string {
  const lines: string[] = []
  for (const [name, key] of PARTS) {
    const part = figures[key]
    lines.push(
      `Titles: ${name} (${part.titles})`,
      `  macro-F1 ${said(part.macroF1)} · right ${said(part.accuracy)} · level right ${said(part.seniority)}`,
      `  ${'role'.padEnd(18)} ${'gold'.padStart(4)}  ${'precision'.padEnd(20)}  ${'recall'.padEnd(20)}  F1`,
    )
    for (const [slug, r] of Object.entries(part.byRole))
      lines.push(
        `  ${slug.padEnd(18)} ${String(r.gold).padStart(4)}  ${said(r.precision)}  ${said(r.recall)}  ${said(r.f1)}`,
      )
    lines.push('')
  }
  const { roles, rows } = figures.confusion
  lines.push('Titles: test, gold (rows) against answer (columns)', `  ${''.padEnd(18)}${roles.map(short).join('')}`)
  rows.forEach((row, i) => {
    lines.push(`  ${(roles[i] ?? '').padEnd(18)}${row.map((n) => String(n).padStart(5)).join('')}`)
  })
  return lines.join('\n')
}

const short = (slug: string): string => slug.slice(0, 4).padStart(5)
