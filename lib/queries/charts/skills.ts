import type { IntervalRow, IntervalRowsData } from '@/components/charts/types'
import { type NotEnoughData, notEnoughWords } from '@/lib/analytics/enough'
import {
  PAIR_MIN,
  roleDistances,
  SKILL_METHOD,
  type SkillText,
  skillGrowth,
  skillLevels,
  skillLifts,
  skillPairs,
} from '@/lib/analytics/skills'
import { dayWords, listWords, numberWords, plural, sentenceCase, signedWords } from '@/lib/analytics/words'
import type { Day } from '@/lib/dates'
import { WaveError } from '@/lib/errors'
import type { RoleSlug } from '@/lib/signals/taxonomy'
import type { ChartAnswer } from '../answer'
import { asOfNote, companyNames, passedDay, roleOf } from '../names'
import { skillTexts, skillWords } from '../skillTexts'
import { boardSources, type ChartAsk, type TableRow } from './common'

const BY = ['level', 'lift', 'pairs', 'roles', 'growth'] as const
type By = (typeof BY)[number]
/** Rows that are drawn; the table has all. */
const MOST_DRAWN = 14

interface Made {
  title: string
  measure: string
  data: Pick<IntervalRowsData, 'nameHead' | 'valueHead' | 'axisHead' | 'scale'>
  drawn: IntervalRow[]
  rows: TableRow[]
  missing: NotEnoughData | null
}

/**
 * `skills`: what the texts of postings ask for. `by=level` (share of the texts that name it), `lift` (of a role against all
 * others), `pairs` (named together), `roles` (distance of a role to the others), `growth` (half-year against half-year).
 *
 * @throws WaveError `bad-view` for another `by`, or where `lift` or `roles` names no role
 */
export async function skills(ask: ChartAsk): Promise<ChartAnswer<TableRow, IntervalRowsData>> {
  const { view, params, db, now } = ask
  const by = BY.find((b) => b === (params.by ?? 'level'))
  if (!by)
    throw new WaveError(
      'bad-view',
      `by=${params.by?.slice(0, 40)} is none of ${BY.join(', ')}.`,
      'Leave it out for levels.',
    )
  const role = params.role ?? view.roles[0] ?? null
  if (!role && (by === 'lift' || by === 'roles'))
    throw new WaveError('bad-view', `by=${by} is about one role, and none is named.`, 'Add role=sre, or another.')
  const known = passedDay(view, now)
  const texts = await wantedTexts(ask, known)
  const made = MAKE[by](texts, role, known)
  const names = await companyNames(db)
  const companies = [...new Set(texts.map((t) => t.company))].flatMap((c) => names.get(c) ?? [])
  const days = texts.map((t) => t.firstSeen).sort()
  const [first, last] = [days[0], days.at(-1)]
  const why = made.missing ? `${sentenceCase(notEnoughWords(made.missing))}.` : ''
  return {
    chart: 'skills',
    title: made.missing ? `${made.title}: not enough data` : made.title,
    subtitle: `${made.measure}${
      texts.length
        ? ` Texts of ${plural(texts.length, 'posting')} at ${listWords(
            companies.map((c) => c.name),
            4,
          )}${first && last ? `, first seen ${first === last ? `on ${dayWords(first)}` : `${dayWords(first)} to ${dayWords(last)}`}` : ''}.`
        : ''
    }`,
    data: { ...made.data, rows: made.drawn.slice(0, MOST_DRAWN), empty: why || 'No text names a skill here' },
    rows: made.rows,
    unit: 'postings with a text',
    view: { ...view, roles: role ? [role] : view.roles },
    notes: [
      ...asOfNote(view),
      ...(why ? [why] : []),
      ...SKILL_METHOD,
      'Texts were read at a few companies only, mostly once: what they ask for is no sample of the market.',
      ...(made.rows.length > MOST_DRAWN
        ? [`Drawn are the first ${MOST_DRAWN} of ${made.rows.length}; the table has all.`]
        : []),
    ],
    sources: await boardSources(db, companies, known),
    updatedOn: last ?? null,
  }
}

/** The texts that a view is about: its companies; its role only where shares are of the role. */
async function wantedTexts({ view, params, db }: ChartAsk, known: Day): Promise<SkillText[]> {
  const all = await skillTexts(db, known)
  const whole = params.by === 'lift' || params.by === 'roles'
  const roles: readonly string[] = whole ? [] : params.role && !view.roles.length ? [params.role] : view.roles
  return all.filter(
    (t) =>
      (!view.companies.length || view.companies.includes(t.company)) &&
      (!roles.length || roles.includes(t.role)) &&
      (!view.from || t.firstSeen >= view.from) &&
      (!view.to || t.firstSeen <= view.to),
  )
}

