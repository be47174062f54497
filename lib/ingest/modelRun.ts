import { dayOf } from '@/lib/dates'
import { bumpDataVersion, type Db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { asWaveError } from '@/lib/errors'
import { type Article, articlesOf, tellingOf } from './extractArticles'
import type { Outbound } from './http'
import { extractWithModel, type ModelReading, type ModelSettings } from './modelExtractor'
import { storeTellings } from './tellings'

export interface ModelRunSummary {
  model: string
  articles: number
  signals: number
  refused: number
  failed: number
  promptTokens: number
  outputTokens: number
  /** Sum over the calls. */
  latencyMs: number
  /** Why it stopped before its end; null: it did not. */
  stopped: string | null
}

/** Failures in a row after which the endpoint is left alone. */
const GIVE_UP = 3

/**
 * Has a model read stored articles that it has not read yet, the newest first, one call each. What it finds is kept apart from what
 * the rules found: it makes no signal and is compared with them. Each call's cost is kept; a run that is stopped is gone on with by the next.
 */
export async function readWithModel(
  db: Db,
  outbound: Outbound,
  settings: ModelSettings,
  { limit, onProgress }: { limit: number; onProgress?: (line: string) => void },
): Promise<ModelRunSummary> {
  const sum: ModelRunSummary = {
    model: settings.name,
    articles: 0,
    signals: 0,
    refused: 0,
    failed: 0,
    promptTokens: 0,
    outputTokens: 0,
    latencyMs: 0,
    stopped: null,
  }
  const wanted = await db.$queryRaw<{ id: bigint }[]>`
    SELECT a.id FROM articles a WHERE a.text IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM model_calls m WHERE m.article_id = a.id AND m.model = ${settings.name} AND m.error IS NULL)
    ORDER BY a.published_on DESC NULLS LAST, a.id DESC LIMIT ${limit}`
  let failures = 0
  for (const { id } of wanted) {
    const [article] = await articlesOf(db, [id])
    if (!article) continue
    const began = performance.now()
    try {
      const published = article.publishedOn ? dayOf(article.publishedOn) : undefined
      const reading = await extractWithModel(outbound, settings, {
        text: article.text,
        title: article.title,
        url: article.url,
        ...(published ? { published } : {}),
      })
      await keep(db, article, settings.name, reading)
      failures = 0
      sum.articles++
      sum.signals += reading.signals.length
      sum.refused += reading.refused.length
      sum.promptTokens += reading.promptTokens ?? 0
      sum.outputTokens += reading.outputTokens ?? 0
      sum.latencyMs += reading.latencyMs
      onProgress?.(`${article.url}: ${reading.signals.length} kept, ${reading.refused.length} refused`)
    } catch (thrown) {
      const error = asWaveError(thrown)
      sum.failed++
      await db.modelCall.create({
        data: {
          articleId: id,
          model: settings.name,
          latencyMs: Math.round(performance.now() - began),
          error: { ...error.toJSON().error },
        },
      })
      onProgress?.(`${article.url}: ${error.message}`)
      if (error.code === 'bad-key' || ++failures >= GIVE_UP) {
        sum.stopped = `${error.message} ${error.next}`
        break
      }
    }
  }
  return sum
}

async function keep(db: Db, article: Article, model: string, reading: ModelReading): Promise<void> {
  await db.$transaction(async (tx) => {
    const companies = await tx.company.findMany({ select: { slug: true, name: true, aliases: true } })
    const slugOf = (name: string | null): string | null => {
      const small = name?.toLowerCase()
      return companies.find((c) => [c.name, ...c.aliases].some((n) => n.toLowerCase() === small))?.slug ?? null
    }
    const slugs = new Set(companies.map((c) => c.slug))
    const rows = reading.signals.map((s) => ({
      ...tellingOf({ ...s, companySlug: slugOf(s.company) }, article, slugs),
      reader: 'model' as const,
    }))
    await storeTellings(tx, 'model', { articleIds: [article.id] }, rows)
    await tx.modelCall.create({
      data: {
        articleId: article.id,
        model,
        latencyMs: reading.latencyMs,
        promptTokens: reading.promptTokens,
        outputTokens: reading.outputTokens,
        kept: reading.signals.length,
        refused: reading.refused.length,
        error: Prisma.DbNull,
      },
    })
    await bumpDataVersion(tx)
  })
}
