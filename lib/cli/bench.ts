import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Command } from 'commander'
import { WaveError } from '@/lib/errors'
import { log, print } from './withDb'

/** A benchmark measures against a baseline of the same run and answers its figures; ratios are what lasts. */
export interface Benchmark {
  description: string
  /** `quick`: a small size, where the benchmark has one. */
  run: (log: (line: string) => void, options: { quick: boolean }) => Promise<Record<string, unknown>>
}

const folder = path.join('tests', 'bench')

export function register(program: Command): void {
  program
    .command('bench [NAME]')
    .description('the benchmarks, each printing its figures as one JSON line last')
    .option('--quick', 'a small size, where the benchmark has one')
    .action(async (name: string | undefined, { quick = false }: { quick?: boolean }) => {
      const names = (await readdir(folder).catch(() => [] as string[]))
        .filter((file) => file.endsWith('.bench.ts'))
        .map((file) => file.replace('.bench.ts', ''))
      if (name && !names.includes(name)) {
        throw new WaveError('bad-usage', `There is no benchmark ${name}.`, `Choose one of ${names.join(', ')}.`)
      }
      for (const each of name ? [name] : names) {
        const { benchmark } = (await import(pathToFileURL(path.resolve(folder, `${each}.bench.ts`)).href)) as {
          benchmark: Benchmark
        }
        log(`${each}: ${benchmark.description}`)
        print({ bench: each, ...(await benchmark.run(log, { quick })) })
      }
    })
}
