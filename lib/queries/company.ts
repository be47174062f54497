import { comparable, type DayLevel, trendPair } from '@/lib/analytics/breaks'
import { groupBy } from '@/lib/analytics/group'
import { growth } from '@/lib/analytics/growth'
import { intervalWords } from '@/lib/analytics/headline'
import { MEDIAN_MIN, median } from '@/lib/analytics/median'
import {
  dayWords,
  moneyWords,
  numberWords,
  percentChange,
  plural,
  rangeWords,
  sentenceCase,
  shortDayWords,
} from '@/lib/analytics/words'
import { addDays, type Day, dayOf, daysBetween } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { ROLES } from '@/lib/signals/taxonomy'
import type { View } from '@/lib/view'
import { countLevels, readerRepositories } from './boards'
import { companyRoleDays, roleEnds } from './charts/companies'
import { payRows } from './charts/roleTrend'
import { notCoveredReason } from './companies'
import { reasonsOf } from './companyReasons'
import { dayOrNull, INFRA_ROLES, knownCompanies, passedDay, roleOf } from './names'
import { breakNotes } from './openings'
import { postingsIn } from './postings'
import { filings, ipoSteps, rounds } from './rounds'
import { signals } from './signals'
import { boardQuality } from './sources'
import type { CompanyData, Limit, RoundRow, ShortAnswer, Words } from './types'

/** Everything a company's page says; @throws WaveError `not-found` for an unknown company. */
export async function company(slug: string, view: View, db: Db, now = new Date()): Promise<CompanyData> {
  await knownCompanies([slug], db)
  const known = passedDay(view, now)
  const own: View = { ...view, companies: [slug], roles: [], from: null, to: null }
  const [row, roleData, money, steps, filed, news, totals, pay, repositories] = await Promise.all([
    db.company.findUniqueOrThrow({ where: { slug } }),
    companyRoleDays(db, slug, known),
    rounds(own, db, now),
    ipoSteps(own, db, now),
    filings(own, db, now),
    signals(own, db, { pageSize: 20 }, now),
    db.totalRaised.findMany({
      where: { companySlug: slug, asOf: { lte: new Date(`${known}T00:00:00Z`) } },
      orderBy: { asOf: 'desc' },
    }),
    payRows(db, { companies: [slug], known }),
    readerRepositories(db),
  ])
  const levels = [...countLevels(roleData.boards, known).values()]
  const roleDays = [...roleData.days.values()]
  const ends = roleEnds(roleDays, view.from, known)
  const lastRoleDay = roleDays.at(-1)?.day ?? null
  const allRoles = ROLES.map((r) => r.slug)
  const [open, fresh] = await Promise.all([
    lastRoleDay
      ? postingsIn(
          db,
          { companies: [slug], roles: view.roles, first: lastRoleDay, last: lastRoleDay, limit: 400 },
          known,
        )
      : { total: 0, rows: [] },
    ends && ends[0].day !== ends[1].day
      ? postingsIn(
          db,
          {
            companies: [slug],
            roles: allRoles,
            first: addDays(ends[0].day, 1),
            last: ends[1].day,
            limit: 60,
            newOnly: true,
          },
          known,
        )
      : { total: 0, rows: [] },
  ])
  const infraOn = (day: Day) =>
    roleData
      .on(day)
      .filter((r) => r.role !== 'other')
      .reduce((sum, r) => sum + r.count, 0)
  const facts = { name: row.name, slug, levels, rounds: money.rows, steps: steps.rows, known }
  return {
    company: slug,
    name: row.name,
    legalName: row.legalName,
    segment: row.segment,
    place: [row.hqCity, row.hqCountry].filter((p) => p !== null).join(', ') || null,
    website: row.website,
    ticker: row.ticker,
    exchange: row.exchange,
    listedOn: dayOrNull(row.listedOn),
    note: row.note,
    headline: headlineOf(row.name, slug, levels, money.rows),
    answers: [
      levelAnswer(
        slug,
        levels,
        lastRoleDay ? { day: lastRoleDay, infra: infraOn(lastRoleDay) } : null,
        notCoveredReason(roleData.boards, known),
      ),
      await turnoverAnswer(db, slug, ends),
      trendAnswer(levels),
    ],
    reasons: reasonsOf(facts, roleData.boards),
    ...payOf(pay),
    boards: roleData.boards.filter((b) => b.days.length).map((b) => boardQuality(b, row.name, known, repositories)),
    quality: qualityOf(levels, roleDays.length, pay.length, open.total),
    newPostings: fresh.rows,
    openings: { day: lastRoleDay, total: open.total, rows: open.rows },
    rounds: money.rows,
    totals: totals.map((t) => ({
      asOf: dayOf(t.asOf),
      amount: Number(t.amountMinor) / 100,
      currency: t.currency,
      amountIs: t.amountIs,
      source: t.source,
      investors: t.investors,
    })),
    ipo: steps.rows,
    filings: filed.rows,
    signals: news.rows,
    limits: limitsOfCompany(row.name, roleData.boards, levels, known),
  }
}

