import { readerName } from '@/lib/analytics/readers'
import { dayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import type { View } from '@/lib/view'
import { allBoards, type BoardDays, readerRepositories } from './boards'
import { companyNames, passedDay } from './names'
import type { BoardQualityRow, RejectRow, SourceRow, SourcesData } from './types'

const isError = (value: unknown): value is { code: string; message: string; next: string } =>
  typeof value === 'object' && value !== null && 'code' in value && 'message' in value && 'next' in value

const iso = (date: Date | null): string | null => date?.toISOString() ?? null

/** Every source with its state, last run and open rejects, and every board with what is known of its days. */
export async function sources(view: View, db: Db, now = new Date()): Promise<SourcesData> {
  const [found, rejected, reference, boards, names, repositories] = await Promise.all([
    db.source.findMany({ orderBy: { name: 'asc' }, include: { runs: { orderBy: { startedAt: 'desc' }, take: 1 } } }),
    db.reject.groupBy({ by: ['sourceId'], where: { resolvedAt: null }, _count: { _all: true } }),
    db.referenceSet.findUnique({ where: { id: 1 } }),
    allBoards(db),
    companyNames(db),
    readerRepositories(db),
  ])
  const open = new Map(rejected.map((r) => [r.sourceId, r._count._all]))
  const rows = found.map((s): SourceRow => {
    const [run] = s.runs
    const state = !s.enabled
      ? 'off'
      : run?.status === 'running'
        ? 'running'
        : s.failures > 0
          ? 'failing'
          : s.lastCheckedAt === null
            ? 'never'
            : 'ok'
    return {
      id: s.id,
      kind: s.kind,
      name: s.name,
      address: s.address,
      company: s.companySlug,
      enabled: s.enabled,
      state,
      lastCheckedAt: iso(s.lastCheckedAt),
      lastOkAt: iso(s.lastOkAt),
      nextCheckAt: iso(s.nextCheckAt),
      failures: s.failures,
      lastError: isError(s.lastError) ? s.lastError : null,
      lastRun: run
        ? {
            startedAt: run.startedAt.toISOString(),
            status: run.status,
            seen: run.seen,
            new: run.new,
            changed: run.changed,
            unchanged: run.unchanged,
            rejected: run.rejected,
            message: run.message,
          }
        : null,
      openRejects: open.get(s.id) ?? 0,
    }
  })
  const known = passedDay(view, now)
  return {
    sources: rows,
    boards: [...boards.values()]
      .flat()
      .filter((b) => b.days.length > 0)
      .map((b) => boardQuality(b, names.get(b.company)?.name ?? b.company, known, repositories)),
    reference: reference ? { version: reference.version, loadedAt: reference.loadedAt.toISOString() } : null,
  }
}

/** How one board was read up to a day. */
export function boardQuality(
  board: BoardDays,
  companyName: string,
  known: string,
  repositories: ReadonlyMap<string, string>,
): BoardQualityRow {
  const days = board.days.filter((d) => d.day <= known)
  const good = days.filter((d) => d.state === 'good')
  return {
    company: board.company,
    companyName,
    kind: board.kind,
    token: board.token,
    firstDay: good[0]?.day ?? null,
    lastDay: good.at(-1)?.day ?? null,
    goodDays: good.length,
    suspectDays: days.filter((d) => d.state === 'suspect').length,
    unknownDays: days.filter((d) => d.state === 'none').length,
    readers: [...new Set(good.map((d) => readerName(d.reader, repositories)))],
    activeTo: board.until,
    note: board.note,
  }
}

/** What a source brought that could not be used and still waits, newest first, at most 200. */
export async function rejects(sourceId: string, db: Db): Promise<RejectRow[]> {
  const found = await db.reject.findMany({
    where: { sourceId, resolvedAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 200,
    omit: { raw: true },
  })
  return found.map((r) => ({
    id: String(r.id),
    kind: r.kind,
    position: r.position,
    code: r.code,
    reason: r.reason,
    next: r.next,
    createdAt: r.createdAt.toISOString(),
  }))
}

/** Latest reading of any board up to a day, and the instant of the last one by this installation. */
export async function lastReadings(db: Db, known: string): Promise<{ day: string | null; selfAt: string | null }> {
  const [row] = await db.$queryRaw<{ day: Date | null; self_at: Date | null }[]>`
    SELECT max(read_on) FILTER (WHERE completeness <> 'unknown') AS day,
      max(coalesce(read_at, read_on::timestamptz)) FILTER (WHERE reader = 'self') AS self_at
    FROM readings WHERE read_on <= ${known}::date`
  return { day: row?.day ? dayOf(row.day) : null, selfAt: row?.self_at?.toISOString() ?? null }
}
