import { dayWords, listWords, moneyWords, numberWords, plural, signedWords } from '@/lib/analytics/words'
import { addDays, type Day } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { INFRA_ROLES } from '@/lib/signals/taxonomy'
import type { View } from '@/lib/view'
import { chartAnswer } from './charts'
import type { TableRow } from './charts/common'
import { claims } from './claims'
import { companies } from './companies'
import { engagement } from './engagement'
import { passedDay } from './names'
import { coveredBefore } from './overviewTiles'
import { rolePanel, scopeWords } from './panel'
import { postingsIn } from './postings'
import { placesNamed } from './ranked'
import type { CompanyListRow, Words } from './types'

/** What today's numbers do to a piece of advice. `silent`: the data says nothing of it, and the page says so. */
export type Verdict = 'supports' | 'weakens' | 'silent'

export interface Play {
  key: string
  /** The advice, as an instruction. */
  advice: string
  verdict: Verdict
  /** The numbers of today that support or weaken it, with their evidence; or why there is none. */
  today: Words
  /** What to do with it next, in this product or with its sources. */
  steps: { label: string; href: string }[]
}

export interface PlaybooksData {
  /** The last day on which the panel was read, null without one. */
  day: Day | null
  seekers: Play[]
  employers: Play[]
}

const text = (row: TableRow, key: string): string => String(row[key] ?? '')
const figure = (row: TableRow, key: string): number => Number(row[key] ?? 0)

/**
 * Advice for job seekers and for employers, each with the live numbers that support or weaken it. Nothing is said that the
 * intervals do not bear; where the data is silent the play says so.
 */
export async function playbooks(view: View, db: Db, now = new Date()): Promise<PlaybooksData> {
  const known = passedDay(view, now)
  const plain: View = { ...view, roles: [], transform: 'level' }
  const [panel, momentum, byCompany, skills, listed, steps, forms] = await Promise.all([
    rolePanel(plain, db, now),
    chartAnswer('momentum', plain, { by: 'role', weeks: 12 }, db, now),
    chartAnswer('momentum', plain, { by: 'company', weeks: 12 }, db, now),
    chartAnswer('skills', { ...plain, roles: [...INFRA_ROLES] }, { by: 'level' }, db, now),
    companies(plain, db, now),
    claims({ ...plain, companies: [] }, db, {}, now),
    engagement(plain, db, now),
  ])
  const day = coveredBefore(panel, panel.to, panel.from)
  const open =
    day && panel.companies.length
      ? await postingsIn(
          db,
          {
            companies: panel.companies.map((c) => c.company),
            roles: [...INFRA_ROLES],
            first: day,
            last: day,
            limit: 2000,
          },
          known,
        )
      : { total: 0, rows: [] }
  const hot = momentum.rows.filter((r) => r.state === 'hot')
  const scope = scopeWords(panel.companies)
  const windows = steps.rows.filter((c) => c.kind === 'ipo')
  return {
    day,
    seekers: [
      hubs(open, day, scope),
      inDemand(skills.rows),
      {
        key: 'projects',
        advice: 'Show impact with projects of your own',
        verdict: 'silent',
        today: [
          {
            text: 'No source here measures what a project does for an application: adverts name skills, not how they are judged. Take the skills above as the list of what a project may show.',
          },
        ],
        steps: [{ label: 'Skills named together', href: '/roles#skills-pairs' }],
      },
      listing(windows, listed.rows, known),
      sideWork(forms.told, forms.openings.length),
    ],
    employers: [
      scalable(hot, momentum.rows, scope),
      flexible(forms.openings, forms.companies.length),
      {
        key: 'innovation',
        advice: 'Give time for innovation inside the company',
        verdict: forms.told > 0 ? 'supports' : 'silent',
        today: [
          {
            text:
              forms.told > 0
                ? `${plural(forms.told, 'signal')} of such offers are on record; what they do for hiring is not measured.`
                : 'No article read so far tells of a company that does, so nothing here supports or weakens it. A feed that writes of it would.',
          },
        ],
        steps: [
          { label: 'Signals of engagement', href: '/signals?type=engagement' },
          { label: 'Add a feed', href: '/sources' },
        ],
      },
      communication(windows),
      rivals(byCompany.rows),
    ],
  }
}

