import type { SupplyData } from '@/components/charts/types'
import { readingNear } from '@/lib/analytics/momentum'
import { earlierOf } from '@/lib/analytics/panel'
import { periodLevels } from '@/lib/analytics/periods'
import { countWords, numberWords, plural, rangeWords, sentenceCase } from '@/lib/analytics/words'
import { addDays, type Day } from '@/lib/dates'
import { WaveError } from '@/lib/errors'
import type { ChartAnswer } from '../answer'
import { allBoards, countLevels } from '../boards'
import { asOfNote, companyNames, POSTINGS_ARE_NOT_HIRES, passedDay, roleOf } from '../names'
import { type RolePanel, rolePanel, rolesDaily, scopeWords } from '../panel'
import { boardSources, type ChartAsk, partialNotes, type TableRow } from './common'
import { type Marks, marksIn } from './marks'
import { openingsNear } from './placeOpenings'

/** Openings of a company are looked up so many weeks after a layoff. */
const AFTER_WEEKS = 12
const SUPPLY_BY = ['company', 'place', 'role'] as const
type By = (typeof SUPPLY_BY)[number]

/** One mark of the chart: a layoff, or the part of it at one place or in one role. */
interface Cut {
  signalId: string | null
  day: Day
  precision: SupplyData['layoffs'][number]['precision']
  company: string
  people: number | null
  /** The place or the role's name; null by company. */
  group: string | null
  role: string | null
  titles: string[]
}

/**
 * `supply`: layoffs as announced (WARN notices among them) beside the panel's openings, on one axis of time; by company, by place, or
 * by role where titles are known. Each row has the openings beside it: of the company on the day and twelve weeks later where one
 * reader saw both, at the place, or of the role.
 *
 * @throws WaveError `bad-view` for a `by` that is none
 */
export async function supply(ask: ChartAsk): Promise<ChartAnswer<TableRow, SupplyData>> {
  const { params, db, now } = ask
  const by = SUPPLY_BY.find((b) => b === (params.by ?? 'company'))
  if (!by)
    throw new WaveError(
      'bad-view',
      `by=${params.by?.slice(0, 40)} is none of ${SUPPLY_BY.join(', ')}.`,
      'Leave it out for companies.',
    )
  const view = params.company && !ask.view.companies.length ? { ...ask.view, companies: [params.company] } : ask.view
  const passed = passedDay(view, now)
  const panel = await rolePanel(view, db, now)
  const to = view.to && view.to < passed ? view.to : passed
  const from = view.from ?? panel.from
  const [marks, names] = await Promise.all([
    marksIn(db, { from, to, known: passed, companies: view.companies.length ? view.companies : null }),
    companyNames(db),
  ])
  const points = periodLevels(rolesDaily(panel), { from, to: earlierOf(panel.to, to) }, 'week', panel.passed)
  const nameOf = (slug: string) => names.get(slug)?.name ?? slug
  const cuts = cutsBy(marks, by).filter(
    (cut) => by !== 'role' || view.roles.length === 0 || view.roles.some((role) => role === cut.role),
  )
  const last = [earlierOf(points.at(-1)?.last ?? to, to), cuts.at(-1)?.day ?? from].sort().at(-1) ?? to
  return {
    chart: 'supply',
    title: titleOf(cuts, marks, by),
    subtitle: `Above: infrastructure openings at ${scopeWords(panel.companies)}, mean of each week. Below: people whose jobs go${by === 'company' ? '' : ` by ${by}`}, by the day of the announcement. ${rangeWords(from, last)}.`,
    data: {
      from,
      to: last,
      label: `Openings at ${scopeWords(panel.companies)}`,
      openings: points.filter((p) => p.first <= last),
      layoffs: cuts.map((cut) => ({
        signalId: cut.signalId,
        day: cut.day,
        precision: cut.precision,
        company: cut.group === null ? nameOf(cut.company) : `${nameOf(cut.company)}, ${cut.group}`,
        label: `${nameOf(cut.company)}${cut.group === null ? '' : `, ${cut.group}`}${cut.people === null ? '' : ` ${numberWords(cut.people)}`}`,
        headcount: cut.people,
      })),
      empty: 'No board was read and no layoff became known in this range',
    },
    rows: await rowsOf(cuts, by, { nameOf, passed, panel, ask }),
    unit: 'people',
    view: { ...view, from, to: last },
    notes: [...asOfNote(view), ...notesOf(cuts, marks, by), ...partialNotes(panel), POSTINGS_ARE_NOT_HIRES],
    sources: [
      { name: 'announcements, notices under the WARN Act and press, each with its source', licence: null, url: null },
      ...(await boardSources(db, panel.companies, passed)),
    ],
    updatedOn: cuts.at(-1)?.day ?? null,
  }
}

