/** The pages of the product, in the order of the bars, with what a reader may call them by. */
export interface SitePage {
  href: string
  label: string
  /** What is there. */
  hint: string
  /** What else one may look for it by. */
  also: readonly string[]
}

export const MAIN_PAGES: readonly SitePage[] = [
  {
    href: '/',
    label: 'Overview',
    hint: 'Whether hiring is heating up, where, and what came with it',
    also: ['home', 'start', 'trend', 'headline'],
  },
  {
    href: '/roles',
    label: 'Roles',
    hint: 'The nine infrastructure roles: openings, change, pay, skills',
    also: ['jobs', 'momentum', 'salary', 'pay', 'skills', 'occupations'],
  },
  {
    href: '/companies',
    label: 'Companies',
    hint: 'Who is hiring, with boards, rounds and listings',
    also: ['employers', 'boards', 'firms'],
  },
  {
    href: '/capital',
    label: 'Capital',
    hint: 'Rounds, listings, and hiring around them',
    also: ['funding', 'rounds', 'investors', 'ipo', 'listings', 'valuation', 'filings'],
  },
  {
    href: '/macro',
    label: 'Macro',
    hint: 'US growth as it was known, and the labour market around it',
    also: ['gdp', 'growth', 'economy', 'revisions', 'vintages', 'labour market', 'indicators'],
  },
  {
    href: '/signals',
    label: 'Signals',
    hint: 'Every dated event with its quote and source',
    also: ['events', 'news', 'layoffs', 'claims', 'corrections', 'capacity'],
  },
  {
    href: '/explore',
    label: 'Explore',
    hint: 'Any series beside any other',
    also: ['compare', 'chart', 'series', 'index'],
  },
]

export const MORE_PAGES: readonly SitePage[] = [
  { href: '/brief', label: 'The brief', hint: 'The week in words', also: ['weekly', 'newsletter', 'atom'] },
  { href: '/index', label: 'The index', hint: 'The Hiring Wave Index with its recipe', also: ['hiring wave index'] },
  {
    href: '/engagement',
    label: 'Employee+',
    hint: 'Contracts, part time and other forms of work',
    also: ['engagement', 'contract', 'part-time', 'contract-to-hire', 'interns', 'internships'],
  },
  {
    href: '/playbooks',
    label: 'Playbooks',
    hint: 'Advice to job seekers and employers, with today’s numbers',
    also: ['advice', 'job seekers', 'recruiters', 'employers'],
  },
  { href: '/articles', label: 'Articles', hint: 'What was read, and what was made of it', also: ['news', 'feeds'] },
  {
    href: '/sources',
    label: 'Sources',
    hint: 'What is followed, and to which day it is complete',
    also: ['coverage', 'feeds', 'boards', 'licences', 'freshness'],
  },
  {
    href: '/methodology',
    label: 'Methodology',
    hint: 'How everything is counted, and its limits',
    also: ['methods', 'how it counts', 'limits', 'definitions', 'formulas', 'confidence', 'intervals'],
  },
]

/** All pages that the palette leads to. */
export const SITE_PAGES: readonly SitePage[] = [...MAIN_PAGES, ...MORE_PAGES]
