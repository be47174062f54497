import { type Day, dayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'

/** A board whose newest reading is doubted. `readOn`: its UTC day; `count`: what it showed; `why`: the rule, in words. */
export interface DoubtedBoard {
  company: string
  companyName: string
  kind: string
  token: string
  readOn: Day
  count: number | null
  why: string
}

/** Boards whose newest reading of this installation is not believed yet, by company. */
export async function doubtedBoards(db: Db): Promise<DoubtedBoard[]> {
  const rows = await db.$queryRaw<(Omit<DoubtedBoard, 'readOn'> & { readOn: Date })[]>`
    SELECT b.company_slug AS company, c.name AS "companyName", b.kind, b.token, r.read_on AS "readOn", r.count, r.doubt AS why
    FROM (SELECT DISTINCT ON (board_id) board_id, read_on, count, doubt FROM readings WHERE reader = 'self'
      ORDER BY board_id, read_on DESC) r
    JOIN boards b ON b.id = r.board_id JOIN companies c ON c.slug = b.company_slug
    WHERE r.doubt IS NOT NULL AND b.active_to IS NULL ORDER BY c.name, b.id`
  return rows.map((r) => ({ ...r, readOn: dayOf(r.readOn) }))
}
