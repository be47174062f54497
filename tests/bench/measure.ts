import { readFile } from 'node:fs/promises'

/** Middle value; the upper one of an even number. */
export const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Milliseconds of each of `runs` turns of both, taken in turn (A B A B …) so that a drifting machine hits both alike. `clock`: ms. */
export async function inTurn(
  runs: number,
  a: () => Promise<unknown>,
  b: () => Promise<unknown>,
  clock: () => number = () => performance.now(),
): Promise<{ a: number[]; b: number[]; ratio: number }> {
  const times: { a: number[]; b: number[] } = { a: [], b: [] }
  await a()
  await b()
  for (let i = 0; i < runs; i++) {
    for (const [key, work] of [
      ['a', a],
      ['b', b],
    ] as const) {
      const start = clock()
      await work()
      times[key].push(clock() - start)
    }
  }
  return { ...times, ratio: median(times.a.map((t, i) => t / (times.b[i] ?? Number.NaN))) }
}

export const round = (value: number, decimals = 2): number => Number(value.toFixed(decimals))

/** Milliseconds of processor time of this process: for work that asks nobody else, on a machine that others use too. */
export const processorMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** Seconds that the work takes. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** Hundredths of a second, in which Linux counts processor time. */
const TICKS_PER_SECOND = 100

/** Seconds of processor time that these processes have used, which a busy machine changes little; null where /proc is not. */
export async function processorSeconds(pids: readonly number[]): Promise<number | null> {
  let ticks = 0
  for (const pid of pids) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
    if (stat === null) return null
    // The name of the program, in brackets, may hold spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    ticks += Number(fields[11]) + Number(fields[12])
  }
  return ticks / TICKS_PER_SECOND
}
