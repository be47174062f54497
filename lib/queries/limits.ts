import { periodLevels } from '@/lib/analytics/periods'
import {
  countWords,
  dayWords,
  listWords,
  numberWords,
  plural,
  rangeWords,
  sentenceCase,
  shortDayWords,
} from '@/lib/analytics/words'
import { type Day, daysBetween, type Grain, mondayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { activeOn, countLevels } from './boards'
import { panelGaps } from './charts/common'
import { roleRow } from './charts/roleBreakdown'
import { companyNames, roleOf } from './names'
import { type RolePanel, rolesDaily } from './panel'
import type { Limit } from './types'

/** "What this view can and cannot say", out of the data: gaps, boards left out, readers, small numbers, an incomplete week. */
export async function limitsOf(
  panel: RolePanel,
  ends: { first: Day; last: Day } | null,
  grain: Grain,
  db: Db,
): Promise<Limit[]> {
  return [
    ...gapLimits(panel, grain),
    ...(await leftOut(panel, db)),
    ...countOnly(panel),
    ...cappedLimits(panel, await companyNames(db)),
    ...readerLimits(panel),
    ...breakLimits(panel, ends),
    ...smallLimits(panel, ends),
    ...incomplete(panel),
  ]
}

function gapLimits(panel: RolePanel, grain: Grain): Limit[] {
  return panelGaps(panel, grain === 'day' ? 'week' : grain)
    .slice(0, 3)
    .map((g) => {
      const days = daysBetween(g.first, g.last) + 1
      const who = g.detail
        .replace(/^[^:]*: /, '')
        .replace(/ not read$/, / and .* not read$/.test(g.detail) ? ' were not read' : ' was not read')
      return {
        kind: 'gap' as const,
        bold: `${sentenceCase(who)} for ${plural(days, 'day')}.`,
        text: `${rangeWords(g.first, g.last)}: the line is not drawn; what opened and closed again was never seen.`,
      }
    })
}

/** Boards that were read for a while in the range and are not in the line, with the numbers that gave them away. */
async function leftOut(panel: RolePanel, db: Db): Promise<Limit[]> {
  if (panel.chosen) return []
  const names = await companyNames(db)
  const inPanel = new Set(panel.companies.map((c) => c.company))
  const found = [...panel.coverage].flatMap(([company, levels]) => {
    const days = [...levels.keys()].filter((d) => d >= panel.from && d <= panel.to)
    const last = days.at(-1)
    if (inPanel.has(company) || days.length < 14 || !last) return []
    const boards = activeOn(panel.boards.get(company) ?? [], last)
    const count = boards.reduce((sum, b) => sum + (b.days.find((d) => d.day === last)?.count ?? 0), 0)
    const moved = boards.some((b) => b.until === last)
    const name = names.get(company)?.name ?? company
    return [
      `${name} showed ${plural(count, 'posting')} on ${dayWords(last)}, then ${moved ? 'its board moved' : 'its board was not read by posting'}`,
    ]
  })
  if (!found.length) return []
  return [
    {
      kind: 'left-out',
      bold: `${sentenceCase(countWords(found.length))} ${found.length === 1 ? 'company is' : 'companies are'} left out of the line.`,
      text: `${found.join('; ')}. Readers broke off; hiring did not.`,
    },
  ]
}

/** A chosen company whose board was counted but whose postings were not kept has openings, but none by role. */
function countOnly(panel: RolePanel): Limit[] {
  const only = panel.companies.flatMap((c) => {
    if (panel.coverage.has(c.company)) return []
    const last = [...countLevels(panel.boards.get(c.company) ?? [], panel.passed).values()].at(-1)
    return last ? [`${c.name} had ${plural(last.value, 'opening')} in all on ${dayWords(last.day)}`] : []
  })
  if (!only.length) return []
  return [
    {
      kind: 'reader',
      bold: 'Counted, but not by posting.',
      text: `${listWords(only, 4)}; its postings were not kept, so nothing is known by role.`,
    },
  ]
}

/** A count that stands still at a round number is where the reader stops, not what the company has. */
function cappedLimits(panel: RolePanel, names: ReadonlyMap<string, { name: string }>): Limit[] {
  const capped = [...panel.boards].flatMap(([company, boards]) => {
    const days = boards.flatMap((b) =>
      b.days.filter((d) => d.completeness === 'capped' && d.day >= panel.from && d.day <= panel.passed),
    )
    const counts = [...new Set(days.map((d) => d.count))]
    const [only] = counts
    return days.length && counts.length === 1 && only !== null && only !== undefined
      ? [`${names.get(company)?.name ?? company} (${numberWords(only)} on ${plural(days.length, 'day')})`]
      : days.length
        ? [names.get(company)?.name ?? company]
        : []
  })
  if (!capped.length || panel.chosen) return []
  return [
    {
      kind: 'left-out',
      bold: `${sentenceCase(countWords(capped.length))} ${capped.length === 1 ? 'board is' : 'boards are'} cut off at a cap.`,
      text: `${listWords(capped, 4)}: the reader stops there, so the number is no count.`,
    },
  ]
}

function readerLimits(panel: RolePanel): Limit[] {
  return panel.inPart.map(({ name }) => ({
    kind: 'reader',
    bold: `${name} is read in part all through.`,
    text: 'A known part of its board is missing on every day, so the level is too low; changes compare like with like.',
  }))
}

function breakLimits(panel: RolePanel, ends: { first: Day; last: Day } | null): Limit[] {
  if (!ends || ends.last >= panel.to) return []
  const why = panel.companies.flatMap((c) =>
    (panel.boards.get(c.company) ?? []).flatMap((b) =>
      b.days.flatMap((d) =>
        d.day > ends.last && d.day <= panel.to && d.roleBreakBefore ? [`${c.name}: ${d.roleBreakBefore}`] : [],
      ),
    ),
  )
  if (!why.length) return []
  return [
    {
      kind: 'break',
      bold: `Changes end on ${dayWords(ends.last)}.`,
      text: `After it ${why.slice(0, 3).join('; ')}${why.length > 3 ? `; and ${countWords(why.length - 3)} more` : ''}. Levels show it, growth does not cross it.`,
    },
  ]
}

function smallLimits(panel: RolePanel, ends: { first: Day; last: Day } | null): Limit[] {
  if (!ends || ends.first === ends.last) return []
  const small = panel.roles.filter((role) => roleRow(panel, role, ends).change.small).map((role) => roleOf(role).name)
  if (!small.length) return []
  return [
    {
      kind: 'small',
      bold: 'Small numbers.',
      text: `${listWords(small)} started below 10 openings: read ${small.length === 1 ? 'its' : 'their'} direction, not ${small.length === 1 ? 'its' : 'their'} percentage.`,
    },
  ]
}

function incomplete(panel: RolePanel): Limit[] {
  const [week] = periodLevels(rolesDaily(panel), { from: mondayOf(panel.to), to: panel.to }, 'week', panel.passed)
  if (!week || week.covered || week.daysCovered === 0) return []
  return [
    {
      kind: 'incomplete',
      bold: `The week of ${shortDayWords(week.first)} has ${countWords(week.daysCovered)} covered ${week.daysCovered === 1 ? 'day' : 'days'}.`,
      text: 'It is drawn dotted and left out of changes.',
    },
  ]
}
