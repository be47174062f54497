import { describe, expect, it } from 'vitest'
import { type VacancyBoard, type VacancyPosting, type VacancyReading, vacanciesOf } from '@/lib/analytics/vacancies'
import { vacancyPeriods } from '@/lib/analytics/vacancyPeriods'
import { addDays, type Day } from '@/lib/dates'

const START = '2026-03-01'
const day = (n: number): Day => addDays(START, n)
const board = (id: number, more: Partial<VacancyBoard> = {}): VacancyBoard => ({
  id,
  activeFrom: null,
  activeTo: null,
  successorId: null,
  ...more,
})
/** Good readings on the days from first to last. */
const read = (first: number, last: number, more: Partial<VacancyReading> = {}): VacancyReading[] =>
  Array.from({ length: last - first + 1 }, (_, i) => ({
    boardId: 1,
    day: day(first + i),
    reader: 'self',
    completeness: 'whole',
    count: 10,
    doubted: false,
    postingsKept: true,
    ...more,
  }))
const posting = (
  id: number,
  spells: [number, number, string?][],
  more: Partial<VacancyPosting> = {},
): VacancyPosting => ({
  id,
  boardId: 1,
  title: 'Network Engineer',
  location: 'Oslo',
  team: null,
  descriptionHash: null,
  spells: spells.map(([first, last, reader = 'self']) => ({ reader, first: day(first), last: day(last) })),
  ...more,
})
const of = (readings: VacancyReading[], postings: VacancyPosting[], boards = [board(1)], upTo?: Day) =>
  vacanciesOf(boards, readings, postings, upTo)

describe('a vacancy closes', () => {
  it('on the first good reading without it, once there were two and three days are over', () => {
    expect(of(read(0, 20), [posting(1, [[5, 10]])])).toEqual([
      {
        openedOn: day(5),
        openedKnownExactly: true,
        closedOn: day(11),
        closedKnown: true,
        lastSeenOn: day(10),
        openTo: day(10),
        reposts: 0,
        postingIds: [1],
      },
    ])
  })

  it.each([
    ['after one good reading without it', [...read(0, 10), ...read(14, 14)]],
    ['within the grace window, however many readings there are', read(0, 12)],
    ['on suspect readings', [...read(0, 11), ...read(12, 20, { completeness: 'capped' })]],
    ['on doubted readings', [...read(0, 11), ...read(12, 20, { doubted: true })]],
    ['on visits that brought nothing', [...read(0, 11), ...read(12, 20, { completeness: 'unknown', count: null })]],
    ['on counts without postings', [...read(0, 11), ...read(12, 20, { postingsKept: false })]],
  ])('not %s', (_, readings) => {
    const [vacancy] = of(readings, [posting(1, [[5, 10]])])
    expect(vacancy).toMatchObject({ closedOn: null, closedKnown: false, lastSeenOn: day(10) })
  })

  it('where a suspect reading lies between two good ones without it', () => {
    const readings = [...read(0, 11), ...read(12, 13, { completeness: 'capped' }), ...read(14, 14)]
    expect(of(readings, [posting(1, [[5, 10]])])[0]?.closedOn).toBe(day(11))
  })

  it('not through a flicker of a day, nor through one of three', () => {
    const flickers = posting(1, [
      [0, 4],
      [6, 10],
      [13, 20],
    ])
    expect(of(read(0, 20), [flickers])).toMatchObject([
      { openedOn: day(0), closedOn: null, closedKnown: true, reposts: 0, openTo: day(20) },
    ])
  })

  it('not when a partial reader is silent on what it never shows', () => {
    const readings = [...read(0, 3), ...read(4, 20, { reader: 'part', completeness: 'partial' })]
    const never = posting(1, [[0, 3]])
    const shown = posting(
      2,
      [
        [0, 3],
        [4, 9, 'part'],
      ],
      { title: 'Other Engineer' },
    )
    const [a, b] = of(readings, [never, shown])
    expect(a).toMatchObject({ postingIds: [1], closedOn: null, closedKnown: false, openTo: day(3) })
    expect(b).toMatchObject({ postingIds: [2], closedOn: day(10) })
  })
})

describe('an opening day', () => {
  it('is known only where the reader had watched the board before', () => {
    const [there, came] = of(read(0, 9), [posting(1, [[0, 9]]), posting(2, [[3, 9]], { title: 'Other Engineer' })])
    expect([there?.openedKnownExactly, came?.openedKnownExactly]).toEqual([false, true])
  })

  it('is not known where a partial reader becomes whole', () => {
    const readings = [...read(0, 4, { completeness: 'partial' }), ...read(5, 9)]
    expect(of(readings, [posting(1, [[5, 9]])])[0]?.openedKnownExactly).toBe(false)
  })
})

