import { autoregression } from '@/lib/analytics/autoregression'
import { changePoints } from '@/lib/analytics/changePoints'
import { leadLag } from '@/lib/analytics/crossCorrelation'
import { eventStudy } from '@/lib/analytics/eventStudy'
import { forecastWeeks } from '@/lib/analytics/forecast'
import { hiringIndex } from '@/lib/analytics/hiringIndex'
import { kaplanMeier } from '@/lib/analytics/kaplanMeier'
import { localProjections } from '@/lib/analytics/localProjections'
import { type MomentumUnit, momentumOf } from '@/lib/analytics/momentum'
import { randomFrom } from '@/lib/analytics/resample'
import { adjustDaily } from '@/lib/analytics/seasonalDaily'
import { Stl } from '@/lib/analytics/stl'
import type { Benchmark } from '@/lib/cli/bench'
import { addDays } from '@/lib/dates'
import { inTurn, median, round } from './measure'

const WEEKS = 156
const ROLES = 11
const PAIRS = 3000
const random = randomFrom(7)

/** Three years of weeks with a season, a trend and noise. */
const weeks = (n: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => 300 + i + 40 * Math.sin((2 * Math.PI * i) / 52) + 20 * random())

/** Sum and sum of squares over all numbers: the least that any analysis does. */
function plainPass(series: readonly ArrayLike<number>[]): number {
  let sum = 0
  let squares = 0
  for (const s of series) {
    for (let i = 0; i < s.length; i++) {
      const v = s[i] as number
      sum += v
      squares += v * v
    }
  }
  return sum + squares
}

/** What keeps a pass from being thrown away as unused. */
let kept = 0

/**
 * Milliseconds of the work, and its ratio to a plain pass over the same numbers taken in turn with it. A pass lasts microseconds, so
 * it is gone through so often that it can be timed.
 */
async function against(runs: number, work: () => unknown, series: readonly ArrayLike<number>[]) {
  const count = series.reduce((sum, s) => sum + s.length, 0)
  const turns = Math.max(1, Math.ceil(2_000_000 / count))
  const times = await inTurn(
    runs,
    async () => work(),
    async () => {
      for (let k = 0; k < turns; k++) kept += plainPass(series)
    },
  )
  return { ms: round(median(times.a), 2), ratio: round(times.ratio * turns, 0), numbers: count }
}

/** How much longer four times the length takes, over four: 1 is linear. Best of the runs, in the processor's time. */
function growthOf(runs: number, work: (length: number) => () => unknown, length: number): number {
  const [short, long] = [work(length), work(4 * length)]
  const least = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let run = 0; run <= runs; run++) {
    for (const [k, each] of [short, long].entries()) {
      const start = process.cpuUsage()
      each()
      const spent = process.cpuUsage(start)
      // The first run is there to warm up.
      if (run > 0) least[k] = Math.min(least[k] ?? 0, spent.user + spent.system)
    }
  }
  return round((least[1] ?? 0) / (least[0] ?? 1) / 4)
}

const stlOf = (series: readonly Float64Array[], robust: boolean) => {
  const model = new Stl({ period: 52, seasonalWindow: 7, robust })
  return () => {
    for (const s of series) kept += model.decompose(s).trend[0] ?? 0
  }
}

/** A family of boards with counts and their history, as the overview asks of them. */
const family = (role: number): MomentumUnit[] =>
  Array.from({ length: 300 }, (_, c) => {
    const count = () => Math.floor(60 * random())
    return {
      key: `${role}/${c}`,
      from: count(),
      to: count(),
      triples: Array.from({ length: 12 }, () => [count(), count(), count()] as const),
    }
  })

const lives = (n: number) =>
  Array.from({ length: n }, (_, i) => {
    const seen = Math.floor(-60 * Math.log(1 - random()))
    return { entry: 0, seen, gone: i % 4 === 0 ? null : i % 9 === 0 ? seen + 7 : seen }
  })

/** Boards read once a week, some with a round in the middle. */
function boards(count: number, length: number) {
  const companies = Array.from({ length: count }, (_, c) => {
    let level = 40 + 200 * random()
    const values = Array.from({ length }, (_, t) => {
      level = Math.max(5, level * (1 + 0.04 * (random() - 0.5)))
      return { week: addDays('2023-01-02', 7 * t), value: Math.round(level), key: 'us' }
    })
    return { company: `c${c}`, group: c % 2 ? 'large' : 'small', weeks: values }
  })
  const events = companies.slice(0, count / 4).map(({ company }) => ({
    company,
    on: addDays('2023-01-02', 7 * (30 + Math.floor(60 * random()))),
  }))
  return { companies, events }
}

