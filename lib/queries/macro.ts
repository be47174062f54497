import { groupBy } from '@/lib/analytics/group'
import {
  countWords,
  dayWords,
  numberWords,
  periodWords,
  plural,
  rangeWords,
  sentenceCase,
  signedWords,
} from '@/lib/analytics/words'
import { daysBetween, periodBounds } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import type { View } from '@/lib/view'
import { GDP_SERIES } from './charts/marks'
import { dayOrNull, passedDay } from './names'
import { allVintages } from './observations'
import { releasesDue } from './releases'
import type { Limit, MacroData, SeriesInfo, Words } from './types'

/** What is asked for most comes first; the others follow by their id. */
const FIRST_SERIES: readonly string[] = [
  GDP_SERIES,
  'HIRINGLAB_AI_SHARE_US',
  'IHLIDXUSTPSOFTDEVE',
  'IHLIDXUS',
  'JTSJOL',
  'UNRATE',
  'USINFO',
]

interface Latest {
  series: string
  period: string
  value: number | null
  vintage: Date
  estimate: string | null
  year_period: string | null
  year_value: number | null
}

/** The macro page: every indicator with its latest value, the year before, and its vintages, as known. */
export async function macro(view: View, db: Db, now = new Date()): Promise<MacroData> {
  const known = passedDay(view, now)
  const [series, latest, due, gdp] = await Promise.all([
    db.series.findMany({ orderBy: { id: 'asc' } }),
    db.$queryRaw<Latest[]>`
      WITH newest AS (
        SELECT DISTINCT ON (o.series_id) o.series_id, o.period, o.period_start, o.value, o.vintage, o.estimate
        FROM observations o WHERE o.vintage <= ${known}::date AND o.value IS NOT NULL
        ORDER BY o.series_id, o.period_start DESC, o.vintage DESC
      )
      SELECT n.series_id AS series, n.period, n.value::float8 AS value, n.vintage, n.estimate, y.period AS year_period,
        y.value::float8 AS year_value
      FROM newest n LEFT JOIN LATERAL (
        SELECT o.period, o.value FROM observations o
        WHERE o.series_id = n.series_id AND o.vintage <= ${known}::date AND o.value IS NOT NULL
          AND o.period_start <= n.period_start - interval '1 year' + interval '1 day'
          AND o.period_start >= n.period_start - interval '1 year' - interval '8 days'
        ORDER BY o.period_start DESC, o.vintage DESC LIMIT 1) y ON true`,
    releasesDue(view, db, known),
    allVintages(db, GDP_SERIES, { from: null, to: null, known }),
  ])
  const byId = new Map(latest.map((l) => [l.series, l]))
  const vintages = await vintagesOf(db, latest, known)
  const infos = series.map((s): SeriesInfo => {
    const l = byId.get(s.id)
    return {
      series: s.id,
      title: s.title,
      unit: s.unit,
      frequency: s.frequency,
      seasonallyAdjusted: s.seasonallyAdjusted,
      publisher: s.publisher,
      licence: s.licence,
      url: s.url,
      decimals: s.decimals,
      note: s.note,
      latest: l
        ? { period: l.period, value: l.value, vintage: dayOrNull(l.vintage) ?? known, estimate: l.estimate }
        : null,
      yearBefore:
        l && l.year_period !== null && l.year_value !== null ? { period: l.year_period, value: l.year_value } : null,
      vintages: vintages.get(s.id) ?? [],
    }
  })
  const order = (s: SeriesInfo) => {
    if (s.latest === null) return 99
    const place = FIRST_SERIES.indexOf(s.series)
    return place === -1 ? 50 : place
  }
  infos.sort((a, b) => order(a) - order(b))
  const released = gdp.filter((v) => v.value !== null)
  const last = released.at(-1)
  const mine = released.filter((v) => v.period === last?.period)
  const first = mine[0]
  const headline: Words =
    last && first
      ? [
          { text: `US growth for ${periodWords(last.period)} was first read as ${numberWords(first.value ?? 0, 1)}%` },
          ...(mine.length > 1
            ? [
                { text: ' and is now ' },
                {
                  text: `${numberWords(last.value ?? 0, 1)}%`,
                  evidence: { chart: 'gdp-vintages', first: last.vintage, last: last.vintage },
                },
              ]
            : []),
        ]
      : [{ text: 'No estimate of US growth had been published' }]
  const share = infos.find((s) => s.series === 'HIRINGLAB_AI_SHARE_US')
  const index = infos.find((s) => s.series === 'IHLIDXUS')
  return {
    headline,
    answers: [
      { label: 'Growth', words: [{ text: revisionWords(released, mine.length) }] },
      {
        label: 'Postings',
        words: [
          { text: yearWords(share, 'The AI share of US postings on Indeed', '%', true) },
          { text: ` ${yearWords(index, 'All US postings there', '', false)}` },
        ],
      },
      {
        label: 'Next',
        words: [
          {
            text: due.rows[0]
              ? `${due.rows[0].release} on ${dayWords(due.rows[0].scheduledOn)}${[', today', ', tomorrow'][daysBetween(known, due.rows[0].scheduledOn)] ?? ''}.`
              : 'No calendar of releases reaches further.',
          },
        ],
      },
    ],
    series: infos,
    releasesDue: due.rows,
    limits: vintageLimits(infos),
  }
}