describe('reposts of one requisition', () => {
  const twin = (id: number, first: number, last: number, more: Partial<VacancyPosting> = {}) =>
    posting(id, [[first, last]], { title: 'NETWORK  engineer.', location: 'oslo', ...more })

  it('within 30 days are one vacancy that stays open, and after 30 are two', () => {
    expect(of(read(0, 80), [posting(1, [[0, 10]]), twin(2, 40, 80)])).toMatchObject([
      { openedOn: day(0), closedOn: null, reposts: 1, postingIds: [1, 2] },
    ])
    expect(of(read(0, 80), [posting(1, [[0, 10]]), twin(2, 41, 80)])).toMatchObject([
      { openedOn: day(0), closedOn: day(11), reposts: 0 },
      { openedOn: day(41), closedOn: null, reposts: 0 },
    ])
  })

  it('are two vacancies when both stand on a day', () => {
    expect(of(read(0, 30), [posting(1, [[0, 10]]), twin(2, 10, 20)])).toHaveLength(2)
  })

  it('go on the one that ended last, each only once', () => {
    const found = of(read(0, 60), [posting(1, [[0, 10]]), twin(2, 0, 14), twin(3, 16, 40), twin(4, 20, 40)])
    expect(found.map((v) => v.postingIds)).toEqual([
      [1, 4],
      [2, 3],
    ])
  })

  it.each([
    ['place', { location: 'Rome' }],
    ['team, where no text was read', { team: 'Core' }],
    ['description', { descriptionHash: 'b' }],
    ['plus signs in the title', { title: 'Network Engineer++' }],
  ])('are other vacancies with another %s', (_, more) => {
    expect(of(read(0, 60), [posting(1, [[0, 10]]), twin(2, 14, 40, more)])).toHaveLength(2)
  })

  it('count a posting that comes back after it was closed, and the close was known until then', () => {
    const p = posting(1, [
      [0, 10],
      [20, 30],
    ])
    expect(of(read(0, 30), [p])).toMatchObject([{ openedOn: day(0), closedOn: null, reposts: 1 }])
    expect(of(read(0, 30), [p], [board(1)], day(13))).toMatchObject([{ closedOn: day(11) }])
    expect(of(read(0, 30), [p], [board(1)], day(12))).toMatchObject([{ closedOn: null, closedKnown: false }])
  })
})

describe('a board that moves', () => {
  const boards = [board(1, { activeTo: day(10), successorId: 2 }), board(2)]
  const moved = [
    ...read(0, 10),
    ...read(11, 24, { completeness: 'unknown', count: null }),
    ...read(25, 40, { boardId: 2 }),
  ]
  const on2 = (id: number, first: number, last: number, more: Partial<VacancyPosting> = {}) =>
    posting(id, [[first, last]], { boardId: 2, team: 'Eng', ...more })

  it('takes its vacancies along where title and a place are equal, and that is no repost', () => {
    const [v] = of(moved, [posting(1, [[0, 10]], { location: 'Rome; Oslo, Norway' }), on2(2, 25, 40)], boards)
    expect(v).toMatchObject({ openedOn: day(0), closedOn: null, closedKnown: true, reposts: 0, postingIds: [1, 2] })
  })

  it('closes those that are missing there, and no sooner than whole readings of the new board say so', () => {
    const gone = posting(1, [[0, 10]], { title: 'Gone Engineer' })
    expect(of(moved, [gone], boards)[0]).toMatchObject({ closedOn: day(25), lastSeenOn: day(10) })
    expect(of(moved, [gone], boards, day(24))[0]).toMatchObject({ closedOn: null, closedKnown: false, openTo: day(10) })
  })

  it('gives each old posting to at most one new one', () => {
    const found = of(moved, [posting(1, [[0, 10]]), on2(2, 25, 40), on2(3, 25, 40)], boards)
    expect(found.map((v) => v.postingIds)).toEqual([[1, 2], [3]])
  })
})

describe('vacancies by period', () => {
  const row = (openedOn: Day, closedOn: Day | null, openTo: Day, n = 1, exact = true) => ({
    openedOn,
    closedOn,
    openTo,
    exact,
    n,
  })

  it('are the mean over covered days, with what opened and closed and the age of those open at the end', () => {
    const rows = [row(day(0), null, day(9), 5, false), row(day(1), day(3), day(2)), row(day(3), null, day(9))]
    const covered = new Set([day(0), day(1), day(2), day(3)])
    expect(vacancyPeriods(rows, [{ first: day(0), last: day(3) }], covered)).toEqual([
      { open: (5 + 6 + 6 + 6) / 4, opened: 2, closed: 1, medianAgeDays: 3, atLeast: 5, atEnd: 6 },
    ])
  })

  it('are not known without a covered day', () => {
    expect(vacancyPeriods([row(day(0), null, day(9))], [{ first: day(4), last: day(6) }], new Set())).toEqual([
      { open: null, opened: null, closed: null, medianAgeDays: null, atLeast: 0, atEnd: 0 },
    ])
  })
})
