import type { Command } from 'commander'

/** `wave classify`: titles on stdin, a line each, an optional tab and description; a JSON line for each, in order. */
export function register(program: Command): void {
  program
    .command('classify')
    .description('titles on stdin, a line each (an optional tab and description); answers a JSON line each')
    .action(async () => {
      const { classifyTitle } = await import('../signals/classify')
      const { inputLines, writeOut } = await import('./lines')
      let out = ''
      for await (const line of inputLines(process.stdin)) {
        if (!line.trim()) continue
        const tab = line.indexOf('\t')
        const title = tab < 0 ? line : line.slice(0, tab)
        const { category, confidence, seniority, skills, employmentType, workMode, rules } = classifyTitle(
          title,
          tab < 0 ? undefined : line.slice(tab + 1),
        )
        out += `${JSON.stringify({ title, category, confidence, seniority, skills, employmentType, workMode, rules })}\n`
        if (out.length > 65_536) {
          await writeOut(out)
          out = ''
        }
      }
      await writeOut(out)
    })
}