/** Layoffs in order of time, or their parts by place or role; those that tell neither are in no part. */
function cutsBy({ layoffs, sites }: Marks, by: By): Cut[] {
  const cuts = layoffs.flatMap((m): Cut[] => {
    const whole: Cut = {
      signalId: m.signalId,
      day: m.day,
      precision: m.precision,
      company: m.company,
      people: m.headcount,
      group: null,
      role: null,
      titles: [],
    }
    if (by === 'company') return [whole]
    const parts = new Map<string, Cut>()
    for (const site of sites.get(m.signalId ?? '') ?? []) {
      const groups =
        by === 'place'
          ? site.place === null
            ? []
            : [{ group: site.place, role: null }]
          : site.roles.map((role) => ({ group: roleOf(role).name, role }))
      for (const { group, role } of groups) {
        const part = parts.get(group) ?? { ...whole, people: null, group, role }
        if (site.headcount !== null) part.people = (part.people ?? 0) + site.headcount
        part.titles = [...new Set([...part.titles, ...site.titles])]
        parts.set(group, part)
      }
    }
    return [...parts.values()]
  })
  return cuts.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

/** How many layoffs the parts are of. */
const toldOf = (cuts: readonly Cut[]): number => new Set(cuts.map((c) => `${c.signalId} ${c.company} ${c.day}`)).size

function titleOf(cuts: readonly Cut[], { layoffs }: Marks, by: By): string {
  const sized = cuts.filter((c) => c.people !== null)
  const people = numberWords(sized.reduce((sum, c) => sum + (c.people ?? 0), 0))
  if (layoffs.length === 0) return 'No layoff became known in this range'
  if (by === 'company')
    return `${sentenceCase(countWords(layoffs.length))} ${layoffs.length === 1 ? 'layoff' : 'layoffs'} became known${sized.length ? `, of ${people} people where a number was published` : ', without a number'}`
  const what = by === 'place' ? 'a place' : 'titles of these roles'
  const told = toldOf(cuts)
  if (told === 0) return `None of ${plural(layoffs.length, 'layoff')} names ${what}`
  return `${sentenceCase(countWords(told))} of ${plural(layoffs.length, 'layoff')} ${told === 1 ? 'names' : 'name'} ${what}${sized.length ? `, for ${people} people` : ''}`
}

function notesOf(cuts: readonly Cut[], { layoffs }: Marks, by: By): string[] {
  const without = layoffs.filter((m) => m.headcount === null).length
  const silent = layoffs.length - toldOf(cuts)
  return [
    `${plural(without, 'layoff')} named no number. The companies that lay off are mostly not those whose openings are shown.`,
    'Announced cuts run over months and countries, in all kinds of work.',
    ...(by === 'company'
      ? [
          `A company’s own openings are those of its board on the day and ${AFTER_WEEKS} weeks later, by one reader; empty where it was not read.`,
        ]
      : by === 'place'
        ? [
            `${plural(silent, 'layoff')} named no place and ${silent === 1 ? 'is' : 'are'} not shown. A place is the town or county of a notice’s site, or the one that a text names.`,
            'Openings there are the panel’s postings of these roles whose location names the town, on the day; empty where no board was read.',
          ]
        : [
            `${plural(silent, 'layoff')} named no title of an infrastructure role and ${silent === 1 ? 'is' : 'are'} not shown. The number is that of the whole site: how many hold which title is not told, so roles of one site are not to be added.`,
            'Openings of the role are the panel’s on the day; empty where no board was read.',
          ]),
  ]
}

async function rowsOf(
  cuts: readonly Cut[],
  by: By,
  { nameOf, passed, panel, ask }: { nameOf: (slug: string) => string; passed: Day; panel: RolePanel; ask: ChartAsk },
): Promise<TableRow[]> {
  const head = (cut: Cut): TableRow => ({
    company: cut.company,
    name: nameOf(cut.company),
    announcedOn: cut.day,
  })
  if (by === 'company') {
    const boards = await allBoards(ask.db)
    return cuts.map((cut) => {
      const levels = [...countLevels(boards.get(cut.company) ?? [], passed).values()]
      const at = readingNear(levels, cut.day, null)
      const after = at && readingNear(levels, addDays(cut.day, 7 * AFTER_WEEKS), at)
      return {
        ...head(cut),
        people: cut.people,
        openingsThen: at?.value ?? null,
        [`openings${AFTER_WEEKS}WeeksLater`]: after?.value ?? null,
      }
    })
  }
  if (by === 'place') {
    const there = await openingsNear(
      ask.db,
      cuts.map((cut) => ({ day: cut.day, place: cut.group ?? '' })),
      panel,
    )
    return cuts.map((cut, i) => ({
      ...head(cut),
      place: cut.group,
      people: cut.people,
      titles: cut.titles.join('; ') || null,
      openingsThere: there[i] ?? null,
    }))
  }
  return cuts.map((cut) => ({
    ...head(cut),
    role: cut.role,
    roleName: cut.group,
    people: cut.people,
    titles: cut.titles.join('; ') || null,
    openingsOfRole: panel.covered.has(cut.day) ? (panel.totals.openings.get(cut.role ?? '')?.get(cut.day) ?? 0) : null,
  }))
}
