import { groupBy } from '@/lib/analytics/group'
import { growth } from '@/lib/analytics/growth'
import { addDays, type Day, dayOf, daysBetween } from '@/lib/dates'
import type { Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { ROLES, RULES_VERSION } from '@/lib/signals/taxonomy'
import { expansionSentence, firstJobSentence } from './factSentences'
import { coveredCompanyDays } from './rollups'
import type { SignalDraft } from './signalStore'

/**
 * A role's first posting says something only after its absence was watched for as many covered days: days on which all active
 * boards of the company were read well by posting, since the last break of any of them.
 */
const WATCHED_DAYS = 14
/** And only when the covered day before it is not long ago: a lone reading after a gap shows what came in the gap too. */
const FRESH_DAYS = 7
const SURE_ENOUGH = 0.6
/**
 * Who leases, buys and builds data centres is `other` by what the job is, and yet the first that a company shows of the field: a
 * title that names it counts as a first of it.
 */
const FIELD = { role: 'data-center-ops', title: '\\mdata ?cent(er|re)s?\\M' }
/** An expansion: four weeks against the four before, at least by a fifth, and more than chance alone does. */
const STEP_RATIO = 1.2
const STEP_WEEKS = 4
const WEEK_DAYS = 4

interface Scope {
  all?: boolean
  companies?: string[]
}

/** Signals of hiring that postings tell: a company's first job of a role, and steps of its infrastructure openings. */
export async function hiringDrafts(tx: Tx, scope: Scope): Promise<SignalDraft[]> {
  return [...(await firstJobs(tx, scope)), ...(await expansions(tx, scope))]
}

interface FirstJob {
  company: string
  name: string
  kind: string
  token: string
  role: string
  day: Date
  since: Date
  days_before: number
  titles: string[]
  urls: (string | null)[]
  /** None of them is of the role: their titles only name its field. */
  by_title: boolean
  origin: string
  dataset_version: string | null
}

async function firstJobs(tx: Tx, scope: Scope): Promise<SignalDraft[]> {
  const where = scope.all ? Prisma.sql`TRUE` : Prisma.sql`b.company_slug = ANY(${scope.companies ?? []}::text[])`
  // A board that took over from another starts with postings that are not new: it has no firsts.
  const rows = await tx.$queryRaw<FirstJob[]>`
    WITH firsts AS (
      SELECT company_slug, role, min(day) AS day FROM (
        SELECT b.company_slug, o.role, o.day FROM openings_day o JOIN boards b ON b.id = o.board_id
        WHERE o.role <> 'other' AND ${where}
        UNION ALL
        SELECT p.company_slug, ${FIELD.role}, c.day FROM postings p
        JOIN boards b ON b.id = p.board_id AND ${where}
        JOIN spells s ON s.posting_id = p.id
        JOIN coverage c ON c.board_id = p.board_id AND c.role_reader = s.reader AND c.day BETWEEN s.first_day AND s.last_day
        WHERE p.role = 'other' AND p.title ~* ${FIELD.title} AND c.role_state <> 'none'
      ) seen GROUP BY 1, 2
    ), broke AS (
      SELECT f.company_slug, f.role, max(c.day) AS day
      FROM firsts f JOIN boards b ON b.company_slug = f.company_slug
      JOIN coverage c ON c.board_id = b.id AND c.role_break_before IS NOT NULL AND c.day <= f.day
      GROUP BY 1, 2
    ), watched AS (
      SELECT f.company_slug, f.role, f.day,
        count(*)::int AS days_before, min(d.day) AS since, max(d.day) AS last_before
      FROM firsts f LEFT JOIN broke k USING (company_slug, role)
      JOIN (${coveredCompanyDays(where)}) d
        ON d.company_slug = f.company_slug AND d.day < f.day AND d.day >= coalesce(k.day, d.day)
      GROUP BY 1, 2, 3
    )
    SELECT w.company_slug AS company, k.name, p.kind, p.token, w.role, w.day, w.since, w.days_before, p.titles, p.urls, p.by_title,
      p.origin, p.dataset_version
    FROM watched w
    JOIN companies k ON k.slug = w.company_slug
    JOIN LATERAL (
      -- The board that shows it, read well on that day and before it.
      SELECT b.id, b.kind, b.token, array_agg(p.title ORDER BY p.role_confidence DESC, p.id) AS titles,
        array_agg(p.url ORDER BY p.role_confidence DESC, p.id) AS urls, bool_and(p.role = 'other') AS by_title,
        min(p.origin) AS origin, min(p.dataset_version) AS dataset_version
      FROM boards b
      JOIN coverage c ON c.board_id = b.id AND c.day = w.day AND c.role_state = 'good' AND c.role_break_before IS NULL
      JOIN postings p ON p.board_id = b.id AND (
        (p.role = w.role AND p.role_confidence >= ${SURE_ENOUGH})
        OR (w.role = ${FIELD.role} AND p.role = 'other' AND p.title ~* ${FIELD.title}))
      JOIN spells s ON s.posting_id = p.id AND s.reader = c.role_reader AND s.first_day = w.day
      WHERE b.company_slug = w.company_slug
        AND EXISTS (SELECT 1 FROM coverage e WHERE e.board_id = b.id AND e.day < w.day AND e.role_state = 'good')
        AND NOT EXISTS (SELECT 1 FROM boards before WHERE before.successor_id = b.id)
      GROUP BY b.id ORDER BY b.id LIMIT 1
    ) p ON TRUE
    WHERE w.days_before >= ${WATCHED_DAYS} AND w.day - w.last_before <= ${FRESH_DAYS}
    ORDER BY w.day, company`
  return rows.map((r) => {
    const day = dayOf(r.day)
    const role = ROLES.find((known) => known.slug === r.role)
    const summary = firstJobSentence(r.name, r.by_title ? null : (role?.name ?? r.role), dayOf(r.since), r.days_before)
    return {
      key: { period: day, discriminator: `first ${r.role}`, unique: `${day} ${r.role}` },
      type: 'hiring',
      company: r.company,
      companyName: null,
      occurredOn: day,
      occurredPrecision: 'day',
      knownOn: day,
      status: 'completed',
      roles: [r.role],
      skills: [],
      attributes: {
        kind: 'opening',
        first: true,
        category: r.role,
        by: r.by_title ? 'title' : 'role',
        postings: r.titles.length,
        since: dayOf(r.since),
        coveredDaysBefore: r.days_before,
        unit: 'postings',
      },
      direction: 'up',
      magnitude: r.titles.length,
      confidence: 0.8,
      summary,
      rules: ['fact:first-job'],
      extractorVersion: RULES_VERSION,
      origin: r.origin,
      datasetVersion: r.dataset_version,
      evidence: r.titles.slice(0, 5).map((title, i) => ({
        address: r.urls[i] ?? null,
        publisher: `${r.name} board (${r.kind})`,
        publishedOn: day,
        title,
        titleIs: 'published' as const,
        summary: `Seen on the board on ${day} for the first time.`,
      })),
    }
  })
}

interface Week {
  company: string
  name: string
  week: Date
  openings: number
  days: number
  broke: boolean
  /** First covered day from the week's Sunday on; null: not read since. */
  read_after: Date | null
  reader: string | null
  origin: string
  dataset_version: string | null
}

async function expansions(tx: Tx, scope: Scope): Promise<SignalDraft[]> {
  const where = scope.all ? Prisma.sql`TRUE` : Prisma.sql`w.company_slug = ANY(${scope.companies ?? []}::text[])`
  const rows = await tx.$queryRaw<Week[]>`
    WITH good AS (
      SELECT b.company_slug, c.day, c.role_reader,
        -- A board that joins or breaks within the week: before and after are not one line.
        c.role_break_before IS NOT NULL OR c.day = min(c.day) OVER (PARTITION BY c.board_id) AS broke
      FROM coverage c JOIN boards b ON b.id = c.board_id WHERE c.role_state = 'good'
    ), per_week AS (
      SELECT company_slug, date_trunc('week', day)::date AS week, bool_or(broke) AS broke, max(role_reader) AS reader,
        min(day) AS first_read, bool_or(extract(isodow FROM day) = 7) AS sunday
      FROM good GROUP BY 1, 2
    ), known AS (
      SELECT company_slug, week, broke, reader, CASE WHEN sunday THEN week + 6
        ELSE lead(first_read) OVER (PARTITION BY company_slug ORDER BY week) END AS read_after
      FROM per_week
    )
    SELECT w.company_slug AS company, k.name, w.week,
      (sum(w.openings_sum) FILTER (WHERE w.role <> 'other'))::float8 / max(w.covered_days) AS openings,
      max(w.covered_days) AS days, k.origin, k.dataset_version, n.broke, n.read_after, n.reader
    FROM openings_week w JOIN companies k ON k.slug = w.company_slug
    JOIN known n ON n.company_slug = w.company_slug AND n.week = w.week
    WHERE ${where}
    GROUP BY w.company_slug, k.name, w.week, k.origin, k.dataset_version, n.broke, n.read_after, n.reader
    ORDER BY company, week`
  const drafts: SignalDraft[] = []
  const byCompany = groupBy(rows, (r) => r.company)
  for (const weeks of byCompany.values()) {
    let quietUntil: Day = '0001-01-01'
    for (let i = STEP_WEEKS * 2 - 1; i < weeks.length; i++) {
      const span = weeks.slice(i - STEP_WEEKS * 2 + 1, i + 1)
      const first = span[0]
      const last = span.at(-1)
      if (!first || !last || last.read_after === null) continue
      const week = dayOf(last.week)
      if (week < quietUntil || daysBetween(dayOf(first.week), week) !== 7 * (STEP_WEEKS * 2 - 1)) continue
      // The first week may hold the break: what counts is that nothing broke after it began.
      if (span.slice(1).some((w) => w.broke) || span.some((w) => w.days < WEEK_DAYS)) continue
      const mean = (part: Week[]) => part.reduce((sum, w) => sum + (w.openings ?? 0), 0) / part.length
      const change = growth(mean(span.slice(0, STEP_WEEKS)), mean(span.slice(STEP_WEEKS)))
      if (change.small || change.ratio === null || change.ratio < STEP_RATIO || (change.low ?? 0) <= 1) continue
      quietUntil = addDays(week, 7 * STEP_WEEKS * 2)
      const summary = expansionSentence(first.name, change.from, change.to)
      const known = dayOf(last.read_after)
      drafts.push({
        key: { period: week, discriminator: 'step', unique: week },
        type: 'hiring',
        company: first.company,
        companyName: null,
        occurredOn: week,
        occurredPrecision: 'day',
        knownOn: known,
        status: 'completed',
        roles: [],
        skills: [],
        attributes: {
          kind: 'expansion',
          from: change.from,
          to: change.to,
          low: change.low,
          high: change.high,
          weeks: STEP_WEEKS,
          unit: 'openings, mean of four weeks',
        },
        direction: 'up',
        magnitude: change.to - change.from,
        confidence: 0.75,
        summary,
        rules: ['fact:expansion'],
        extractorVersion: RULES_VERSION,
        origin: last.origin,
        datasetVersion: last.dataset_version,
        evidence: [
          {
            address: null,
            publisher: `${first.name} board, read by ${last.reader ?? 'its reader'}`,
            publishedOn: known,
            title: null,
            titleIs: null,
            summary: `${summary}: mean of the four weeks to ${addDays(week, 6)} against the four before, infrastructure roles.`,
          },
        ],
      })
    }
  }
  return drafts
}
