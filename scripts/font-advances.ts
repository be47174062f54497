/**
 * Writes components/charts/advances.ts: the advance widths of Instrument Sans, so that a chart can wrap, centre and
 * part its labels without measuring anything. Digits take their tabular width, which is what pages and pictures set.
 * Run after an upgrade of the font: `npx tsx scripts/font-advances.ts`.
 */
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import * as fontkit from 'fontkit'

const FACES = { 400: '400Regular', 500: '500Medium', 600: '600SemiBold', 700: '700Bold' } as const
const EXTRA = '–—‘’“”•…€£−·×™'

function characters(): number[] {
  const codes: number[] = []
  for (let code = 0x20; code <= 0x7e; code++) codes.push(code)
  for (let code = 0xa0; code <= 0x17f; code++) codes.push(code)
  for (const extra of EXTRA) codes.push(extra.codePointAt(0) ?? 0)
  return codes
}

const require = createRequire(import.meta.url)
const codes = [...new Set(characters())]
const lines: string[] = []
for (const [weight, face] of Object.entries(FACES)) {
  const path = require.resolve(`@expo-google-fonts/instrument-sans/${face}/InstrumentSans_${face}.ttf`)
  const opened = fontkit.openSync(path)
  const widths = codes.map((code) => {
    const run = opened.layout(String.fromCodePoint(code), ['tnum'])
    return Math.round((run.advanceWidth / opened.unitsPerEm) * 1000)
  })
  lines.push(`  ${weight}: '${widths.join(' ')}',`)
}

await writeFile(
  new URL('../components/charts/advances.ts', import.meta.url),
  `// Written by scripts/font-advances.ts from the static faces of Instrument Sans (SIL Open Font License). Do not edit.

/** The characters of the table, in its order. */
export const CHARACTERS = String.fromCodePoint(
  ...Array.from({ length: 95 }, (_, i) => 0x20 + i),
  ...Array.from({ length: 224 }, (_, i) => 0xa0 + i),
  ...${JSON.stringify(codes.slice(95 + 224))},
)

/** Advance of each character in thousandths of the font size, by weight. */
export const ADVANCES = {
${lines.join('\n')}
} as const
`,
)
