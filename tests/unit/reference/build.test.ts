import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { build } from '../../../scripts/reference/build'
import { minorUnits, toCsv } from '../../../scripts/reference/csv'
import { gradeOf, plainNote } from '../../../scripts/reference/notes'
import { countByDay, daysStood, runs, upTo } from '../../../scripts/reference/spells'
import { dir } from './dataset'

const recorded = process.env.WAVE_RECORDED_DATA ?? path.resolve('../shared/data')
const absent = !existsSync(path.join(recorded, 'boards-series', 'readings.csv'))
if (absent) console.warn(`No recorded data in ${recorded} (set WAVE_RECORDED_DATA): the build is not repeated.`)

describe('building the data set', () => {
  it.skipIf(absent)('gives the shipped bytes again from the recorded data', { timeout: 60_000 }, () => {
    const output = mkdtempSync(path.join(tmpdir(), 'wave-build-'))
    try {
      build(recorded, output)
      expect(readdirSync(output).sort()).toEqual(readdirSync(dir).sort())
      // compression differs between versions of Node; the manifest holds the hash of every file's text
      for (const name of readdirSync(dir).filter((file) => !file.endsWith('.gz'))) {
        expect({
          name,
          same: readFileSync(path.join(output, name)).equals(readFileSync(path.join(dir, name))),
        }).toEqual({
          name,
          same: true,
        })
      }
    } finally {
      rmSync(output, { recursive: true, force: true })
    }
  })
})

describe('spells', () => {
  const days = ['2026-08-03', '2026-08-04', '2026-08-05']

  it('a posting that stood on all readings between its first and last has one spell', () => {
    const stood = daysStood({ firstRead: '2026-08-03', lastRead: '2026-08-05', readings: 3 }, days, 0)
    expect(runs(stood, days)).toEqual([{ firstDay: '2026-08-03', lastDay: '2026-08-05' }])
  })

  it('one that came back later stood on its first days only', () => {
    // on the board on the 3rd, and again as an arrival on the 15th
    expect(daysStood({ firstRead: '2026-08-03', lastRead: '2026-08-15', readings: 2 }, days, 1)).toEqual(['2026-08-03'])
  })

  it('one that was seen long before by another reader stood on its last days only', () => {
    expect(daysStood({ firstRead: '2025-10-25', lastRead: '2026-08-05', readings: 3 }, days, 1)).toEqual([
      '2026-08-04',
      '2026-08-05',
    ])
  })

  it('a reading without the posting ends its spell; days without a reading do not', () => {
    expect(
      runs(['2026-01-01', '2026-01-09', '2026-01-11'], ['2026-01-01', '2026-01-09', '2026-01-10', '2026-01-11']),
    ).toEqual([
      { firstDay: '2026-01-01', lastDay: '2026-01-09' },
      { firstDay: '2026-01-11', lastDay: '2026-01-11' },
    ])
  })

  it('are cut at the last day that was read by posting', () => {
    const cut = upTo(
      [
        { firstDay: '2026-04-01', lastDay: '2026-08-22' },
        { firstDay: '2026-08-22', lastDay: '2026-08-22' },
      ],
      '2026-04-08',
    )
    expect(cut).toEqual([{ firstDay: '2026-04-01', lastDay: '2026-04-08' }])
    expect([...countByDay(cut, '2026-04-07', '2026-04-09').values()]).toEqual([1, 1, 0])
  })
})

describe('cells', () => {
  it.each([
    ['480000000', 2, '48000000000'],
    ['57.5', 2, '5750'],
    ['57.50', 2, '5750'],
    ['1455', 0, '1455'],
    ['', 2, ''],
  ])('%s is %s decimals %s in the smallest unit', (amount, decimals, minor) => {
    expect(minorUnits(amount, decimals)).toBe(minor)
  })

  it('refuses an amount that it would have to round or guess', () => {
    expect(() => minorUnits('0.005')).toThrow('finer')
    expect(() => minorUnits('1.2bn')).toThrow('not an amount')
  })

  it('are quoted only where they must be', () => {
    expect(toCsv(['a', 'b'], [{ a: 'x,"y"', b: '' }])).toBe('a,b\n"x,""y""",\n')
  })

  it('take the grade out of a note and leave the fact', () => {
    expect(gradeOf('[cited] SOFR plus 3.00 percent')).toBe('cited')
    expect(gradeOf('SOFR plus 3.00 percent')).toBe('')
    expect(plainNote('[cited] brings Amazon to 8 B; second address cut in the stored copy')).toBe(
      'brings Amazon to 8 B',
    )
  })
})
