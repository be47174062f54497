import type { Command } from 'commander'

/**
 * `wave classify`: titles on stdin, a line each, an optional tab and description; a JSON line for each, in order. Offsets of the
 * evidence count from the start of the title, or of what stands behind the tab.
 */
export function register(program: Command): void {
  program
    .command('classify')
    .description('titles on stdin, a line each (an optional tab and description); answers a JSON line each')
    .action(async () => {
      const { classifyPosting } = await import('../signals/classifyPosting')
      const { inputLines, writeOut } = await import('./lines')
      let out = ''
      for await (const line of inputLines(process.stdin)) {
        if (!line.trim()) continue
        const tab = line.indexOf('\t')
        const title = tab < 0 ? line : line.slice(0, tab)
        out += `${JSON.stringify({ title, ...classifyPosting(title, tab < 0 ? undefined : line.slice(tab + 1)) })}\n`
        if (out.length > 65_536) {
          await writeOut(out)
          out = ''
        }
      }
      await writeOut(out)
    })
}
