import { groupBy } from '@/lib/analytics/group'
import { growth } from '@/lib/analytics/growth'
import { addDays, type Day, dayOf, daysBetween } from '@/lib/dates'
import type { Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { ROLES, RULES_VERSION } from '@/lib/signals/taxonomy'
import { expansionSentence, firstJobSentence } from './factSentences'
import type { SignalDraft } from './signalStore'

/** A role's first job says something only after its absence was watched for as many covered days. */
const WATCHED_DAYS = 14
/** And only when the day before it was read not long ago. */
const FRESH_DAYS = 7
const SURE_ENOUGH = 0.6
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
  titles: string[]
  urls: (string | null)[]
  origin: string
  dataset_version: string | null
}

async function firstJobs(tx: Tx, scope: Scope): Promise<SignalDraft[]> {
  const where = scope.all ? Prisma.sql`TRUE` : Prisma.sql`b.company_slug = ANY(${scope.companies ?? []}::text[])`
  // A board that took over from another starts with postings that are not new: it has no firsts.
  const rows = await tx.$queryRaw<FirstJob[]>`
    WITH firsts AS (
      SELECT o.board_id, o.role, min(o.day) AS day FROM openings_day o WHERE o.role <> 'other' GROUP BY 1, 2
    ), watched AS (
      SELECT f.board_id, f.role, f.day,
        count(c.day) AS days_before, min(c.day) AS since, max(c.day) AS last_before
      FROM firsts f JOIN coverage c ON c.board_id = f.board_id AND c.day < f.day AND c.role_state = 'good'
      GROUP BY 1, 2, 3
    )
    SELECT b.company_slug AS company, k.name, b.kind, b.token, w.role, w.day, w.since, p.titles, p.urls, p.origin,
      p.dataset_version
    FROM watched w
    JOIN boards b ON b.id = w.board_id
    JOIN companies k ON k.slug = b.company_slug
    JOIN coverage c ON c.board_id = w.board_id AND c.day = w.day AND c.role_state = 'good' AND c.role_break_before IS NULL
    JOIN LATERAL (
      SELECT array_agg(p.title ORDER BY p.role_confidence DESC, p.id) AS titles,
        array_agg(p.url ORDER BY p.role_confidence DESC, p.id) AS urls,
        min(p.origin) AS origin, min(p.dataset_version) AS dataset_version
      FROM postings p JOIN spells s ON s.posting_id = p.id AND s.reader = c.role_reader AND s.first_day = w.day
      WHERE p.board_id = w.board_id AND p.role = w.role AND p.role_confidence >= ${SURE_ENOUGH}
    ) p ON p.titles IS NOT NULL
    WHERE ${where} AND w.days_before >= ${WATCHED_DAYS} AND w.day - w.last_before <= ${FRESH_DAYS}
      AND NOT EXISTS (SELECT 1 FROM boards before WHERE before.successor_id = b.id)
    ORDER BY w.day, company`
  return rows.map((r) => {
    const day = dayOf(r.day)
    const role = ROLES.find((known) => known.slug === r.role)
    const summary = firstJobSentence(r.name, role?.name ?? r.role, dayOf(r.since))
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
      attributes: { kind: 'first-job', postings: r.titles.length, since: dayOf(r.since), unit: 'postings' },
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