/** Which series are known from one file only, and which have no observation at all: each once, together. */
function vintageLimits(infos: readonly SeriesInfo[]): Limit[] {
  const single = infos.filter((s) => s.latest !== null && s.vintages.length <= 1 && s.series !== GDP_SERIES)
  const silent = infos.filter((s) => s.latest === null)
  const titles = (list: readonly SeriesInfo[]) => [...new Set(list.map((s) => sentenceStart(s.title)))].join(', ')
  const files = single.flatMap((s) => s.latest?.vintage ?? []).sort()
  const [first] = files
  const last = files.at(-1)
  return [
    ...(single.length && first && last
      ? [
          {
            kind: 'reader' as const,
            bold: `${sentenceCase(countWords(single.length))} series have one vintage.`,
            text: `Known from files of ${rangeWords(first, last)}, not from each first release, so a view of a day before its file has none of them: ${titles(single)}.`,
          },
        ]
      : []),
    ...(silent.length
      ? [
          {
            kind: 'gap' as const,
            bold: `${sentenceCase(countWords(silent.length))} series ${silent.length === 1 ? 'has' : 'have'} no observation yet.`,
            text: `${titles(silent)}: add ${silent.length === 1 ? 'it' : 'them'} as a source to have ${silent.length === 1 ? 'it' : 'them'} read.`,
          },
        ]
      : []),
  ]
}

/** A series' title without its country, as it stands in a list. */
const sentenceStart = (title: string): string => title.replace(/, United States$/, '')

/** How often the newest value of each series was published, oldest first. */
async function vintagesOf(
  db: Db,
  latest: readonly Latest[],
  known: string,
): Promise<Map<string, SeriesInfo['vintages']>> {
  const rows = await db.$queryRaw<{ series: string; vintage: Date; value: number | null; estimate: string | null }[]>`
    SELECT o.series_id AS series, o.vintage, o.value::float8 AS value, o.estimate
    FROM unnest(${latest.map((l) => l.series)}::text[], ${latest.map((l) => l.period)}::text[]) AS l(series, period)
    JOIN observations o ON o.series_id = l.series AND o.period = l.period
    WHERE o.vintage <= ${known}::date ORDER BY o.vintage`
  return new Map(
    [...groupBy(rows, (r) => r.series)].map(([id, list]) => [
      id,
      list.map((r) => ({ vintage: dayOrNull(r.vintage) ?? known, value: r.value, estimate: r.estimate })),
    ]),
  )
}

function revisionWords(released: readonly { period: string; value: number | null }[], estimates: number): string {
  const changes = [...groupBy(released, (r) => r.period).values()]
    .filter((list) => list.length > 1)
    .slice(-8)
    .map((list) => (list.at(-1)?.value ?? 0) - (list[0]?.value ?? 0))
  if (!changes.length) return `${plural(estimates, 'estimate')} so far.`
  const mean = changes.reduce((sum, c) => sum + Math.abs(c), 0) / changes.length
  return `Over the last ${plural(changes.length, 'quarter')} the figure moved by ${numberWords(mean, 1)} points on average between its first and its latest estimate, at most by ${signedWords(
    changes.reduce((most, c) => (Math.abs(c) > Math.abs(most) ? c : most), 0),
    1,
  )} points.`
}

function yearWords(s: SeriesInfo | undefined, what: string, unit: string, points: boolean): string {
  if (!s?.latest || s.latest.value === null) return `${what}: not published yet.`
  const figure = (v: number) => `${numberWords(v, 1)}${unit}`
  const when = periodBounds(s.latest.period) ? periodWords(s.latest.period) : s.latest.period
  if (!s.yearBefore) return `${what}: ${figure(s.latest.value)} (${when}).`
  return `${what}: ${figure(s.latest.value)} on ${when}, ${figure(s.yearBefore.value)} a year before${points ? ` (${signedWords(s.latest.value - s.yearBefore.value, 1)} points)` : ''}.`
}
