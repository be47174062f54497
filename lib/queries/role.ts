import { notEnoughWords } from '@/lib/analytics/enough'
import { medianOfEnough } from '@/lib/analytics/median'
import { dailyOf, periodLevels } from '@/lib/analytics/periods'
import { roleDistances } from '@/lib/analytics/skills'
import { dayWords, moneyWords, numberWords, plural, sentenceCase, shortDayWords } from '@/lib/analytics/words'
import { addDays, type Day, daysBetween } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import type { RoleSlug } from '@/lib/signals/taxonomy'
import type { View } from '@/lib/view'
import { payRows, singleReadings } from './charts/roleTrend'
import { limitsOf } from './limits'
import { companyNames, roleOf } from './names'
import { heatAnswer } from './overview'
import { countChange, coveredBefore, openingsTile } from './overviewTiles'
import { companyValues, panelInfo, type RolePanel, rolePanel, totalOn } from './panel'
import { postingsIn } from './postings'
import { placesNamed, ranked } from './ranked'
import { signals } from './signals'
import { skillTexts, skillWords } from './skillTexts'
import type { PostingRow, RoleData, Tile, Words } from './types'

const MOST_OPENINGS = 400

/** Everything a role's page says; @throws WaveError `not-found` for an unknown role. */
export async function role(slug: RoleSlug, view: View, db: Db, now = new Date()): Promise<RoleData> {
  const known = roleOf(slug)
  const panel = await rolePanel({ ...view, roles: [slug] }, db, now)
  const ends = panel.ends
  const day = coveredBefore(panel, panel.to, panel.from)
  const names = await companyNames(db)
  const companies = panel.companies.map((c) => c.company)
  const [near, singles, pay, texts, open, fresh, news, limits] = await Promise.all([
    nearWords(db, slug, panel.passed),
    singleReadings(panel, slug, db),
    payRows(db, { role: slug, companies: view.companies, known: panel.passed }),
    skillsAsked(db, slug, view.companies, panel.passed),
    day && companies.length
      ? postingsIn(db, { companies, roles: [slug], first: day, last: day, limit: MOST_OPENINGS }, panel.passed)
      : { total: 0, rows: [] },
    day && companies.length
      ? postingsIn(
          db,
          { companies, roles: [slug], first: addDays(day, -27), last: day, limit: 1, newOnly: true },
          panel.passed,
        )
      : { total: 0, rows: [] },
    signals({ ...view, from: null, to: null, roles: [slug] }, db, { pageSize: 6 }, now),
    limitsOf(panel, ends, view.grain, db),
  ])
  const middles = pay.map((p) => (p.min + p.max) / 2)
  const days = hiringDays(panel, ends)
  const inPanel = new Set(companies)
  return {
    role: slug,
    code: known.code,
    name: known.name,
    definition: known.definition,
    synonyms: [...known.synonyms],
    soc: known.socCode && known.socTitle ? { code: known.socCode, title: known.socTitle } : null,
    panel: panelInfo(panel),
    headline: headlineOf(panel, ends, known.name),
    answers: [
      { label: 'What', words: [{ text: known.definition }] },
      heatAnswer(panel, ends),
      { label: 'Near', words: near },
    ],
    tiles: roleTiles(panel, ends, open, fresh.total, day, middles, pay),
    hiring: {
      days,
      rows: panel.companies
        .map((c) => {
          const map = companyValues(panel, c.company)
          const seen = [...map].find(([d, value]) => value > 0 && d >= panel.from && d <= panel.to)
          return {
            company: c.company,
            name: c.name,
            values: days.map((d) => map.get(d) ?? null),
            firstSeen: seen?.[0] ?? null,
            spark: periodLevels(dailyOf([map]), { from: panel.from, to: panel.to }, 'week', panel.passed).map((p) => ({
              day: p.first,
              value: p.value,
            })),
          }
        })
        .sort((a, b) => (b.values.at(-1) ?? 0) - (a.values.at(-1) ?? 0)),
    },
    singles: singles.map((s) => ({ company: s.company, name: s.label, readings: s.readings })),
    notCovered: [...panel.boards.keys()]
      .filter(
        (c) => !inPanel.has(c) && !panel.coverage.has(c) && (panel.boards.get(c) ?? []).some((b) => b.since !== null),
      )
      .map((c) => names.get(c)?.name ?? c)
      .sort(),
    pay: pay.length
      ? {
          currency: 'USD',
          n: pay.length,
          median: medianOfEnough(middles),
          lowest: Math.min(...pay.map((p) => p.min)),
          highest: Math.max(...pay.map((p) => p.max)),
        }
      : null,
    remote: remoteShare(open.rows),
    seniority: ranked(open.rows.map((r) => (r.seniority === 'unknown' ? 'not stated' : r.seniority))),
    skills: texts,
    places: placesNamed(open.rows).slice(0, 12),
    openings: { day, total: open.total, rows: open.rows },
    signals: news.rows,
    limits,
  }
}