const MAKE: Record<By, (texts: readonly SkillText[], role: RoleSlug | null, known: Day) => Made> = {
  level: levels,
  lift: lifts,
  pairs,
  roles: distances,
  growth,
}

const plainRow = (
  key: string,
  label: string,
): Pick<IntervalRow, 'key' | 'label' | 'hollow' | 'strong' | 'first' | 'last'> => ({
  key,
  label,
  hollow: false,
  strong: false,
  first: null,
  last: null,
})
const missingOf = (found: { enough: boolean }): NotEnoughData | null => (found.enough ? null : (found as NotEnoughData))

function levels(texts: readonly SkillText[], role: RoleSlug | null): Made {
  const found = skillLevels(texts)
  const rows = found.enough ? found.rows : []
  const [first, second] = rows
  const where = role ? ` in ${roleOf(role).name}` : ''
  return {
    title:
      first && second
        ? first.low > second.high
          ? `The skill named most often${where} is ${skillWords(first.skill)}`
          : `The skills named most often${where} are ${skillWords(first.skill)} and ${skillWords(second.skill)}`
        : `Skills named${where}`,
    measure: 'Share of the texts that name a skill, with its 90% interval.',
    data: {
      nameHead: 'Skill',
      valueHead: 'Texts',
      axisHead: 'share of the texts, 90% interval',
      scale: { format: 'percent', base: 0, least: 0, most: 100 },
    },
    drawn: rows.map((r) => ({
      ...plainRow(r.skill, skillWords(r.skill)),
      ...(role && { role }),
      signalId: `skill:${r.skill}`,
      value: numberWords(r.count),
      at: 100 * r.share,
      low: 100 * r.low,
      high: 100 * r.high,
      details: [
        { label: 'Texts that name it', value: `${numberWords(r.count)} of ${numberWords(r.n)}` },
        {
          label: 'Share, 90% interval',
          value: `${Math.round(100 * r.share)}%, ${Math.round(100 * r.low)} to ${Math.round(100 * r.high)}%`,
        },
      ],
    })),
    rows: rows.map((r) => ({
      skill: r.skill,
      name: skillWords(r.skill),
      count: r.count,
      n: r.n,
      share: r.share,
      low90: r.low,
      high90: r.high,
    })),
    missing: missingOf(found),
  }
}

function lifts(texts: readonly SkillText[], role: RoleSlug | null): Made {
  const name = role ? roleOf(role).name : ''
  const found = skillLifts(texts, role ?? '')
  const rows = found.enough ? found.rows : []
  const sure = rows.filter((r) => r.low > 1 && r.count >= PAIR_MIN)
  return {
    title: sure.length
      ? `${name} asks for ${listWords(sure.slice(0, 3).map((r) => skillWords(r.skill)))} more than other roles do`
      : found.enough
        ? `${name}: no skill is asked for surely more than elsewhere`
        : `What ${name} asks for more than other roles`,
    measure:
      'Share of the role’s texts that name a skill, as a multiple of the share in all other texts, with its 90% interval.',
    data: {
      nameHead: 'Skill',
      valueHead: 'Here, elsewhere',
      axisHead: 'times as often, 90% interval',
      scale: { format: 'times', base: 0, least: -2, most: 6 },
    },
    drawn: rows.map((r) => ({
      ...plainRow(r.skill, skillWords(r.skill)),
      ...(role && { role }),
      signalId: `skill:${r.skill}`,
      hollow: r.count < PAIR_MIN,
      value: `${percent(r.count / r.n)}, ${percent(r.elsewhere / r.others)}`,
      at: Math.log2(r.lift),
      low: Math.log2(r.low),
      high: Math.log2(r.high),
      details: [
        { label: `In ${name}`, value: `${r.count} of ${r.n}` },
        { label: 'In all others', value: `${r.elsewhere} of ${r.others}` },
        { label: 'Times, 90% interval', value: `${r.lift.toFixed(1)}, ${r.low.toFixed(1)} to ${r.high.toFixed(1)}` },
      ],
    })),
    rows: rows.map((r) => ({
      role,
      skill: r.skill,
      name: skillWords(r.skill),
      count: r.count,
      n: r.n,
      elsewhere: r.elsewhere,
      others: r.others,
      lift: r.lift,
      low90: r.low,
      high90: r.high,
    })),
    missing: missingOf(found),
  }
}

