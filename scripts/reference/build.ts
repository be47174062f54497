/**
 * Builds the reference data set: `npx tsx scripts/reference/build.ts INPUT_FOLDER [OUTPUT_FOLDER]`.
 * The same input gives the same bytes. docs/data.md says what ships and what was left out.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { boardsOf } from './boards'
import { writeDataset } from './dataset'
import { articles, capacity, companies, hackerNews, ipo, layoffs, releases, rounds, totals } from './facts'
import { gdp, hiringLab, macro, series } from './macro'
import { boardFiles } from './panel'

/** Reads the recorded data in `input` and writes the data set to `output`. */
export function build(input: string, output: string): ReturnType<typeof writeDataset> {
  const boards = boardsOf(input)
  const [readings, ...others] = boardFiles(input, boards)
  if (!readings) throw new Error('no readings')
  return writeDataset(output, [
    companies(input),
    boards.file(readings.rows),
    readings,
    ...others,
    rounds(input),
    totals(input),
    ipo(input),
    capacity(input),
    layoffs(input),
    series(),
    gdp(input),
    macro(input),
    hiringLab(input),
    hackerNews(input),
    articles(input),
    releases(input),
  ])
}

const [, script, input, output] = process.argv
if (script === fileURLToPath(import.meta.url)) {
  if (!input || !existsSync(input)) {
    console.error('usage: npx tsx scripts/reference/build.ts INPUT_FOLDER [OUTPUT_FOLDER]')
    process.exit(2)
  }
  const target = output ?? fileURLToPath(new URL('../../prisma/reference', import.meta.url))
  for (const file of build(input, target)) {
    console.log(`${file.file}: ${file.rows} rows, ${file.from ?? '-'} to ${file.to ?? '-'}`)
  }
}
