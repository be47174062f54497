import type { Benchmark } from '@/lib/cli/bench'
import { addDays } from '@/lib/dates'
import { rebuild } from '@/lib/ingest/derive'
import { chartAnswer } from '@/lib/queries/charts'
import { DEFAULT_VIEW } from '@/lib/view'
import { inTurn, median, round } from './measure'
import { withScratchDatabase } from './scratch'
import { fillSynthetic } from './synthetic'

const SIZE = { boards: 400, postings: 1_000_000, days: 364, firstDay: '2025-09-01' }
const RUNS = 5

export const benchmark: Benchmark = {
  description: `the overview's questions at ${SIZE.postings.toLocaleString('en')} postings of ${SIZE.boards} boards, against hand-written SQL for the same numbers in the same run`,
  run: async (log) =>
    await withScratchDatabase(async (db) => {
      let start = performance.now()
      await fillSynthetic(db, SIZE)
      log(`  filled in ${round((performance.now() - start) / 1000)} s`)
      start = performance.now()
      await rebuild(db)
      const rebuildSeconds = round((performance.now() - start) / 1000)
      log(`  derived in ${rebuildSeconds} s`)
      await db.$executeRaw`ANALYZE`
      const last = addDays(SIZE.firstDay, SIZE.days - 1)
      const view = { ...DEFAULT_VIEW, from: SIZE.firstDay, to: last }

      const trendSql = () => db.$queryRaw`
        SELECT date_trunc('week', day)::date AS week, sum(openings)::float8 / count(DISTINCT day) AS openings, sum(listed)::int AS listed
        FROM openings_day WHERE role <> 'other' AND day BETWEEN ${SIZE.firstDay}::date AND ${last}::date GROUP BY 1 ORDER BY 1`
      const rolesSql = () => db.$queryRaw`
        SELECT role, sum(openings) FILTER (WHERE day = ${SIZE.firstDay}::date)::int AS first, sum(openings) FILTER (WHERE day = ${last}::date)::int AS last
        FROM openings_day WHERE day IN (${SIZE.firstDay}::date, ${last}::date) GROUP BY 1 ORDER BY 1`
      const trend = await inTurn(RUNS, () => chartAnswer('hiring-trend', view, {}, db), trendSql)
      log(`  trend ${round(median(trend.a), 0)} ms, by hand ${round(median(trend.b), 0)} ms`)
      const roles = await inTurn(RUNS, () => chartAnswer('role-breakdown', view, {}, db), rolesSql)
      log(`  roles ${round(median(roles.a), 0)} ms, by hand ${round(median(roles.b), 0)} ms`)
      return {
        postings: SIZE.postings,
        boards: SIZE.boards,
        rebuildSeconds,
        trendMs: round(median(trend.a), 1),
        trendSqlMs: round(median(trend.b), 1),
        trendRatio: round(trend.ratio),
        rolesMs: round(median(roles.a), 1),
        rolesSqlMs: round(median(roles.b), 1),
        rolesRatio: round(roles.ratio),
      }
    }),
}