function hubs(open: { total: number; rows: { location: string | null }[] }, day: Day | null, scope: string): Play {
  // Work from anywhere is no place.
  const places = placesNamed(open.rows).filter((p) => !/remote/i.test(p.label))
  const top = places.slice(0, 3)
  const share = open.total ? top.reduce((n, p) => n + p.count, 0) / open.total : 0
  const play = {
    key: 'hubs',
    advice: 'Look where infrastructure work is concentrated',
    steps: [
      { label: 'Roles and their places', href: '/roles' },
      { label: 'Pay by place', href: '/roles#pay-place' },
    ],
  }
  if (!day || top.length === 0)
    return {
      ...play,
      verdict: 'silent',
      today: [{ text: 'No board of the panel was read by posting, so places are not known.' }],
    }
  return {
    ...play,
    verdict: share >= 0.4 ? 'supports' : 'weakens',
    today: [
      { text: `On ${dayWords(day)} ` },
      {
        text: plural(open.total, 'infrastructure opening'),
        evidence: { chart: 'hiring-trend', first: day, last: day },
      },
      {
        text: ` stood at ${scope}; ${listWords(top.map((p) => `${numberWords(p.count)} in ${p.label}`))}, ${Math.round(share * 100)}% of all in three places.`,
      },
    ],
  }
}

function inDemand(rows: readonly TableRow[]): Play {
  const top = [...rows].sort((a, b) => figure(b, 'share') - figure(a, 'share')).slice(0, 5)
  const play = {
    key: 'skills',
    advice: 'Build the skills that adverts name',
    steps: [
      { label: 'Skills by share and growth', href: '/roles#skills-level' },
      { label: 'Pay by role', href: '/roles#pay-role' },
    ],
  }
  const [first] = top
  if (!first)
    return {
      ...play,
      verdict: 'silent',
      today: [{ text: 'No text of a posting was read, so skills were not observed.' }],
    }
  return {
    ...play,
    verdict: 'supports',
    today: [
      { text: `Of ${plural(figure(first, 'n'), 'infrastructure posting')} with a text, ` },
      { text: listWords(top.map((r) => `${numberWords(figure(r, 'count'))} name ${text(r, 'name')}`)) },
      { text: '. The texts are of a few companies, mostly read once: a list of what they ask, not a trend.' },
    ],
  }
}

function listing(
  windows: readonly { company: string | null; companyName: string; window: string; outcome: string; due: Day }[],
  rows: readonly CompanyListRow[],
  known: Day,
): Play {
  const open = windows.filter((w) => w.outcome === 'open' && w.due >= known)
  const ahead = [...new Map(open.map((w) => [w.companyName, w])).values()].slice(0, 4)
  const levelOf = new Map(rows.map((r) => [r.company, r]))
  const fresh = rows
    .filter((r) => r.lastRound && r.lastRound.announcedOn >= addDays(known, -90) && r.openings !== null)
    .sort((a, b) => (b.lastRound?.amount ?? 0) - (a.lastRound?.amount ?? 0))
    .slice(0, 2)
  const play = {
    key: 'listing',
    advice: 'Use listings and fresh capital as a signal of who may hire',
    steps: [
      { label: 'The IPO pipeline', href: '/capital#ipo-pipeline' },
      { label: 'Companies with fresh capital', href: '/companies' },
      { label: 'Claims and what became of them', href: '/signals?show=claims' },
    ],
  }
  if (ahead.length === 0 && fresh.length === 0)
    return {
      ...play,
      verdict: 'silent',
      today: [{ text: 'Nobody on record has a listing ahead or raised within 90 days.' }],
    }
  const moved = windows.filter((w) => w.outcome === 'moved').length
  return {
    ...play,
    verdict: moved * 2 >= windows.filter((w) => w.outcome !== 'open').length ? 'weakens' : 'supports',
    today: [
      ...(ahead.length
        ? [
            {
              text: `Ahead: ${listWords(
                ahead.map((w) => {
                  const level = w.company ? levelOf.get(w.company) : undefined
                  return level?.openings == null
                    ? w.companyName
                    : `${w.companyName} (${plural(level.openings, 'opening')})`
                }),
              )}. `,
            },
          ]
        : []),
      ...(fresh.length
        ? [
            {
              text: `Fresh capital: ${listWords(
                fresh.map((r) =>
                  r.lastRound?.amount
                    ? `${r.name}, ${moneyWords(r.lastRound.amount, r.lastRound.currency)} on ${dayWords(r.lastRound.announcedOn)} with ${plural(r.openings ?? 0, 'opening')}`
                    : r.name,
                ),
              )}. `,
            },
          ]
        : []),
      {
        text: `Take windows with care: ${plural(moved, 'stated window')} of a listing moved. This is no forecast of hiring.`,
      },
    ],
  }
}

