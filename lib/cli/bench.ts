import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Command } from 'commander'
import { WaveError } from '@/lib/errors'
import { log, print } from './withDb'

/** A benchmark measures against a baseline of the same run and answers its figures; ratios are what lasts. */
export interface Benchmark {
  description: string
  run: (log: (line: string) => void) => Promise<Record<string, unknown>>
}

const folder = path.join('tests', 'bench')

export function register(program: Command): void {
  program
    .command('bench [NAME]')
    .description('the benchmarks, each printing its figures as one JSON line last')
    .action(async (name: string | undefined) => {
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
        print({ bench: each, ...(await benchmark.run(log)) })
      }
    })
}