/** First, middle and last comparable day, and the last covered one, at most three. */
function hiringDays(panel: RolePanel, ends: { first: Day; last: Day } | null): Day[] {
  if (!ends) {
    const last = coveredBefore(panel, panel.to, panel.from)
    return last ? [last] : []
  }
  const half = addDays(ends.first, Math.round(daysBetween(ends.first, ends.last) / 2))
  const middle = coveredBefore(panel, half, addDays(half, -28))
  return [...new Set([ends.first, ...(middle && middle > ends.first ? [middle] : []), ends.last])]
}

function headlineOf(panel: RolePanel, ends: { first: Day; last: Day } | null, name: string): Words {
  if (!ends || !panel.companies.length) return [{ text: `${name}: no two days of these boards may be compared` }]
  const rows = panel.companies
    .map((c) => ({
      ...c,
      from: companyValues(panel, c.company).get(ends.first) ?? 0,
      to: companyValues(panel, c.company).get(ends.last) ?? 0,
    }))
    .sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from) || b.to - a.to)
  const [lead, ...others] = rows
  if (!lead) return [{ text: name }]
  const evidence = (company: string, day: Day) => ({
    chart: 'role-trend',
    first: day,
    last: day,
    company,
    role: panel.roles[0] ?? '',
  })
  const most = [...others].sort((a, b) => b.to - a.to)[0]
  const words: Words = [
    {
      text: `${lead.name} had ${lead.from === 0 ? 'no' : numberWords(lead.from)} ${lower(name)} ${lead.from === 1 ? 'opening' : lead.from === 0 ? 'opening' : 'openings'} on ${dayWords(ends.first)}; on ${dayWords(ends.last)} it has `,
    },
    { text: numberWords(lead.to), evidence: evidence(lead.company, ends.last) },
  ]
  if (most && most.to > 0)
    words.push(
      {
        text: `, ${lead.to >= most.to ? (lead.to === most.to ? 'as many as' : 'more than') : 'fewer than'} ${most.name}’s `,
      },
      { text: numberWords(most.to), evidence: evidence(most.company, ends.last) },
    )
  return words
}

const lower = (name: string): string => (/^[A-Z]{2}/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1))

/** Roles whose postings ask for like skills, the nearest first: adjacent roles. */
async function nearWords(db: Db, slug: RoleSlug, known: Day): Promise<Words> {
  const texts = await skillTexts(db, known)
  if (!texts.some((t) => t.role === slug))
    return [{ text: 'Not covered: no text of these postings was read, so skills are not known.' }]
  const found = roleDistances(texts, slug)
  const near = found.enough ? found.rows.filter((r) => r.to !== 'other').slice(0, 3) : []
  if (!found.enough || !near.length)
    return [{ text: `By skills: ${found.enough ? 'no other role has texts enough' : notEnoughWords(found)}.` }]
  const words = near.flatMap(
    (n, i): Words => [
      ...(i ? [{ text: ', ' }] : []),
      { text: roleOf(n.to).name, href: `/roles/${n.to}` },
      { text: ` ${n.distance.toFixed(2)}` },
    ],
  )
  return [...words, { text: ': distance by the skills asked for, 0 = the same, 1 = none in common.' }]
}

