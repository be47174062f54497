import { plural } from '@/lib/analytics/words'
import type { Db } from '@/lib/db/client'
import type { View } from '@/lib/view'
import type { Answer } from './answer'

/** How rules and model agree on one type of signal, over the articles that both have read. */
export interface ExtractorRow {
  type: string
  /** Signals of one company and type in one article that both found. */
  both: number
  rulesOnly: number
  modelOnly: number
  /** both / (both + rulesOnly + modelOnly), 0..1. */
  agreement: number
}

/** What rules and the optional model found in the same articles, by type; the notes have what the model cost. */
export async function extractors(view: View, db: Db): Promise<Answer<ExtractorRow>> {
  const [rows, [cost]] = await Promise.all([
    db.$queryRaw<ExtractorRow[]>`
      WITH read_by_both AS (SELECT DISTINCT article_id FROM model_calls WHERE error IS NULL),
      found AS (
        SELECT DISTINCT t.article_id, t.type, t.company_key, t.reader FROM tellings t JOIN read_by_both USING (article_id)
        WHERE t.reader IN ('rules', 'model')
      ), paired AS (
        SELECT type, bool_or(reader = 'rules') AS rules, bool_or(reader = 'model') AS model FROM found
        GROUP BY article_id, type, company_key
      )
      SELECT type, (count(*) FILTER (WHERE rules AND model))::int AS both, (count(*) FILTER (WHERE NOT model))::int AS "rulesOnly",
        (count(*) FILTER (WHERE NOT rules))::int AS "modelOnly",
        (count(*) FILTER (WHERE rules AND model))::float8 / count(*) AS agreement
      FROM paired GROUP BY type ORDER BY type`,
    db.$queryRaw<Cost[]>`
      SELECT count(*)::int AS calls, (count(*) FILTER (WHERE error IS NOT NULL))::int AS failed,
        coalesce(sum(prompt_tokens), 0)::int8::float8 AS prompt, coalesce(sum(output_tokens), 0)::int8::float8 AS output,
        coalesce(sum(refused), 0)::int AS refused, coalesce(avg(latency_ms), 0)::float8 AS latency FROM model_calls`,
  ])
  const notes =
    !cost || cost.calls === 0
      ? ['No model has read an article yet: set MODEL_BASE_URL and MODEL_NAME, then `wave extract --again --model`.']
      : [
          `${plural(cost.calls, 'call')} of a model, ${cost.failed} failed: ${cost.prompt} tokens in, ${cost.output} out, ${Math.round(cost.latency)} ms on average; ${plural(cost.refused, 'signal')} refused for want of the document's words.`,
          'What a model finds makes no signal; it is only compared.',
        ]
  return { rows, unit: 'signals', view, notes }
}

interface Cost {
  calls: number
  failed: number
  prompt: number
  output: number
  refused: number
  latency: number
}
