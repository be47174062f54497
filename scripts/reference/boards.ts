import { cell, type Row, readCsv, sortedBy } from './csv'
import { COMPILED_ON, type DataFile } from './dataset'
import { FACTS } from './licences'

/** A board as the product knows it: one row per place where a company lists its openings. */
export type Board = {
  companySlug: string
  kind: string
  token: string
  activeFrom: string
  activeTo: string
  successor: string
  note: string
}

/** What is known of boards that moved or ended. The days are the last whole reading and the first day after it. */
const MOVES: readonly Board[] = [
  {
    companySlug: 'perplexity',
    kind: 'greenhouse',
    token: 'perplexityai',
    activeFrom: '',
    activeTo: '2025-11-04',
    successor: 'ashby:perplexity',
    note: 'Left Greenhouse: 67 openings on the last day, nothing at the old address from 2025-11-05 on. New ids; 46 of 66 titles stood on Ashby on 2025-11-22.',
  },
  {
    companySlug: 'perplexity',
    kind: 'ashby',
    token: 'perplexity',
    activeFrom: '2025-11-05',
    activeTo: '',
    successor: '',
    note: '',
  },
  {
    companySlug: 'runway',
    kind: 'greenhouse',
    token: 'runwayml',
    activeFrom: '',
    activeTo: '2026-04-07',
    successor: 'ashby:runway-ml',
    note: 'Left Greenhouse: 35 openings on the last day, nothing at the old address from 2026-04-08 on.',
  },
  {
    companySlug: 'runway',
    kind: 'ashby',
    token: 'runway-ml',
    activeFrom: '2026-04-08',
    activeTo: '',
    successor: '',
    note: '',
  },
  {
    companySlug: 'cerebras',
    kind: 'greenhouse',
    token: 'cerebrassystems',
    activeFrom: '',
    activeTo: '2026-06-26',
    successor: 'ashby:cerebras',
    note: 'Left Greenhouse: 99 openings on the last day, nothing from 2026-06-27 on; first read on Ashby on 2026-10-01.',
  },
  {
    companySlug: 'cerebras',
    kind: 'ashby',
    token: 'cerebras',
    activeFrom: '2026-06-27',
    activeTo: '',
    successor: '',
    note: '',
  },
  {
    companySlug: 'fireworks-ai',
    kind: 'greenhouse',
    token: 'fireworksai',
    activeFrom: '',
    activeTo: '2026-07-31',
    successor: '',
    note: 'Ended at 48 openings; nothing from 2026-08-01 on. Where it went is not known.',
  },
  {
    companySlug: 'matx',
    kind: 'greenhouse',
    token: 'matx',
    activeFrom: '',
    activeTo: '2026-09-30',
    successor: 'ashby:matx',
    note: 'Named by a public list, never read here; on Ashby by 2026-10-01. The day of the move is not known.',
  },
  {
    companySlug: 'matx',
    kind: 'ashby',
    token: 'matx',
    activeFrom: '2026-10-01',
    activeTo: '',
    successor: '',
    note: '',
  },
  {
    companySlug: 'mistral-ai',
    kind: 'lever',
    token: 'mistral',
    activeFrom: '',
    activeTo: '2026-05-20',
    successor: 'other:mistral-ai',
    note: 'Read on Lever in November 2025 only; the reader of May 2026 does not name the board that it read.',
  },
  {
    companySlug: 'mistral-ai',
    kind: 'other',
    token: 'mistral-ai',
    activeFrom: '2026-05-21',
    activeTo: '',
    successor: '',
    note: 'The token is ours: the reader does not name the board.',
  },
  {
    companySlug: 'deepmind',
    kind: 'greenhouse',
    token: 'deepmind',
    activeFrom: '',
    activeTo: '',
    successor: '',
    note: 'Emptied step by step after 2026-04-08 while the careers site of Google showed more: later counts are not openings.',
  },
]

const NAMED_OTHERWISE: Record<string, string> = { 'mistral-ai other': 'mistral-ai', 'mistral-ai lever': 'mistral' }

