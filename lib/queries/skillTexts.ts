import { skillLabel } from '@/lib/analytics/plainWords'
import type { SkillText } from '@/lib/analytics/skills'
import type { Day } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { SKILLS, skillName } from '@/lib/signals/skills'
import { remember } from './cache'

/** Postings whose text was read, first seen by the end of `known`, with the skills that it names. Shared: read only. */
export function skillTexts(db: Db, known: Day): Promise<readonly SkillText[]> {
  return remember(
    db,
    `skill-texts ${known}`,
    () => db.$queryRaw<SkillText[]>`
      SELECT id::text, company_slug AS company, role, skills, first_seen::text AS "firstSeen"
      FROM postings WHERE text_read AND first_seen <= ${known}::date ORDER BY id`,
  )
}

const KNOWN: ReadonlySet<string> = new Set(SKILLS.map((s) => s.slug))

/** A skill's name as people write it. */
export const skillWords = (slug: string): string => (KNOWN.has(slug) ? skillName(slug) : skillLabel(slug))
