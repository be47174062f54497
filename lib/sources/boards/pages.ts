import type { Completeness, ParsedBatch, ParsedBoard, ParsedPosting, SourceRequest } from '../source'
import { boardBatch } from './common'

const RANK: readonly Completeness[] = ['unknown', 'capped', 'partial', 'whole']

/**
 * The pages of one board as one reading: each posting once, in the order of the pages. It is whole only if every page is
 * and the pages together list what the board says it holds; a posting that moved from page to page while we read hides
 * another one, so that the reading is partial then.
 */
export function joinPages(boards: readonly ParsedBoard[]): ParsedBoard[] {
  const byToken = new Map<string, ParsedBoard[]>()
  for (const b of boards) {
    const key = `${b.kind}\u001f${b.token}`
    byToken.set(key, [...(byToken.get(key) ?? []), b])
  }
  return [...byToken.values()].flatMap((pages) => {
    const [first] = pages
    if (!first?.page) return pages
    const postings = new Map<string, ParsedPosting>()
    for (const p of pages.flatMap((b) => b.postings)) if (!postings.has(p.externalId)) postings.set(p.externalId, p)
    const jobs = pages.reduce((sum, b) => sum + (b.page?.jobs ?? 0), 0)
    const listed = Math.max(...pages.map((b) => b.page?.listed ?? 0))
    const doubled = pages.reduce((sum, b) => sum + b.postings.length, 0) > postings.size
    const worst = pages
      .map((b) => b.completeness)
      .concat(jobs < listed || doubled ? ['partial'] : [])
      .sort((a, b) => RANK.indexOf(a) - RANK.indexOf(b))[0]
    const completeness = worst ?? first.completeness
    return [
      {
        ...first,
        companyName: pages.find((b) => b.companyName)?.companyName ?? null,
        completeness,
        count: completeness === 'unknown' ? null : postings.size,
        postings: [...postings.values()],
      },
    ]
  })
}

type Page = {
  readonly kind: string
  readonly token: string
  readonly companyName: string | null
  /** What the board says it holds in all, on any page; null where this page does not say. */
  readonly listed: number | null
  readonly completeness?: Completeness
  readonly more: readonly SourceRequest[]
}

/** One page of a board; `joinPages` makes a reading of all of them. */
export function pageBatch(
  page: Page,
  jobs: readonly unknown[],
  read: (job: unknown) => ParsedPosting | string,
): ParsedBatch {
  const batch = boardBatch(page.kind, page.token, jobs, read, null, page.companyName)
  return {
    ...batch,
    boards: batch.boards.map((b) => ({
      ...b,
      completeness: page.completeness ?? b.completeness,
      page: { listed: page.listed, jobs: jobs.length },
    })),
    more: page.more,
  }
}

/** The requests for all pages after the first one; `at` makes the request of an offset. */
export function furtherPages(listed: number, size: number, at: (offset: number) => SourceRequest): SourceRequest[] {
  const pages = Math.max(0, Math.ceil(listed / size) - 1)
  return Array.from({ length: pages }, (_, i) => at((i + 1) * size))
}