const at = (slug: string, l: { day: Day; value: number }): Words[number] => ({
  text: numberWords(l.value),
  evidence: { chart: 'company-timeline', company: slug, first: l.day, last: l.day },
})

function headlineOf(name: string, slug: string, levels: readonly DayLevel[], money: readonly RoundRow[]): Words {
  const last = levels.at(-1)
  const latest = money.find((r) => r.counted)
  if (!last) {
    if (!latest) return [{ text: `${name}: its board is not covered` }]
    return [
      { text: `${name} raised ` },
      {
        text: moneyWords(latest.amount ?? 0),
        evidence: {
          chart: 'company-timeline',
          company: slug,
          ...(latest.signalId
            ? { signalId: latest.signalId }
            : { first: latest.announcedOn, last: latest.announcedOn }),
        },
      },
      { text: ` on ${dayWords(latest.announcedOn)}; its board is not covered` },
    ]
  }
  const first = levels.find((l) => comparable(l, last) && daysBetween(l.day, last.day) >= 28)
  const start = first ?? levels[0]
  const words: Words =
    start && start.day !== last.day
      ? [
          { text: `${name} goes from ` },
          at(slug, start),
          { text: ` openings on ${dayWords(start.day)} to ` },
          at(slug, last),
          { text: ` on ${dayWords(last.day)}${first ? '' : ', counted by different readers'}` },
        ]
      : [{ text: `${name} had ` }, at(slug, last), { text: ` openings on ${dayWords(last.day)}` }]
  const between = money.filter((r) => r.counted && start && r.announcedOn >= start.day && r.announcedOn <= last.day)
  const raised = between.reduce((sum, r) => sum + (r.amount ?? 0), 0)
  if (raised > 0 && start)
    words.push(
      { text: '; meanwhile it took in ' },
      {
        text: moneyWords(raised),
        evidence: { chart: 'capital-rounds', company: slug, first: start.day, last: last.day },
      },
    )
  return words
}

function levelAnswer(
  slug: string,
  levels: readonly DayLevel[],
  infra: { day: Day; infra: number } | null,
  reason: string,
): ShortAnswer {
  const last = levels.at(-1)
  if (!last) return { label: 'Level', words: [{ text: `Not covered: ${reason}.` }] }
  const words: Words = [at(slug, last), { text: ` openings on ${dayWords(last.day)}` }]
  const earlier = levels.filter((l) => daysBetween(l.day, last.day) >= 84).at(-1)
  if (earlier) words.push({ text: ', ' }, at(slug, earlier), { text: ` on ${dayWords(earlier.day)}` })
  words.push({ text: '.' })
  if (infra)
    words.push({ text: ` ${numberWords(infra.infra)} of those read on ${dayWords(infra.day)} were infrastructure.` })
  return { label: 'Level', words }
}

/** Of the postings of one reading, how many still stood in a later one; only where both were read by posting. */
async function turnoverAnswer(db: Db, slug: string, ends: [DayLevel, DayLevel] | null): Promise<ShortAnswer> {
  if (!ends || ends[0].day === ends[1].day)
    return { label: 'Turnover', words: [{ text: 'Not covered: it takes two readings by posting.' }] }
  const [first, last] = ends
  const [row] = await db.$queryRaw<{ before: number; stayed: number; after: number }[]>`
    WITH on_day AS (
      SELECT DISTINCT p.id, c.day FROM postings p
      JOIN coverage c ON c.board_id = p.board_id AND c.role_state = 'good' AND c.day IN (${first.day}::date, ${last.day}::date)
      JOIN spells s ON s.posting_id = p.id AND s.reader = c.role_reader AND c.day BETWEEN s.first_day AND s.last_day
      WHERE p.company_slug = ${slug}
    )
    SELECT count(*) FILTER (WHERE day = ${first.day}::date)::int AS before,
      count(*) FILTER (WHERE day = ${last.day}::date)::int AS after,
      (SELECT count(*)::int FROM on_day a JOIN on_day b ON a.id = b.id AND a.day < b.day) AS stayed
    FROM on_day`
  if (!row?.before)
    return { label: 'Turnover', words: [{ text: 'Not covered: no posting was kept on the first of the two days.' }] }
  return {
    label: 'Turnover',
    words: [
      { text: `Of the ${numberWords(row.before)} on ${dayWords(first.day)}, ` },
      {
        text: numberWords(row.stayed),
        evidence: { chart: 'company-roles', company: slug, first: last.day, last: last.day },
      },
      { text: ` still stood on ${dayWords(last.day)}; ${numberWords(row.after - row.stayed)} were new.` },
    ],
  }
}

