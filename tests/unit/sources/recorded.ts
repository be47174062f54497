import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Where recorded real bytes lie: WAVE_RECORDED_DATA, or `../shared/data` beside the repository. */
const ROOT = path.resolve(process.env.WAVE_RECORDED_DATA ?? path.join(process.cwd(), '..', 'shared', 'data'))

/** False where the recordings are not on this machine: tests on them are skipped then, and say so. */
export const hasRecorded = existsSync(path.join(ROOT, 'MANIFEST.tsv'))
if (!hasRecorded)
  process.stderr.write(`no recorded data at ${ROOT}: tests on recorded bytes are skipped (set WAVE_RECORDED_DATA)\n`)

export const recordedPath = (name: string): string => path.join(ROOT, name)
export const recorded = (name: string): Buffer => readFileSync(recordedPath(name))
export const fixture = (name: string): Buffer => readFileSync(path.join(process.cwd(), 'tests', 'fixtures', name))
