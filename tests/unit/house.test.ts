import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { SOURCES } from '@/lib/sources'

/** Every import of a file: its specifier, and whether it is of types alone. */
function imports(file: string): { from: string; names: string; typeOnly: boolean }[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/^import\s+(type\s+)?([^'"]*?)\s*(?:from\s+)?['"]([^'"]+)['"]/gm)].map((m) => ({
    from: m[3] ?? '',
    names: m[2] ?? '',
    typeOnly: Boolean(m[1]) || /^\{\s*(type\s+\w+(\s+as\s+\w+)?\s*,?\s*)+\}$/.test(m[2] ?? ''),
  }))
}
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((f) => /\.tsx?$/.test(f))
    .map((f) => path.join(folder, f))

describe('the rules of the house', () => {
  it.each(['app', 'components'])('%s asks lib/queries and never the database itself', (folder) => {
    for (const file of filesIn(folder)) {
      for (const { from, names, typeOnly } of imports(file)) {
        expect(from, file).not.toMatch(/@prisma|lib\/db\/generated|^pg$/)
        if (/lib\/db\//.test(from) && !typeOnly) {
          // A page names the process's database and hands it on; that is all it does with it.
          expect(
            names
              .replace(/[{}\s]/g, '')
              .split(',')
              .filter((n) => !['getDb', 'dataVersion', 'typeDb', ''].includes(n)),
            file,
          ).toEqual([])
        }
      }
      expect(readFileSync(file, 'utf8'), file).not.toMatch(/\$queryRaw|\$executeRaw|\bfindMany\(/)
    }
  })

  it('charts know neither the network nor the page nor the clock', () => {
    for (const file of filesIn('components/charts')) {
      for (const { from, typeOnly } of imports(file)) {
        if (!typeOnly)
          expect(from, file).not.toMatch(/lib\/(queries|db|ingest|sources|exports)|components\/page|next\/|\/app\//)
      }
      expect(readFileSync(file, 'utf8'), file).not.toMatch(/\bfetch\(|Date\.now\(|new Date\(\s*\)|ResponsiveContainer/)
    }
  })

  it('the database is read by queries, ingestion, the database layer and the command line alone', () => {
    for (const file of filesIn('lib')) {
      if (/^lib[\\/](queries|ingest|db|cli)[\\/]/.test(file)) continue
      expect(readFileSync(file, 'utf8'), file).not.toMatch(/\$queryRaw|\$executeRaw|\bfindMany\(/)
    }
  })

  it('everything that goes out goes through the one guarded client and its shared manners', () => {
    const using = (pattern: RegExp) =>
      ['lib', 'app', 'components', 'scripts']
        .flatMap(filesIn)
        .filter((f) => pattern.test(readFileSync(f, 'utf8')))
        .map((f) => f.replaceAll(path.sep, '/'))
        .sort()
    expect(using(/from ['"]undici['"]/)).toEqual(['lib/ingest/guard.ts', 'lib/ingest/http.ts'])
    expect(using(/\bcreateOutbound\(/)).toEqual(['lib/ingest/http.ts', 'lib/ingest/outbound.ts'])
    expect(using(/\bhttps?\.(?:get|request)\(|from ['"](?:node:)?(?:https|http2|tls|dgram)['"]/)).toEqual([])
    // The global `fetch` asks our own server alone: to draw ahead and to see that it answers. http.ts defines the guarded one.
    expect(using(/(?<![.\w])fetch\(/).filter((f) => !f.startsWith('components/'))).toEqual([
      'lib/cli/start.ts',
      'lib/drawing/ahead.ts',
      'lib/ingest/http.ts',
    ])
  })

  it('every source is one object with what its documentation and its form are made from', () => {
    expect(new Set(SOURCES.map((s) => s.kind)).size).toBe(SOURCES.length)
    for (const source of SOURCES) {
      expect(source.title.length, source.kind).toBeGreaterThan(2)
      expect(source.description.length, source.kind).toBeGreaterThan(20)
      expect(source.defaultIntervalMs, source.kind).toBeGreaterThanOrEqual(15 * 60_000)
    }
  })
})
