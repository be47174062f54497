import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { WaveError } from '@/lib/errors'

/** What is measured: its figures as they are committed, a readable text of them, and its worst errors. */
export type Measured = { figures: object; text: string; errors: readonly string[] }

/** Four decimals: what the size of the sets carries, and the same bytes on every machine. */
export function rounded<T extends object>(figures: T): T {
  return JSON.parse(
    JSON.stringify(figures, (_key, value: unknown) =>
      typeof value === 'number' ? Math.round(value * 10_000) / 10_000 : value,
    ),
  )
}

/** The text of a labelled set: it stands beside the tests, which a repository has and an installation may not. */
export async function labelledSet(file: string): Promise<string> {
  const where = path.join('tests', 'fixtures', 'labelled', file)
  return readFile(where, 'utf8').catch((cause: unknown) => {
    throw new WaveError(
      'not-found',
      `There is no labelled set ${where}.`,
      'Run this in a clone of the repository: the labelled sets are part of its tests.',
      { cause },
    )
  })
}

/** The text of a labelled set that may be missing; null: it is not there. */
export const labelledSetIfThere = (file: string): Promise<string | null> => labelledSet(file).catch(() => null)

/** `0.953 (0.930–0.975)`; `–` where it is not defined. */
export const said = ({
  value,
  low,
  high,
}: {
  value: number | null
  low: number | null
  high: number | null
}): string => (value === null ? '–' : `${value.toFixed(3)} (${low?.toFixed(3) ?? '–'}–${high?.toFixed(3) ?? '–'})`)