function roleTiles(
  panel: RolePanel,
  ends: { first: Day; last: Day } | null,
  open: { total: number; rows: PostingRow[] },
  listed: number,
  day: Day | null,
  middles: number[],
  pay: { min: number; max: number }[],
): Tile[] {
  const boards = { name: 'job boards', licence: null, url: null }
  const plain = (key: string, label: string, figure: string | null, period: string, sample: string): Tile => ({
    key,
    label,
    figure,
    unit: null,
    spark: { kind: 'line', points: [] },
    change: null,
    period,
    sample,
    source: boards,
    evidence: day ? { chart: 'role-trend', first: day, last: day, role: panel.roles[0] ?? '' } : null,
  })
  const median = medianOfEnough(middles)
  const remote = remoteShare(open.rows)
  const stated = ranked(open.rows.map((r) => r.seniority)).filter((s) => s.label !== 'unknown')
  const first = openingsTile(panel)
  const from = ends ? totalOn(panel, ends.first) : null
  const to = ends ? totalOn(panel, ends.last) : null
  return [
    ends && from !== null && to !== null ? { ...first, change: countChange(from, to, dayWords(ends.first)) } : first,
    plain(
      'listed',
      'Listed in four weeks',
      day ? numberWords(listed) : null,
      day ? `${shortDayWords(addDays(day, -27))} to ${dayWords(day)}` : 'not covered',
      `of ${plural(open.total, 'opening')} open on ${day ? dayWords(day) : 'no day'}`,
    ),
    plain(
      'pay',
      'Pay, middle of the ranges',
      median === null ? null : moneyWords(median),
      pay.length
        ? `${moneyWords(Math.min(...pay.map((p) => p.min)))} to ${moneyWords(Math.max(...pay.map((p) => p.max)))} a year`
        : 'no range read',
      `n = ${pay.length}${pay.length < 5 ? ' (under 5: no median)' : ''}`,
    ),
    plain(
      'remote',
      'Say remote',
      remote.named ? `${remote.remote} of ${remote.named}` : null,
      day ? dayWords(day) : 'not covered',
      `${remote.named} of ${remote.n} say where`,
    ),
    plain(
      'level',
      'Level in the title',
      stated[0] ? `${sentenceCase(stated[0].label)}, ${stated[0].count} of ${open.rows.length}` : null,
      day ? dayWords(day) : 'not covered',
      `not stated in ${open.rows.filter((r) => r.seniority === 'unknown').length} of ${open.rows.length}`,
    ),
  ]
}

/** How many say how they are to be worked, and how many of them remotely; from the board's field or the place's own word. */
function remoteShare(rows: readonly PostingRow[]): { named: number; remote: number; n: number } {
  const said = rows.filter((r) => r.workplace !== null || r.location !== null)
  const remote = said.filter(
    (r) => r.workplace === 'remote' || (r.workplace === null && /\bremote\b/i.test(r.location ?? '')),
  )
  return { named: said.length, remote: remote.length, n: rows.length }
}

/** Skills named in texts that were read, and of how many postings; a posting whose text was not read says nothing of skills. */
async function skillsAsked(
  db: Db,
  slug: string,
  companies: readonly string[],
  known: Day,
): Promise<RoleData['skills']> {
  const names = await companyNames(db)
  const texts = (await skillTexts(db, known)).filter(
    (t) => t.role === slug && (!companies.length || companies.includes(t.company)),
  )
  return {
    n: texts.length,
    rows: ranked(texts.flatMap((t) => t.skills.map(skillWords))).slice(0, 15),
    companies: [...new Set(texts.map((t) => names.get(t.company)?.name ?? t.company))].sort(),
  }
}