function pairs(texts: readonly SkillText[]): Made {
  const found = skillPairs(texts)
  const rows = found.enough ? found.rows : []
  const [first] = rows
  const both = (r: { a: string; b: string }) => `${skillWords(r.a)} and ${skillWords(r.b)}`
  return {
    title: first ? `${both(first)} are named together most` : 'Skills named together',
    measure:
      'Texts that name both of two skills; the axis: how many times as often as if they were named independently.',
    data: {
      nameHead: 'Skills',
      valueHead: 'Texts',
      axisHead: 'times as often as by chance',
      scale: { format: 'number', base: 1, least: 0, most: null },
    },
    drawn: rows.map((r) => ({
      ...plainRow(`${r.a}+${r.b}`, both(r)),
      signalId: `skill:${r.a}+${r.b}`,
      value: numberWords(r.together),
      at: r.lift,
      low: null,
      high: null,
      details: [
        { label: 'Texts that name both', value: `${r.together} of ${r.n}` },
        { label: 'Times as by chance', value: r.lift.toFixed(1) },
        { label: 'Of those that name either', value: percent(r.jaccard) },
      ],
    })),
    rows: rows.map((r) => ({ a: r.a, b: r.b, together: r.together, n: r.n, lift: r.lift, jaccard: r.jaccard })),
    missing: missingOf(found),
  }
}

function distances(texts: readonly SkillText[], role: RoleSlug | null): Made {
  const name = role ? roleOf(role).name : ''
  const found = roleDistances(texts, role ?? '')
  const rows = found.enough ? found.rows.filter((r) => r.to !== 'other') : []
  const [first] = rows
  return {
    title: first ? `${roleOf(first.to).name} is nearest to ${name} by skills` : `Roles near ${name} by skills`,
    measure:
      'Distance of two roles by the skills that their texts name: 0 the same, 1 none in common. No interval: read the order, not the decimals.',
    data: {
      nameHead: 'Role',
      valueHead: 'Texts',
      axisHead: 'distance, 0 to 1',
      scale: { format: 'number', base: 0, least: 0, most: 1 },
    },
    drawn: rows.map((r) => ({
      ...plainRow(r.to, roleOf(r.to).name),
      role: roleOf(r.to).slug,
      value: numberWords(r.nTo),
      at: r.distance,
      low: null,
      high: null,
      details: [
        { label: 'Distance', value: r.distance.toFixed(2) },
        { label: 'Texts', value: `${r.n} and ${r.nTo}` },
      ],
    })),
    rows: rows.map((r) => ({ role: r.role, to: r.to, distance: r.distance, n: r.n, nTo: r.nTo })),
    missing:
      missingOf(found) ?? (rows.length ? null : { enough: false, has: 0, needs: 1, what: 'other roles with 20 texts' }),
  }
}

function growth(texts: readonly SkillText[], _role: RoleSlug | null, known: Day): Made {
  const found = skillGrowth(texts, known)
  const rows = found.enough ? found.rows : []
  const sure = rows.filter((r) => r.low > 1)
  const change = (ratio: number) => `${signedWords(Math.round(100 * (ratio - 1)))}%`
  return {
    title: sure.length
      ? `${listWords(sure.slice(0, 3).map((r) => skillWords(r.skill)))} ${sure.length === 1 ? 'is' : 'are'} asked for more than half a year ago`
      : found.enough
        ? 'No skill is asked for surely more than half a year ago'
        : 'Skills that grow',
    measure: 'Share of the texts of this half-year over that of the half-year before, at companies with texts in both.',
    data: {
      nameHead: 'Skill',
      valueHead: 'Then, now',
      axisHead: 'change of the share, 90% interval',
      scale: { format: 'change', base: 0, least: -100, most: 200 },
    },
    drawn: rows.map((r) => ({
      ...plainRow(r.skill, skillWords(r.skill)),
      signalId: `skill:${r.skill}`,
      hollow: r.before < 10,
      value: `${percent(r.before / r.nBefore)}, ${percent(r.after / r.nAfter)}`,
      at: 100 * (r.ratio - 1),
      low: 100 * (r.low - 1),
      high: 100 * (r.high - 1),
      details: [
        { label: 'Now', value: `${r.after} of ${r.nAfter}` },
        { label: 'Then', value: `${r.before} of ${r.nBefore}` },
        { label: 'Change, 90% interval', value: `${change(r.ratio)}, ${change(r.low)} to ${change(r.high)}` },
      ],
    })),
    rows: rows.map((r) => ({
      skill: r.skill,
      before: r.before,
      nBefore: r.nBefore,
      after: r.after,
      nAfter: r.nAfter,
      ratio: r.ratio,
      low90: r.low,
      high90: r.high,
    })),
    missing: missingOf(found),
  }
}

const percent = (share: number): string => `${Math.round(100 * share)}%`
