/** Licences as the rows carry them. "facts" means that no licence is claimed: a fact or a figure, in our own words. */
export const FACTS = 'facts'
export const CC_BY = 'CC BY 4.0 (Indeed Hiring Lab)'
export const PUBLIC_RECORD = 'public record (US government)'

/** The reader of a board, and where its readings were found. */
export type Reader = { repository: string; licence: string }

const readers: Record<string, Reader> = {
  labs: { repository: 'ReedRawlings/AIJobs', licence: FACTS },
  sniper: { repository: 'Agnikulu/Job-Postings', licence: FACTS },
  openjobs: { repository: 'ConorsCode/open-jobs-data', licence: 'MIT' },
  radar: { repository: 'twelfthlabor/hiring-signal-radar', licence: 'MIT' },
  stapply: { repository: 'stapply-ai/jobs', licence: 'MIT' },
  fixtures: { repository: 'matchaboar/srajob2; sakshambhatla/JobFinder', licence: FACTS },
  once: { repository: 'single counts in public documents', licence: FACTS },
  'pay:wayback': { repository: 'kagarmoe/job-analysis', licence: FACTS },
}

/** The reader of that name; an unknown one is refused, so that no row ships without a licence. */
export function readerOf(series: string): Reader {
  const reader = readers[series]
  if (!reader) throw new Error(`unknown reader: ${series}`)
  return reader
}
