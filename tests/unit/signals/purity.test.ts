import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const files = ['lib/signals', 'lib/analytics'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((f) => /\.tsx?$/.test(f))
    .map((f) => join(folder, f)),
)
const FORBIDDEN: readonly (readonly [string, RegExp])[] = [
  [
    'a module of the machine or the network',
    /from ['"](?:node:(?!crypto['"])[\w/]+|fs|net|http|https|path|undici|pg|next[\w/-]*)['"]|import\(['"](?:node:(?!crypto['"])|undici|pg)/,
  ],
  ['the database', /from ['"][^'"]*(?:prisma|lib\/db|\.\.\/db)/i],
  ['the clock', /\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.now\(/],
  ['chance', /\bMath\.random\(|\bcrypto\.random/],
  ['the environment', /\bprocess\.|\bfetch\(/],
]

describe('the pure core', () => {
  it('has files to look at', () => {
    expect(files.some((f) => f.endsWith('extract.ts'))).toBe(true)
  })
  it.each(files)('%s asks neither database, network nor clock', (file) => {
    const code = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    for (const [what, pattern] of FORBIDDEN) expect(pattern.exec(code)?.[0] ?? null, what).toBeNull()
  })
})
