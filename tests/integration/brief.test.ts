import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { briefLinks } from '@/components/page/briefLinks'
import { briefAtom, briefMarkdown } from '@/lib/exports'
import { brief, briefWeek, evidence } from '@/lib/queries'
import { askByName } from '@/lib/queries/byName'
import { DEFAULT_VIEW } from '@/lib/view'
import { type TestDatabase, testDatabase } from './database'

const NOW = new Date('2026-11-24T12:00:00Z')
let t: TestDatabase
beforeAll(async () => {
  t = await testDatabase({ reference: true })
})
afterAll(() => t.close())

describe('the brief of a week', () => {
  it('is of the last whole week in which the panel was read, as known at its end', async () => {
    const week = await briefWeek(undefined, DEFAULT_VIEW, t.db, NOW)
    expect(week).toBe('2026-08-10')
    const data = await brief(week, DEFAULT_VIEW, t.db, NOW)
    expect(data.knownOn).toBe('2026-08-16')
    // What is told of roles follows the rules of classification; the money does not.
    expect(data.headline.map((p) => p.text).join('')).toMatch(/; \$8\.5bn was raised in three rounds$/)
  })

  it('claims a change only where the interval lies on one side, and then with its evidence', async () => {
    for (const week of ['2026-02-02', '2026-03-02', '2026-08-03']) {
      const data = await brief(week, DEFAULT_VIEW, t.db, NOW)
      for (const words of data.sections.flatMap((s) => s.sentences)) {
        const text = words.map((p) => p.text).join('')
        if (!/^(Hot|Cooling|Beyond chance)/.test(text)) continue
        expect(words.some((p) => p.evidence)).toBe(true)
        for (const [, low, high] of text.matchAll(/90% interval ([+−]?\d+)% to ([+−]?\d+)%/g)) {
          const [a, b] = [low, high].map((s) => Number((s ?? '').replace('−', '-')))
          expect((a ?? 0) * (b ?? 0), text).toBeGreaterThanOrEqual(0)
        }
      }
    }
  })

  it('leads from every fact to postings or events that are there', async () => {
    const data = await brief('2026-08-03', DEFAULT_VIEW, t.db, NOW)
    const doors = [data.headline, ...data.sections.flatMap((s) => s.sentences)].flat().flatMap((p) => p.evidence ?? [])
    expect(doors.length).toBeGreaterThan(6)
    const view = { ...DEFAULT_VIEW, to: data.last, asOf: data.knownOn }
    for (const door of doors) {
      const found = await evidence(door, view, t.db, NOW)
      const counted = door.chart === 'momentum' && door.company !== undefined
      // A company whose board was only counted has no postings; the panel says so.
      if (!counted) expect(found.postings.total + found.eventsTotal, JSON.stringify(door)).toBeGreaterThan(0)
      else expect(found.method.length).toBeGreaterThan(0)
    }
  })

  it('says the same of a week whatever became known later', async () => {
    const then = await brief('2026-03-02', { ...DEFAULT_VIEW, asOf: '2026-03-08' }, t.db, NOW)
    const now = await brief('2026-03-02', DEFAULT_VIEW, t.db, NOW)
    expect(now).toEqual(then)
  })

  it('goes out as Markdown and as a feed that holds together', async () => {
    const data = await brief('2026-08-03', DEFAULT_VIEW, t.db, NOW)
    const links = briefLinks('https://wave.example')
    const markdown = briefMarkdown(data, links)
    expect(markdown).toMatch(/^# .*; \[\$4bn\]\(https:\/\/wave\.example\/evidence\?/)
    expect(markdown).toContain('## Money raised\n\n- Four rounds')
    const atom = briefAtom([data], 'https://wave.example', links)
    expect(XMLValidator.validate(atom)).toBe(true)
    const feed = new XMLParser().parse(atom).feed
    expect(feed.entry).toMatchObject({
      id: 'https://wave.example/brief?week=2026-08-03',
      updated: '2026-08-10T00:00:00Z',
    })
  })

  it('answers the command line a sentence a row, and refuses a week that has not ended', async () => {
    const answer = await askByName('brief', { week: '2026-08-05' }, t.db, NOW)
    expect(answer.rows[0]).toMatchObject({ section: 'Headline' })
    expect(answer.view).toMatchObject({ from: '2026-08-03', to: '2026-08-09', asOf: '2026-08-09' })
    await expect(askByName('brief', { week: '2026-11-24' }, t.db, NOW)).rejects.toThrow(/has not ended/)
    await expect(askByName('brief', { week: 'soon' }, t.db, NOW)).rejects.toThrow(/no day/)
  })
})