function sideWork(told: number, forms: number): Play {
  return {
    key: 'side-work',
    advice: 'Balance side work with what the employer allows',
    verdict: told > 0 ? 'supports' : 'silent',
    today: [
      {
        text:
          told > 0
            ? `${plural(told, 'signal')} tell of side projects, innovation time or open source. `
            : 'No board says whether side work is allowed, and no article read so far does: ask before you sign. ',
      },
      { text: `${plural(forms, 'advert')} that stood when last read offer another form than one full-time job.` },
    ],
    steps: [{ label: 'Forms of work', href: '/engagement' }],
  }
}

function scalable(hot: readonly TableRow[], rows: readonly TableRow[], scope: string): Play {
  const play = {
    key: 'scalable',
    advice: 'Build teams for the roles that others look for too',
    steps: [
      { label: 'Momentum by role', href: '/roles#momentum-role-12' },
      { label: 'Any role beside any other', href: '/explore' },
    ],
  }
  const counted = rows.filter((r) => r.growth !== null)
  if (counted.length === 0)
    return {
      ...play,
      verdict: 'silent',
      today: [{ text: 'No two days twelve weeks apart may be compared at these boards.' }],
    }
  if (hot.length === 0)
    return {
      ...play,
      verdict: 'weakens',
      today: [
        {
          text: `At ${scope} none of ${plural(counted.length, 'role')} grew in twelve weeks beyond what chance alone does: no rush for people is seen there now.`,
        },
      ],
    }
  return {
    ...play,
    verdict: 'supports',
    today: [
      {
        text: `Beyond chance in twelve weeks at ${scope}: ${listWords(
          hot.map(
            (r) =>
              `${text(r, 'name')} ${signedWords(Math.round(100 * (figure(r, 'growth') - 1)))}%, from ${numberWords(figure(r, 'from'))} to ${numberWords(figure(r, 'to'))}`,
          ),
        )}.`,
      },
    ],
  }
}

function flexible(openings: readonly { role: string; form: string }[], offering: number): Play {
  const infra = openings.filter((o) => o.role !== 'other').length
  const contracts = openings.filter((o) => o.form === 'contract' || o.form === 'contract-to-hire').length
  return {
    key: 'flexible',
    advice: 'Offer more forms than one full-time job',
    verdict: openings.length === 0 ? 'silent' : infra * 4 < openings.length ? 'weakens' : 'supports',
    today: [
      {
        text: openings.length
          ? `${plural(offering, 'company', 'companies')} do, in ${plural(openings.length, 'advert')}: ${numberWords(contracts)} contracts, ${numberWords(openings.length - contracts)} of other forms. Only ${numberWords(infra)} ${infra === 1 ? 'is' : 'are'} in an infrastructure role, so there it stands out, or does not suit.`
          : 'No advert that was read names another form.',
      },
    ],
    steps: [{ label: 'Who offers which form', href: '/engagement' }],
  }
}

function communication(windows: readonly { outcome: string }[]): Play {
  const ended = windows.filter((w) => w.outcome !== 'open')
  const count = (outcome: string) => windows.filter((w) => w.outcome === outcome).length
  return {
    key: 'communication',
    advice: 'Before a listing, promise no date to candidates',
    verdict: ended.length === 0 ? 'silent' : count('kept') * 2 < ended.length ? 'supports' : 'weakens',
    today: [
      {
        text: ended.length
          ? `Of ${plural(windows.length, 'stated window')} of a listing on record ${numberWords(count('kept'))} were kept, ${numberWords(count('moved'))} moved, ${numberWords(count('dropped'))} were dropped and ${numberWords(count('open'))} are open.`
          : 'No stated window of a listing has ended yet.',
      },
    ],
    steps: [{ label: 'The ledger of claims', href: '/signals?show=claims' }],
  }
}

function rivals(rows: readonly TableRow[]): Play {
  const hot = rows.filter((r) => r.state === 'hot').slice(0, 4)
  return {
    key: 'rivals',
    advice: 'Know who hires against you',
    verdict: rows.every((r) => r.growth === null) ? 'silent' : hot.length ? 'supports' : 'weakens',
    today: [
      {
        text: hot.length
          ? `Boards that grew in twelve weeks beyond chance: ${listWords(hot.map((r) => `${text(r, 'name')}, ${numberWords(figure(r, 'from'))} to ${numberWords(figure(r, 'to'))} by ${dayWords(text(r, 'toDay'))}`))}.`
          : 'No board grew in twelve weeks beyond what chance alone does, as far as its readings may be compared.',
      },
    ],
    steps: [{ label: 'Momentum by company', href: '/companies' }],
  }
}
