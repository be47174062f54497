import type { FindKind } from '@/lib/search/rank'

/** What a place is, beside its name. */
export const KIND_WORDS: Record<FindKind, string> = {
  page: 'Page',
  role: 'Role',
  company: 'Company',
  series: 'Series',
}
