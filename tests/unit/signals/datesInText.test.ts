import { describe, expect, it } from 'vitest'
import { datesIn } from '@/lib/signals/datesInText'

const labels = (text: string, on: string, future = false): string[] => datesIn(text, on, { future }).map((d) => d.label)

describe('datesIn, read from the day of publication', () => {
  it.each<[string, string, string]>([
    ['on July 2, 2021, the company', '2024-02-29', '2021-07-02'],
    ['on 2 July 2021', '2024-02-29', '2021-07-02'],
    ['filed on 2025-03-04', '2025-09-12', '2025-03-04'],
    ['it said on Wednesday', '2025-10-15', '2025-10-15'],
    ['on Monday', '2025-09-05', '2025-09-01'],
    ['last Tuesday', '2025-10-14', '2025-10-07'],
    ['next Friday', '2025-10-14', '2025-10-17'],
    ['yesterday', '2025-03-01', '2025-02-28'],
    ['last month', '2026-01-15', '2025-12'],
    ['next quarter', '2025-11-02', '2026-Q1'],
    ['last year', '2025-11-02', '2024'],
    ['in the second quarter', '2025-09-12', '2025-Q2'],
    ['in the fourth quarter', '2025-02-01', '2024-Q4'],
    ['the second quarter of 2021', '2021-07-29', '2021-Q2'],
    ['in Q3 2025', '2025-12-01', '2025-Q3'],
    ['2Q25 results', '2025-12-01', '2025-Q2'],
    ['the first half of 2026', '2025-09-12', '2026-H1'],
    ['in H2 2025', '2025-09-12', '2025-H2'],
    ['the second half of next year', '2025-09-12', '2026-H2'],
    ['from April through June', '2025-08-28', '2025-Q2'],
    ['in August 2023', '2023-09-01', '2023-08'],
    ['the last business day of July', '2022-08-30', '2022-07'],
    ['in December', '2025-02-01', '2024-12'],
    ['raised in 2022', '2025-12-11', '2022'],
    ['in late 2026', '2025-12-11', '2026-09-01/2026-12-31'],
  ])('%s (%s) is %s', (text, on, label) => {
    expect(labels(text, on)).toEqual([label])
  })

  it('looks ahead where the sentence does', () => {
    expect(labels('by March', '2025-09-12', true)).toEqual(['2026-03'])
    expect(labels('by the end of the third quarter', '2025-07-15', true)).toEqual(['2025-Q3'])
    expect(labels('since May', '2025-07-17', true)).toEqual(['2025-05'])
  })

  it('leaves a fiscal period without days, since the calendar of the company is not known', () => {
    expect(datesIn('in the first half of fiscal 2027', '2025-10-31')).toEqual([
      expect.objectContaining({ first: null, last: null, precision: 'fiscal', label: 'FY2027-H1' }),
    ])
    expect(labels('in its second fiscal quarter', '2025-10-31')).toEqual(['FY-Q2'])
  })

  it('takes neither a verb for a month nor a day that does not exist', () => {
    expect(labels('it may march on', '2025-10-31')).toEqual([])
    expect(labels('on February 30, 2025', '2025-10-31')).not.toContain('2025-02-30')
  })
})