/** The change between two readings that may be compared; a break is said, never crossed. */
function trendAnswer(levels: readonly DayLevel[]): ShortAnswer {
  const pair = trendPair(levels)
  const words = pair
    ? `${trendWords(pair.from, pair.to)}${pair.latest ? '' : ' Later readings are another reader’s, so they are levels.'}`
    : levels.length
      ? `Not covered: ${plural(levels.length, 'reading')} without two alike four weeks apart are levels, no trend.`
      : 'Not covered: no reading.'
  return { label: 'Trend', words: [{ text: words }] }
}

function trendWords(from: DayLevel, to: DayLevel): string {
  const g = growth(from.value, to.value)
  const interval = intervalWords(g)
  const change =
    g.ratio === null || g.small
      ? `${from.value} to ${to.value}`
      : `${percentChange(g.ratio)}${interval ? ` (90% interval ${interval})` : ''}`
  return `${change}, ${rangeWords(from.day, to.day)}, by one reader.`
}

function payOf(rows: Awaited<ReturnType<typeof payRows>>): Pick<CompanyData, 'pay' | 'payCurrency' | 'payDay'> {
  if (!rows.length) return { pay: [], payCurrency: null, payDay: null }
  const byRole = groupBy(rows, (r) => r.role)
  const pay = INFRA_ROLES.flatMap((role) => {
    const mine = byRole.get(role)
    if (!mine) return []
    const middles = mine.map((r) => (r.min + r.max) / 2)
    return [
      {
        role,
        name: roleOf(role).name,
        median: middles.length < MEDIAN_MIN ? null : median(middles),
        lowest: Math.min(...mine.map((r) => r.min)),
        highest: Math.max(...mine.map((r) => r.max)),
        n: mine.length,
      },
    ]
  }).sort((a, b) => b.n - a.n)
  return { pay, payCurrency: 'USD', payDay: rows[0]?.lastSeen ?? null }
}

function qualityOf(levels: readonly DayLevel[], byPosting: number, withPay: number, open: number): string[] {
  return [
    `Read well on ${plural(levels.length, 'day')}${levels[0] ? `, ${rangeWords(levels[0].day, levels.at(-1)?.day ?? levels[0].day)}` : ''}.`,
    byPosting
      ? `By posting on ${plural(byPosting, 'day')}; ${plural(open, 'posting')} on the last of them.`
      : 'Never by posting: counts alone, so nothing is known by role.',
    withPay ? `A yearly range in US dollars was read on ${plural(withPay, 'posting')}.` : 'No pay was read.',
  ]
}

function limitsOfCompany(
  name: string,
  boards: Parameters<typeof breakNotes>[0][number]['boards'],
  levels: readonly DayLevel[],
  known: Day,
): Limit[] {
  const last = levels.at(-1)
  const limits: Limit[] = []
  for (const b of boards) {
    if (b.until && b.until <= known)
      limits.push({
        kind: 'left-out',
        bold: `The ${b.kind} board ends on ${dayWords(b.until)}.`,
        text: b.note ?? 'What it showed later is no opening of the company.',
      })
    const capped = b.days.filter((d) => d.completeness === 'capped' && d.day <= known)
    if (capped.length)
      limits.push({
        kind: 'left-out',
        bold: `Cut off at ${[...new Set(capped.map((d) => d.count))].slice(0, 3).join(', ')}.`,
        text: `On ${plural(capped.length, 'day')} the reader stopped at its cap; that is no count.`,
      })
  }
  const notes = breakNotes([{ name, boards }], { from: levels[0]?.day ?? known, to: known }, false)
  for (const note of notes) limits.push({ kind: 'break', bold: 'A break.', text: sentenceCase(note) })
  if (last && daysBetween(last.day, known) > 30)
    limits.push({
      kind: 'gap',
      bold: `Last read on ${dayWords(last.day)}.`,
      text: `Nothing is known of its openings since ${shortDayWords(last.day)}.`,
    })
  return limits
}
