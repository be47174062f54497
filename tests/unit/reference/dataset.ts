import { addDays } from '@/lib/dates'
import { type DataRow, readManifest, readRows, referenceDir } from '@/lib/db/reference/read'

export const dir = referenceDir()
export const { manifest } = readManifest(dir)

const cache = new Map<string, DataRow[]>()

/** The rows of a shipped file. */
export function rowsOf(name: string): DataRow[] {
  const rows = cache.get(name) ?? readRows(dir, manifest, name)
  cache.set(name, rows)
  return rows
}

export const boardKey = (row: DataRow): string => `${row.boardKind ?? row.kind} ${row.boardToken ?? row.token}`

/** How many spells of a reader contain each day, by board and day; only of postings that `wanted` accepts. */
export function countSpells(reader: string, wanted: (posting: DataRow) => boolean = () => true): Map<string, number> {
  const accepted = new Set(
    rowsOf('postings')
      .filter(wanted)
      .map((p) => `${boardKey(p)} ${p.externalId}`),
  )
  const counts = new Map<string, number>()
  for (const spell of rowsOf('spells')) {
    if (spell.reader !== reader || !accepted.has(`${boardKey(spell)} ${spell.externalId}`)) continue
    for (let day = spell.firstDay ?? ''; day <= (spell.lastDay ?? ''); day = addDays(day, 1)) {
      const key = `${boardKey(spell)} ${day}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  return counts
}
