import { dayWords, numberWords, plural } from '@/lib/analytics/words'
import { type Day, dayFromNumber } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { WORK_FORM_WORDS, WORK_FORMS, type WorkForm, workFormOf } from '@/lib/signals/engagementForm'
import { INFRA_ROLES, type RoleSlug } from '@/lib/signals/taxonomy'
import type { View } from '@/lib/view'
import type { Answer } from './answer'
import { remember } from './cache'
import { asOfNote, companyNames, POSTINGS_ARE_NOT_HIRES } from './names'
import { type RolePanel, rolePanel, totalOn } from './panel'
import { postingsById } from './postings'
import { signals } from './signals'
import type { PostingRow, ShortAnswer, SignalRow, Words } from './types'

interface FormPosting {
  id: string
  company: string
  role: RoleSlug
  form: WorkForm
}

/** Every posting that names a form, whatever its day; the reading of some ten thousand titles is shared by all questions. */
function formPostings(db: Db): Promise<FormPosting[]> {
  return remember(db, 'work-forms', async () => {
    const rows = await db.$queryRaw<
      { id: string; company: string; role: RoleSlug; title: string; type: string | null }[]
    >`
      SELECT id::text, company_slug AS company, role, title, employment_type AS type FROM postings
      WHERE employment_type IS DISTINCT FROM 'full-time'
        AND (employment_type IS NOT NULL OR title ~* '(intern|co-?op|trainee|student|praktik|werkstud|stagi|alternance|becari|analyst|apprentic|fellow|residen|contract|c2h|freelance|fixed|ftc|temp|seasonal|part.time)')
        OR title ~* '(contract|c2h|temp|intern|apprentic|part.time|freelance|fixed|fellow|residen)'
      ORDER BY id`
    return rows.flatMap(({ id, company, role, title, type }) => {
      const form = workFormOf(title, type)
      return form ? [{ id, company, role, form }] : []
    })
  })
}

/** The panel with all its roles, unless the view names some, and the postings of any company that name a form. */
export async function formsAsked(
  view: View,
  db: Db,
  now: Date,
): Promise<{ panel: RolePanel; forms: readonly FormPosting[] }> {
  const roles: RoleSlug[] = view.roles.length ? view.roles : [...INFRA_ROLES, 'other']
  const [panel, forms] = await Promise.all([rolePanel({ ...view, roles }, db, now), formPostings(db)])
  return { panel, forms: forms.filter((f) => roles.includes(f.role)) }
}

/** Openings by form and day at the panel, on days on which all of it was covered. Every form is there, with zeros. */
export async function formDays(
  panel: RolePanel,
  forms: readonly FormPosting[],
  db: Db,
): Promise<Map<WorkForm, Map<Day, number>>> {
  const whole = [...panel.covered].filter(([, n]) => n === panel.companies.length).map(([day]) => day)
  const found = new Map(WORK_FORMS.map((form) => [form, new Map(whole.map((day) => [day, 0]))] as const))
  const inPanel = new Set(panel.companies.map((c) => c.company))
  const mine = forms.filter((f) => inPanel.has(f.company))
  for (const row of await standing(mine, db)) {
    const days = found.get(row.form)
    const before = days?.get(row.day)
    if (days && before !== undefined) days.set(row.day, before + row.n)
  }
  return found
}

/** How many of some postings stood on each covered day, by company and form; read by the reader that roles rest on. */
async function standing(
  postings: readonly FormPosting[],
  db: Db,
): Promise<{ company: string; form: WorkForm; day: Day; n: number }[]> {
  if (postings.length === 0) return []
  const rows = await db.$queryRaw<{ company: string; form: WorkForm; day: number; n: number }[]>`
    SELECT p.company_slug AS company, f.form, c.day - date '1970-01-01' AS day, count(DISTINCT p.id)::int AS n
    FROM unnest(${postings.map((p) => p.id)}::text[], ${postings.map((p) => p.form)}::text[]) AS f(id, form)
    JOIN postings p ON p.id = f.id::bigint JOIN boards b ON b.id = p.board_id
    JOIN spells s ON s.posting_id = p.id
    JOIN coverage c ON c.board_id = p.board_id AND c.role_state = 'good' AND c.role_reader = s.reader
      AND c.day BETWEEN s.first_day AND s.last_day
      AND (b.active_from IS NULL OR c.day >= b.active_from) AND (b.active_to IS NULL OR c.day <= b.active_to)
    GROUP BY 1, 2, 3`
  return rows.map((r) => ({ ...r, day: dayFromNumber(r.day) }))
}

export interface FormCompanyRow {
  company: string
  name: string
  /** The last day on which its board was read by posting. */
  day: Day
  forms: Partial<Record<WorkForm, number>>
  total: number
}

export interface EngagementData {
  headline: Words
  answers: ShortAnswer[]
  companies: FormCompanyRow[]
  /** Companies whose board was read by posting and names no form on its last day. */
  none: { company: string; name: string }[]
  roles: { role: RoleSlug; forms: Partial<Record<WorkForm, number>>; total: number }[]
  /** The postings themselves, each on its company's last day, newest first. */
  openings: (PostingRow & { form: WorkForm; day: Day })[]
  /** The newest signals of engagement, and how many there are in all. */
  signals: SignalRow[]
  told: number
  notes: string[]
}

