import type { Day } from '@/lib/dates'
import type { Boards } from './boards'
import { cell, minorUnits, type Row, readCsv } from './csv'
import { FACTS, readerOf } from './licences'
import { PANEL, PANEL_WHOLE_TO } from './readings'
import { daysStood, runs, type Spell, upTo } from './spells'

/** A posting with the spells of every reader that kept it. */
export type Kept = { row: Row; spells: Map<string, Spell[]> }

/** Texts were read for skills only on the boards of this day. */
const TEXTS_READ_ON = '2025-10-25'
/** The days on which one reader kept whole boards; from 8 August on it kept arrivals alone. */
const OPENJOBS_WHOLE: readonly Day[] = ['2026-08-03', '2026-08-04', '2026-08-05']
/** Readers that kept whole boards on single days, without telling which posting stood on which day. */
const SINGLE_DAY_READERS = ['stapply', 'fixtures', 'openjobs'] as const

const WORKPLACES: Record<string, string> = { 'on-site': 'onsite', remote: 'remote', hybrid: 'hybrid', '': '' }
/** What the readers write for the kind of employment, as one word; what is no kind of employment is left out. */
const EMPLOYMENT: Record<string, string> = {
  'full-time': 'full-time',
  contract: 'contract',
  intern: 'internship',
  'us employee': '',
  '': '',
}

const known = (words: Record<string, string>, word: string): string => {
  const value = words[word]
  if (value === undefined) throw new Error(`unknown word: ${word}`)
  return value
}

/** Readings of the given reader of one board: its days, ascending. */
type ReadingDays = (companySlug: string, boardKind: string, reader: string) => readonly Day[]

/** The postings of the series file, with the spells of `labs` and those rebuilt for the readers of single days. */
export function seriesPostings(input: string, boards: Boards, readingDays: ReadingDays): Kept[] {
  const labs = new Map<string, Spell[]>()
  for (const r of readCsv(input, 'boards-series/spells.csv')) {
    const key = `${cell(r, 'company_slug')} ${cell(r, 'external_id')}`
    labs.set(key, [...(labs.get(key) ?? []), { firstDay: cell(r, 'first_day'), lastDay: cell(r, 'last_day') }])
  }
  return readCsv(input, 'boards-series/postings.csv').map((r) => {
    const slug = cell(r, 'company_slug')
    const kind = cell(r, 'board_kind')
    const series = cell(r, 'series').split('|')
    const readers = series.filter((name) => name !== 'pay:wayback')
    const spells = new Map<string, Spell[]>()
    const ofLabs = labs.get(`${slug} ${cell(r, 'external_id')}`)
    if (ofLabs) spells.set('labs', ofLabs)
    for (const reader of SINGLE_DAY_READERS) {
      // where labs read the board too, first and last reading are its own and tell nothing of this reader's several days
      if (!readers.includes(reader) || (reader === 'openjobs' && readers.includes('labs'))) continue
      const days = readingDays(slug, kind, reader)
      const rebuilt = reader === 'openjobs' ? openjobsSpells(r, readers, days) : singleDaySpells(r, readers, days)
      if (rebuilt.length > 0) spells.set(reader, rebuilt)
    }
    const textRead =
      readers.includes('stapply') &&
      cell(r, 'first_read') === TEXTS_READ_ON &&
      readingDays(slug, kind, 'stapply').includes(TEXTS_READ_ON)
    return { row: postingRow(r, boards, series, readers, textRead), spells }
  })
}

/** A reader with one or two readings of a board: the posting stood on those between its first and last reading. */
function singleDaySpells(r: Row, readers: readonly string[], days: readonly Day[]): Spell[] {
  const alone = readers.length === 1
  const listing = {
    firstRead: cell(r, 'first_read'),
    lastRead: cell(r, 'last_read'),
    readings: Number(cell(r, 'readings')),
  }
  const elsewhere = alone ? 0 : Math.max(0, listing.readings - days.length)
  return runs(daysStood(listing, days, elsewhere), days)
}

