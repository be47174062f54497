import type { Boards } from './boards'
import { cell, type Row, readCsv, sortedBy } from './csv'
import { FACTS, readerOf } from './licences'

/** The boards of the panel whose days come from its daily counts: name in the panel, slug, token. */
export const PANEL = [
  { name: 'DeepMind', slug: 'deepmind', token: 'deepmind' },
  { name: 'Inflection AI', slug: 'inflection-ai', token: 'inflectionai' },
] as const

/** The panel was read by posting up to this day; its one later day comes from a list of what had survived. */
export const PANEL_WHOLE_TO = '2026-04-08'
const PANEL_WHOLE_FROM = '2025-09-10'

/** A time as ISO 8601 UTC to the second; empty stays empty. */
const instant = (text: string): string => (text === '' ? '' : `${new Date(text).toISOString().slice(0, 19)}Z`)

const plain = (note: string): string =>
  note.replace(/^; /, '').replace(/ the index does not name/g, ' the search index does not name')

/** The readings of the series file, one row for each board, day and reader. A count of nothing is empty, never zero. */
export function seriesReadings(input: string, boards: Boards): Row[] {
  return readCsv(input, 'boards-series/readings.csv').map((r) => {
    const kind = cell(r, 'board_kind')
    const completeness = cell(r, 'completeness')
    const nothing = completeness === 'unknown' && cell(r, 'count') === '0'
    return {
      companySlug: cell(r, 'company_slug'),
      boardKind: kind,
      boardToken: boards.token(cell(r, 'company_slug'), kind),
      readOn: cell(r, 'read_on'),
      readAt: instant(cell(r, 'read_at')),
      reader: cell(r, 'series'),
      count: nothing ? '' : cell(r, 'count'),
      completeness,
      best: cell(r, 'best'),
      postingsKept: '0',
      source: plain(cell(r, 'source')),
      commit: cell(r, 'commit'),
      licence: readerOf(cell(r, 'series')).licence,
      note: plain(cell(r, 'note')),
    }
  })
}

/** The readings of DeepMind and Inflection out of the panel's daily counts, with what is wrong with some days. */
export function panelReadings(input: string, boards: Boards): Row[] {
  const rows: Row[] = []
  for (const r of readCsv(input, 'postings/ai-labs-panel/daily-seen.csv')) {
    const day = cell(r, 'date')
    for (const { name, slug } of PANEL) {
      const count = cell(r, name)
      const { completeness, note } = judged(slug, day, count)
      const registry = day > PANEL_WHOLE_TO
      rows.push({
        companySlug: slug,
        boardKind: 'greenhouse',
        boardToken: boards.token(slug, 'greenhouse'),
        readOn: day,
        readAt: '',
        reader: 'labs',
        count: count === '0' ? '' : count,
        completeness,
        best: '1',
        postingsKept: '0',
        source: registry
          ? 'ReedRawlings/AIJobs:outputs/registry/current_jobs.csv'
          : `ReedRawlings/AIJobs:outputs/snapshots/${day}.csv`,
        commit: '',
        licence: FACTS,
        note,
      })
    }
  }
  return rows
}

function judged(slug: string, day: string, count: string): { completeness: string; note: string } {
  if (count === '0') return { completeness: 'unknown', note: 'the reader returned nothing; not a count of openings' }
  if (day < PANEL_WHOLE_FROM) {
    return {
      completeness: 'unknown',
      note: 'not all boards were read on this day; whether this one was read whole is not known',
    }
  }
  if (day <= PANEL_WHOLE_TO) return { completeness: 'whole', note: '' }
  if (slug === 'deepmind') {
    return {
      completeness: 'unknown',
      note: 'the board was being emptied (88 on 2026-04-08) while the careers site of Google showed more: not a count of openings',
    }
  }
  return { completeness: 'partial', note: 'postings new or changed that day are missing' }
}

/** All readings in the order of the file. */
export function allReadings(input: string, boards: Boards): Row[] {
  return sortedBy(
    [...seriesReadings(input, boards), ...panelReadings(input, boards)],
    'companySlug',
    'boardKind',
    'readOn',
    'reader',
  )
}
