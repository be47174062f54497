import { segmentWords } from '@/lib/analytics/words'
import type { Db } from '@/lib/db/client'
import { SITE_PAGES } from '@/lib/search/pages'
import type { FindEntry } from '@/lib/search/rank'
import { ROLES } from '@/lib/signals/taxonomy'
import { remember } from './cache'
import { lineChoices } from './explore'

interface CompanyRow {
  company: string
  name: string
  legal: string | null
  aliases: string[]
  segment: string
  ticker: string | null
}

/** All that can be found by name: pages, roles, companies and series that have a value. In that order. */
export function searchIndex(db: Db): Promise<FindEntry[]> {
  return remember(db, 'search-index', async () => {
    const [companies, { series }, details] = await Promise.all([
      db.$queryRaw<CompanyRow[]>`
        SELECT slug AS company, name, legal_name AS legal, aliases, segment, ticker FROM companies ORDER BY lower(name), slug`,
      lineChoices(db),
      db.$queryRaw<{ id: string; publisher: string; unit: string }[]>`SELECT id, publisher, unit FROM series`,
    ])
    const detailOf = new Map(details.map((d) => [d.id, d]))
    return [
      ...SITE_PAGES.map(
        (page): FindEntry => ({
          kind: 'page',
          names: [page.href.slice(1)].filter(Boolean),
          ...page,
          // The macro page has every series in its table.
          also: page.href === '/macro' ? [...page.also, ...series.flatMap((s) => [s.id, s.title])] : page.also,
        }),
      ),
      ...ROLES.map(
        (role): FindEntry => ({
          kind: 'role',
          label: role.name,
          href: `/roles/${role.slug}`,
          hint: role.code,
          names: [role.code, role.slug, ...role.synonyms],
          also: role.skills,
        }),
      ),
      ...companies.map(
        (c): FindEntry => ({
          kind: 'company',
          label: c.name,
          href: `/companies/${encodeURIComponent(c.company)}`,
          hint: [c.segment === 'other' ? '' : segmentWords(c.segment), c.ticker].filter(Boolean).join(' · '),
          names: [c.company, ...c.aliases, ...(c.ticker ? [c.ticker] : [])],
          also: c.legal ? [c.legal] : [],
        }),
      ),
      ...series.map(
        (s): FindEntry => ({
          kind: 'series',
          label: s.title,
          href: `/explore?${new URLSearchParams({ series: s.id })}`,
          hint: detailOf.get(s.id)?.unit ?? '',
          names: [s.id],
          also: [detailOf.get(s.id)?.publisher ?? ''].filter(Boolean),
        }),
      ),
    ]
  })
}