/** Readers and lists write one token in several ways: case (`Crusoe`, `crusoe`), and a Workday host with its number. */
const folded = (token: string): string => token.toLowerCase().replace(/\.wd\d+(?=\/)/, '')

const ADDRESS: Record<string, string> = {
  ashby: 'https://jobs.ashbyhq.com/',
  greenhouse: 'https://job-boards.greenhouse.io/',
  lever: 'https://jobs.lever.co/',
  workable: 'https://apply.workable.com/',
  smartrecruiters: 'https://jobs.smartrecruiters.com/',
}

/** All boards by company and kind, and the token under which their readings and postings ship. */
export class Boards {
  private readonly boards = new Map<string, Board>()

  constructor(companies: readonly Row[], readings: readonly Row[]) {
    for (const move of MOVES) this.boards.set(`${move.companySlug} ${move.kind}`, move)
    for (const r of companies) {
      if (cell(r, 'board_kind') === '') continue
      // a board of another system is written as `other`, `workable:huggingface`
      const [system, token] =
        cell(r, 'board_kind') === 'other'
          ? cell(r, 'board_token').split(':')
          : [cell(r, 'board_kind'), cell(r, 'board_token')]
      this.add(cell(r, 'slug'), system ?? '', token ?? '')
    }
    // the newest spelling of a token that no list names is the one that ships
    for (const r of sortedBy(readings, 'read_on').reverse()) {
      if (cell(r, 'board_token') !== '')
        this.add(cell(r, 'company_slug'), cell(r, 'board_kind'), cell(r, 'board_token'))
    }
  }

  private add(companySlug: string, kind: string, token: string): void {
    const key = `${companySlug} ${kind}`
    const known = this.boards.get(key)
    if (!known)
      this.boards.set(key, { companySlug, kind, token, activeFrom: '', activeTo: '', successor: '', note: '' })
    else if (folded(known.token) !== folded(token))
      throw new Error(`two ${kind} boards of ${companySlug}: ${known.token}, ${token}`)
  }

  /** The token of a company's board of that kind; readings that name none belong to it too. */
  token(companySlug: string, kind: string): string {
    const key = `${companySlug} ${kind}`
    const token = this.boards.get(key)?.token ?? NAMED_OTHERWISE[key]
    if (token === undefined) throw new Error(`no ${kind} board of ${companySlug}`)
    return token
  }

  file(readings: readonly Row[]): DataFile {
    const days = new Map<string, string[]>()
    for (const r of readings) {
      const key = `${cell(r, 'companySlug')} ${cell(r, 'boardKind')}`
      days.set(key, [...(days.get(key) ?? []), cell(r, 'readOn')])
    }
    const rows = [...this.boards.entries()].map(([key, board]) => {
      const read = (days.get(key) ?? []).sort()
      return {
        companySlug: board.companySlug,
        kind: board.kind,
        token: board.token,
        url: ADDRESS[board.kind] ? `${ADDRESS[board.kind]}${board.token}` : '',
        activeFrom: board.activeFrom,
        activeTo: board.activeTo,
        successor: board.successor,
        firstReadOn: read[0] ?? '',
        lastReadOn: read.at(-1) ?? '',
        note: board.note,
        source: read.length > 0 ? 'readings of the board' : 'public lists of job boards',
        licence: FACTS,
        observedOn: COMPILED_ON,
      }
    })
    return {
      name: 'boards',
      columns: Object.keys(rows[0] ?? {}),
      key: ['kind', 'token'],
      period: null,
      rows: sortedBy(rows, 'companySlug', 'kind'),
      source: 'public lists of job boards and the readings themselves',
      licence: FACTS,
      grade: 'row by row, in source',
    }
  }
}

/** The boards of a folder of recorded data. */
export function boardsOf(input: string): Boards {
  return new Boards(readCsv(input, 'facts/companies.csv'), readCsv(input, 'boards-series/readings.csv'))
}