/** The "Employee+" side of the market: forms of work by company and role, with the adverts behind them. */
export async function engagement(view: View, db: Db, now = new Date()): Promise<EngagementData> {
  const { panel, forms } = await formsAsked(view, db, now)
  const names = await companyNames(db)
  const last = new Map<string, Day>()
  for (const [company, days] of panel.coverage) {
    if (view.companies.length && !view.companies.includes(company)) continue
    const day = [...days.keys()].filter((d) => view.to === null || d <= view.to).at(-1)
    if (day) last.set(company, day)
  }
  const mine = forms.filter((f) => last.has(f.company))
  const rows = (await standing(mine, db)).filter((r) => last.get(r.company) === r.day)
  const byCompany = new Map<string, FormCompanyRow>()
  for (const { company, form, day, n } of rows) {
    const row = byCompany.get(company) ?? {
      company,
      name: names.get(company)?.name ?? company,
      day,
      forms: {},
      total: 0,
    }
    row.forms[form] = n
    row.total += n
    byCompany.set(company, row)
  }
  const open = await openOn(mine, last, db)
  const byForm = new Map(mine.map((f) => [f.id, f]))
  const openings = (await postingsById(db, open, panel.passed)).flatMap((row) => {
    const form = byForm.get(row.id)?.form
    const day = last.get(row.company)
    return form && day ? [{ ...row, form, day }] : []
  })
  const roles = new Map<RoleSlug, { forms: Partial<Record<WorkForm, number>>; total: number }>()
  for (const row of openings) {
    const role = roles.get(row.role) ?? { forms: {}, total: 0 }
    role.forms[row.form] = (role.forms[row.form] ?? 0) + 1
    role.total++
    roles.set(row.role, role)
  }
  const found = await signals({ ...view, roles: [] }, db, { type: 'engagement', pageSize: 20 }, now)
  const companies = [...byCompany.values()].sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1))
  return {
    headline: headlineOf(openings, companies, last.size),
    answers: answersOf(panel, companies, openings, found.total),
    companies,
    none: [...last.keys()]
      .filter((company) => !byCompany.has(company))
      .map((company) => ({ company, name: names.get(company)?.name ?? company }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    roles: [...roles].map(([role, r]) => ({ role, ...r })).sort((a, b) => b.total - a.total),
    openings,
    signals: found.rows,
    told: found.total,
    notes: [
      ...asOfNote(view),
      'Each board counts on the last day on which it was read by posting, so days differ between companies.',
      POSTINGS_ARE_NOT_HIRES,
    ],
  }
}

/** Ids of those of some postings that stood on their company's last day. */
async function openOn(postings: readonly FormPosting[], last: ReadonlyMap<string, Day>, db: Db): Promise<string[]> {
  if (postings.length === 0) return []
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT f.id FROM unnest(${postings.map((p) => p.id)}::text[], ${postings.map((p) => last.get(p.company) ?? '')}::text[]) AS f(id, day)
    JOIN postings p ON p.id = f.id::bigint JOIN spells s ON s.posting_id = p.id
    JOIN coverage c ON c.board_id = p.board_id AND c.role_state = 'good' AND c.role_reader = s.reader AND c.day = f.day::date
    WHERE s.first_day <= f.day::date AND s.last_day >= f.day::date`
  return rows.map((r) => r.id)
}

function headlineOf(openings: EngagementData['openings'], companies: readonly FormCompanyRow[], read: number): Words {
  const [first] = companies
  if (!first) return [{ text: 'No posting that was read names another form of work than a full-time job' }]
  const infra = openings.filter((o) => o.role !== 'other').length
  return [
    {
      text: `${plural(openings.length, 'opening')} at ${numberWords(companies.length)} of ${plural(read, 'company', 'companies')} `,
    },
    { text: `${openings.length === 1 ? 'offers' : 'offer'} something else than a full-time job; ` },
    {
      text:
        infra === 0
          ? 'none is in an infrastructure role'
          : `${numberWords(infra)} ${infra === 1 ? 'is' : 'are'} in an infrastructure role`,
    },
  ]
}

function answersOf(
  panel: RolePanel,
  companies: readonly FormCompanyRow[],
  openings: EngagementData['openings'],
  told: number,
): ShortAnswer[] {
  const most = WORK_FORMS.map((form) => ({ form, n: openings.filter((o) => o.form === form).length }))
    .filter((f) => f.n > 0)
    .sort((a, b) => b.n - a.n)
  const [lead] = companies
  const day = panel.ends?.last ?? null
  const all = day ? totalOn(panel, day) : null
  return [
    {
      label: 'What',
      words: [
        {
          text: most.length
            ? `${most.map((f) => `${numberWords(f.n)} ${f.n === 1 ? WORK_FORM_WORDS[f.form].one : WORK_FORM_WORDS[f.form].many}`).join(', ')}.`
            : 'No form is named.',
        },
      ],
    },
    {
      label: 'Where',
      words: lead
        ? [
            { text: `${lead.name} names most: ` },
            {
              text: numberWords(lead.total),
              evidence: { chart: 'company-levels', company: lead.company, first: lead.day, last: lead.day },
            },
            { text: ` on ${dayWords(lead.day)}.` },
          ]
        : [{ text: 'Nowhere that was read.' }],
    },
    {
      label: 'Unsaid',
      words: [
        {
          text: `Side projects, innovation time and open source are told by articles, not by boards: ${told === 0 ? 'no article read so far speaks of them' : plural(told, 'signal')}. ${all === null ? '' : 'Most adverts name no form at all, which is not the same as full-time.'}`,
        },
      ],
    },
  ]
}

/** The postings behind the page as rows, for the API and the command line. */
export async function workForms(
  view: View,
  db: Db,
  now = new Date(),
): Promise<Answer<EngagementData['openings'][number]>> {
  const data = await engagement(view, db, now)
  return { rows: data.openings, unit: 'openings', view, notes: data.notes }
}
