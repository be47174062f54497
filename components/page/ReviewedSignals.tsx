import { getDb } from '@/lib/db/client'
import { measuredPrecision } from '@/lib/queries/corrections'
import { PrecisionTable } from './CorrectionsTable'

/** Precision as the operator's reviews have it so far, beside what the labelled sets say. */
export async function ReviewedSignals() {
  const { rows, words } = await measuredPrecision(getDb())
  return (
    <>
      <p>
        The operator of an installation may confirm, correct or reject a signal; what was corrected stands over every
        later run and is counted. {words}{' '}
        <a className="place" href="/signals?show=corrections">
          All corrections
        </a>
      </p>
      <PrecisionTable rows={rows} />
    </>
  )
}