export const benchmark: Benchmark = {
  description:
    'the analyses on one core, data in memory, each beside a plain pass (sum and squares) over the same numbers in the same run',
  run: async (log) => {
    const roles = Array.from({ length: ROLES }, () => weeks(WEEKS))
    const families = Array.from({ length: 10 }, (_, r) => family(r))
    const pairs = Array.from({ length: PAIRS }, () => weeks(WEEKS))
    const counts = families.map((f) => f.flatMap((u) => [u.from, u.to, ...u.triples.flat()]))
    const figures: Record<string, unknown> = {}
    const measure = async (
      name: string,
      runs: number,
      work: () => unknown,
      series: readonly ArrayLike<number>[],
    ): Promise<void> => {
      const figure = await against(runs, work, series)
      figures[name] = figure
      log(
        `  ${name}: ${figure.ms} ms, ${figure.ratio} plain passes over ${figure.numbers.toLocaleString('en')} numbers`,
      )
    }

    const seasons = stlOf(roles, true)
    const momentum = () => {
      for (const f of families) kept += momentumOf(f).rows.length
    }
    await measure('stlRobust11', 9, seasons, roles)
    await measure('momentum10x300', 9, momentum, counts)
    await measure(
      'overview',
      9,
      () => {
        seasons()
        momentum()
      },
      [...roles, ...counts],
    )
    await measure('stlPlain3000', 3, stlOf(pairs, false), pairs)
    await measure('stlRobust3000', 3, stlOf(pairs, true), pairs)

    const daily = Array.from({ length: 5 * 365 }, (_, i) => ({
      day: addDays('2020-01-01', i),
      value: 500 + 60 * Math.sin(i / 58) + 30 * (i % 7) + 20 * random(),
    }))
    await measure('dailyAdjust5years', 3, () => adjustDaily(daily), [daily.map((d) => d.value)])
    const spells = lives(10_000)
    await measure('kaplanMeier10000', 5, () => kaplanMeier(spells), [spells.map((l) => l.seen)])
    const [one = weeks(WEEKS), two = weeks(WEEKS)] = roles
    await measure('changePoints', 9, () => changePoints(one), [one])
    await measure('forecastBacktest', 3, () => forecastWeeks([...one]), [one])
    await measure(
      'forecastWithLeading',
      3,
      () =>
        forecastWeeks([...one], 0, [
          { name: 'one', values: [...two] },
          { name: 'two', values: [...weeks(WEEKS)] },
        ]),
      [one],
    )
    await measure('leadLag', 3, () => leadLag(one, two), [one, two])
    const { companies, events } = boards(300, WEEKS)
    const levels = companies.map(({ company, weeks: own }) => ({
      company,
      levels: own.map((w) => ({ day: w.week, value: w.value, key: w.key })),
    }))
    const values = companies.map((c) => c.weeks.map((w) => w.value))
    await measure('index300', 3, () => hiringIndex(levels), values)
    await measure('eventStudy300', 3, () => eventStudy(companies, events), values)
    await measure('localProjections300', 1, () => localProjections(companies, events), values)

    // How time grows with length: of STL with the period, as a longer series of the same season has it.
    const linear = {
      stlRobust: growthOf(
        9,
        (n) =>
          stlOf(
            Array.from({ length: 10 }, () => weeks(n)),
            true,
          ),
        4 * WEEKS,
      ),
      changePoints: growthOf(
        5,
        (n) => {
          const stepped = weeks(n).map((v, i) => v + 200 * (Math.floor(i / 100) % 2))
          return () => changePoints(stepped)
        },
        2000,
      ),
      kaplanMeier: growthOf(
        5,
        (n) => {
          const exact = lives(n).map((l) => ({ ...l, gone: l.gone === null ? null : l.seen }))
          return () => kaplanMeier(exact)
        },
        20_000,
      ),
      autoregression: growthOf(
        5,
        (n) => {
          const series = weeks(n)
          return () => autoregression(series, { most: 20 })
        },
        20_000,
      ),
    }
    log(`  time at four times the length over four: ${JSON.stringify(linear)}`)
    return { ...figures, growthOverLength: linear, finite: Number.isFinite(kept) }
  },
}
