import type { Day } from '@/lib/dates'
import { dayOf, isDay } from '@/lib/dates'
import { type ParsedLayoff, rawOf } from '../source'
import { BadCell, type Cells } from './cells'
import type { FileRow } from './rows'

/** How states and newspapers name the columns of a notice; the first that holds something counts. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  company: ['company', 'business_legal_name', 'company_name', 'employer', 'employer_name', 'name', 'company_slug'],
  notice_date: [
    'notice_date',
    'announced_on',
    'date_of_warn_notice',
    'warn_notice_date',
    'received_date',
    'date_received',
    'date',
  ],
  received_date: ['received_date', 'date_received', 'date_posted', 'posted_on', 'date_added'],
  num_employees: [
    'num_employees',
    'number_of_affected_workers',
    '#_of_workers',
    'headcount',
    'number_of_workers',
    'affected_workers',
    'employees_affected',
    'total_laid_off',
    'jobs',
    'permanent_job_losses',
  ],
  percent: ['percent', 'percentage_laid_off'],
  address: ['address', 'impacted_site_address', 'location', 'city', 'workforce_region', 'workforce_area', 'county'],
  city: ['city', 'location', 'place'],
  county: ['county', 'impacted_site_county', 'workforce_area', 'workforce_region'],
  state: ['state', 'postal_code'],
  titles: ['titles', 'job_titles', 'occupations', 'positions', 'job_title', 'occupation'],
  source_url: ['source_url', 'url', 'source'],
}

interface State {
  /** Columns that only its file has. */
  columns: readonly string[]
  code: string
  page: string
}

/** Where a state publishes its notices, told by its columns; the files themselves name neither state nor address. */
const STATES: readonly State[] = [
  {
    columns: ['layoff_or_closure', 'num_employees'],
    code: 'CA',
    page: 'https://edd.ca.gov/en/jobs_and_training/Layoff_Services_WARN',
  },
  {
    columns: ['impacted_site_county', 'date_of_warn_notice'],
    code: 'NY',
    page: 'https://dol.ny.gov/warn-dashboard',
  },
  {
    columns: ['layoff_start_date', '#_of_workers'],
    code: 'WA',
    page: 'https://esd.wa.gov/employer-requirements/layoffs-and-employee-notifications/worker-adjustment-and-retraining-notification-warn-layoff-and-closure-database',
  },
  {
    columns: ['workforce_area', 'permanent_job_losses'],
    code: 'CO',
    page: 'https://cdle.colorado.gov/employers/layoff-separations/layoff-warn-list',
  },
]

/** The same columns under our own names, whatever the file calls them. */
export function layoffColumns(columns: readonly string[]): string[] {
  return Object.keys(NAMES).filter((own) => NAMES[own]?.some((name) => columns.includes(name)))
}

/** A row under our own names. */
export function layoffRow(row: FileRow): FileRow {
  const state = STATES.find(({ columns }) => columns.every((c) => c in row.cells))
  const cells: Record<string, string> = {}
  for (const [own, names] of Object.entries(NAMES))
    cells[own] = names.map((name) => row.cells[name]?.trim() ?? '').find((v) => v !== '') ?? ''
  if (!/^https?:/i.test(cells.source_url ?? '')) cells.source_url = state?.page ?? ''
  if (!/^[A-Z]{2}$/.test(cells.state ?? '')) cells.state = state?.code ?? ''
  return { ...row, cells }
}

/** One notice. Days may be written as Americans do; a number that nobody knew yet is null. */
export function readLayoff(c: Cells, row: FileRow, now: Date): ParsedLayoff {
  const company = c.need('company')
  const announcedOn = day(c, 'notice_date', now)
  if (!announcedOn) throw new BadCell('notice_date', 'is empty')
  const received = day(c, 'received_date', now)
  const sourceUrl = c.url('source_url')
  if (!sourceUrl) throw new BadCell('source_url', 'is empty, and the columns are not those of a state that is known')
  return {
    company,
    announcedOn,
    // The public learns of a notice when the state received or posted it.
    knownOn: received && received > announcedOn ? received : announcedOn,
    headcount: people(c.text('num_employees')),
    percent: share(c.text('percent')),
    site: c.text('address'),
    place: placeOf(c),
    titles: titlesIn(c.text('titles'), company),
    sourceUrl,
    position: `line ${row.line}`,
    raw: rawOf(row.raw),
  }
}

