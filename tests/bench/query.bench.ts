import type { Benchmark } from '@/lib/cli/bench'
import { addDays } from '@/lib/dates'
import { bumpDataVersion } from '@/lib/db/client'
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
      // Cold: the first question after a change of data, nothing remembered. Warm: the same question once more.
      const ask = (name: 'hiring-trend' | 'role-breakdown') => () => chartAnswer(name, view, {}, db)
      const cold = (name: 'hiring-trend' | 'role-breakdown') => async () => {
        await bumpDataVersion(db)
        await ask(name)()
      }
      const trend = await inTurn(RUNS, cold('hiring-trend'), trendSql)
      const trendWarm = await inTurn(RUNS, ask('hiring-trend'), trendSql)
      log(
        `  trend ${round(median(trend.a), 0)} ms, warm ${round(median(trendWarm.a), 0)}, by hand ${round(median(trend.b), 0)}`,
      )
      const roles = await inTurn(RUNS, cold('role-breakdown'), rolesSql)
      const rolesWarm = await inTurn(RUNS, ask('role-breakdown'), rolesSql)
      log(
        `  roles ${round(median(roles.a), 0)} ms, warm ${round(median(rolesWarm.a), 0)}, by hand ${round(median(roles.b), 0)}`,
      )
      return {
        postings: SIZE.postings,
        boards: SIZE.boards,
        rebuildSeconds,
        trendMs: round(median(trend.a), 1),
        trendSqlMs: round(median(trend.b), 1),
        trendWarmMs: round(median(trendWarm.a), 1),
        trendRatio: round(trend.ratio),
        rolesMs: round(median(roles.a), 1),
        rolesSqlMs: round(median(roles.b), 1),
        rolesWarmMs: round(median(rolesWarm.a), 1),
        rolesRatio: round(roles.ratio),
      }
    }),
}