function openjobsSpells(r: Row, readers: readonly string[], days: readonly Day[]): Spell[] {
  const whole = days.filter((day) => OPENJOBS_WHOLE.includes(day))
  const listing = {
    firstRead: cell(r, 'first_read'),
    lastRead: cell(r, 'last_read'),
    readings: Number(cell(r, 'readings')),
  }
  const before = readers.filter((name) => name !== 'openjobs').length
  const arrivedAgain = listing.lastRead > (OPENJOBS_WHOLE.at(-1) ?? '') ? 1 : 0
  return runs(daysStood(listing, whole, before + arrivedAgain), whole)
}

function postingRow(
  r: Row,
  boards: Boards,
  series: readonly string[],
  readers: readonly string[],
  textRead: boolean,
): Row {
  const slug = cell(r, 'company_slug')
  const kind = cell(r, 'board_kind')
  // an arrival is dated by the day it came: when it went was not observed
  const arrival =
    readers.length === 1 && readers[0] === 'openjobs' && cell(r, 'last_read') > (OPENJOBS_WHOLE.at(-1) ?? '')
  return {
    companySlug: slug,
    boardKind: kind,
    boardToken: boards.token(slug, kind),
    externalId: cell(r, 'external_id'),
    title: cell(r, 'title').replace(/\s+/g, ' ').trim(),
    team: cell(r, 'team'),
    location: cell(r, 'location'),
    workplace: known(WORKPLACES, cell(r, 'workplace')),
    employmentType: known(EMPLOYMENT, cell(r, 'employment_type')),
    publishedOn: cell(r, 'published_on'),
    firstSeen: cell(r, 'first_read'),
    lastSeen: cell(r, 'last_read'),
    seenIs: arrival ? 'arrival' : 'read',
    readings: cell(r, 'readings'),
    readers: readers.join('|'),
    url: cell(r, 'url'),
    payMinMinor: minorUnits(cell(r, 'pay_min')),
    payMaxMinor: minorUnits(cell(r, 'pay_max')),
    payCurrency: cell(r, 'pay_currency'),
    payPeriod: cell(r, 'pay_period'),
    skills: cell(r, 'skills'),
    textRead: textRead ? '1' : '0',
    source: [...new Set(series.map((name) => readerOf(name).repository))].join('; '),
    licence: [...new Set(series.map((name) => readerOf(name).licence))].sort().join('; '),
  }
}

/** The postings of DeepMind and Inflection out of the panel; spells only up to the day on which it was read by posting. */
export function panelPostings(input: string, boards: Boards): Kept[] {
  const spells = new Map<string, Spell[]>()
  for (const r of readCsv(input, 'postings/ai-labs-panel/spells.csv')) {
    const key = `${cell(r, 'company')} ${cell(r, 'external_id')}`
    spells.set(key, [...(spells.get(key) ?? []), { firstDay: cell(r, 'first_day'), lastDay: cell(r, 'last_day') }])
  }
  const slugs = new Map<string, string>(PANEL.map(({ name, slug }) => [name, slug]))
  const kept: Kept[] = []
  for (const r of readCsv(input, 'postings/ai-labs-panel/postings.csv')) {
    const slug = slugs.get(cell(r, 'company'))
    if (!slug) continue
    const board = cell(r, 'board')
    const own = upTo(spells.get(`${cell(r, 'company')} ${cell(r, 'external_id')}`) ?? [], PANEL_WHOLE_TO)
    kept.push({
      row: {
        companySlug: slug,
        boardKind: board,
        boardToken: boards.token(slug, board),
        externalId: cell(r, 'external_id'),
        title: cell(r, 'title').replace(/\s+/g, ' ').trim(),
        team: cell(r, 'team'),
        location: cell(r, 'location'),
        workplace: known(WORKPLACES, cell(r, 'workplace').toLowerCase()),
        employmentType: known(EMPLOYMENT, cell(r, 'employment_type').toLowerCase()),
        publishedOn: cell(r, 'published_on'),
        firstSeen: cell(r, 'first_seen'),
        lastSeen: cell(r, 'last_seen'),
        seenIs: cell(r, 'first_seen') > PANEL_WHOLE_TO ? 'survivor' : 'read',
        readings: '',
        readers: 'labs',
        url: cell(r, 'url'),
        payMinMinor: '',
        payMaxMinor: '',
        payCurrency: '',
        payPeriod: '',
        skills: '',
        textRead: '0',
        source: readerOf('labs').repository,
        licence: FACTS,
      },
      spells: own.length > 0 ? new Map([['labs', own]]) : new Map(),
    })
  }
  return kept
}