/** A street with its number is no place where jobs are compared; `Newark CA 94560` ends an address. */
const ADDRESS_END =
  /(?:^|\s{2,}|,\s*)([A-Z][A-Za-z.'-]*(?: [A-Za-z.'-]+){0,4}?),?\s+([A-Z]{2}),?\s+\d{5}(?:-\d{4})?\s*$/
const COUNTRIES = /,\s*Non-U\.?S\.?$/i

/** `Newark, CA` out of an address, else the town, else the county or area with its state; null where the notice names none. */
function placeOf(c: Cells): string | null {
  const address = ADDRESS_END.exec(c.text('address') ?? '')
  if (address?.[1] && address[2]) return `${inCapitals(address[1])}, ${address[2]}`
  const named = (c.text('city') ?? c.text('county'))?.replace(COUNTRIES, '').replace(/\s+/g, ' ').slice(0, 120) ?? null
  // The column may hold a street after all, or words that name no place.
  if (named === null || /^\d|^(?:various|multiple|statewide|unknown|n\/?a|tbd|remote|-+)\b/i.test(named)) return null
  const state = c.text('state')
  return state === null || new RegExp(`\\b${state}$`).test(named) ? named : `${named}, ${state}`
}

/** `NEW YORK` is New York. */
const inCapitals = (name: string): string =>
  /[a-z]/.test(name) ? name : name.toLowerCase().replace(/\b[a-z]/g, (letter) => letter.toUpperCase())

/** Words of a notice that stand for titles that were not told. */
const NO_TITLES = /\b(?:not (?:disclosed|reported)|un(?:disclosed|specified|known)|request warn|furlough|layoffs)\b/i
const MOST_TITLES = 40

/** The titles that a notice lists ("Various: Engineers (12), Project Managers"), without their numbers; [] where it lists none. */
function titlesIn(text: string | null, company: string): string[] {
  if (text === null || NO_TITLES.test(text)) return []
  const titles = text
    .slice(0, 4000)
    .replace(/\([^)]*\)?/g, ' ')
    .replace(/^various(?: positions?)?\s*:?\s*/i, '')
    .split(/[;,]|\s&\s|\band\b/)
    .map((t) =>
      t
        .replace(/\s+/g, ' ')
        .trim()
        .replace(/[. ]+$/, ''),
    )
    .filter((t) => /[A-Za-z]{2}/.test(t) && !/^(?:others?|more|other positions|various)\b/i.test(t) && t.length <= 120)
  // Some states write the employer's name into the column.
  const own = company.toLowerCase()
  const isOwn = (title: string) => own.startsWith(title) || title.startsWith(own.slice(0, 8))
  return [...new Set(titles)].filter((t) => !isOwn(t.toLowerCase())).slice(0, MOST_TITLES)
}

function day(c: Cells, column: string, now: Date): Day | null {
  const text = c.text(column)
  if (text === null) return null
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?:\s*\(.*)?$/.exec(text)
  const iso = us
    ? `${us[3]?.length === 2 ? '20' : ''}${us[3]}-${us[1]?.padStart(2, '0')}-${us[2]?.padStart(2, '0')}`
    : text.slice(0, 10)
  if (!isDay(iso)) throw new BadCell(column, `“${text.slice(0, 60)}” is no day; write it as 2025-09-12 or 9/12/2025`)
  if (iso > dayOf(now)) throw new BadCell(column, `${iso} has not come yet`)
  return iso
}

function people(text: string | null): number | null {
  if (text === null || /^(?:n\/?a|tbd|unknown|none|-+)$/i.test(text)) return null
  const digits = text.replaceAll(',', '')
  if (!/^\d{1,7}(?:\.0+)?$/.test(digits))
    throw new BadCell('num_employees', `“${text.slice(0, 60)}” is no number of people`)
  return Math.trunc(Number(digits)) || null
}

function share(text: string | null): number | null {
  if (text === null) return null
  const n = Number(text.replace(/\s*%$/, ''))
  if (!Number.isFinite(n) || n < 0 || n > 100)
    throw new BadCell('percent', `“${text.slice(0, 60)}” is no share in percent`)
  return n || null
}
