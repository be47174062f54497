import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readPostingText } from '@/lib/signals/postingText'
import { placesIn } from '@/lib/signals/postingText/places'
import { readCsv } from '@/scripts/reference/csv'
import { hasRecorded, recorded, recordedPath } from '../../sources/recorded'

const BOARD = z.object({
  jobs: z.array(
    z.object({ title: z.string(), descriptionPlain: z.string().nullish(), employmentType: z.string().nullish() }),
  ),
})

describe.skipIf(!hasRecorded)('postings as boards published them', () => {
  const jobs = hasRecorded
    ? readdirSync(recordedPath('postings/ashby')).flatMap((file) =>
        BOARD.parse(JSON.parse(recorded(`postings/ashby/${file}`).toString('utf8'))).jobs.flatMap((j) =>
          j.descriptionPlain ? [{ ...j, text: j.descriptionPlain }] : [],
        ),
      )
    : []
  const read = jobs.map((job) => ({ job, said: readPostingText(job.title, job.text) }))

  it('are quoted verbatim at their offsets', () => {
    expect(jobs.length).toBeGreaterThan(300)
    for (const { job, said } of read) {
      const all = [said.employmentType, said.workMode, said.pay, said.sponsorship, said.clearance, said.citizenship]
      for (const one of [...all, ...said.places]) {
        if (!one) continue
        const { in: where, quote, start, end } = one.words
        expect((where === 'title' ? job.title : job.text).slice(start, end)).toBe(quote)
        expect(quote.trim()).not.toBe('')
      }
    }
  })

  it('are internships and contracts where the board itself says so', () => {
    for (const { job, said } of read) {
      const type = said.employmentType?.value
      // One board calls its internships full-time, which they are beside.
      if (type === 'internship') expect(job.title).toMatch(/\bintern(?:ship)?\b/i)
      // So do others with contracts that their own titles name.
      if (type === 'contract' && !/contract/i.test(job.title))
        expect(['Contract', 'Temporary', 'PartTime'], job.title).toContain(job.employmentType)
      if (type === 'full-time') expect(job.employmentType, job.title).toBe('FullTime')
    }
    const interns = read.filter(({ job }) => job.employmentType === 'Intern')
    const found = interns.filter(({ said }) => said.employmentType?.value === 'internship')
    expect(found.length).toBe(interns.length)
  })

  it('are on site, hybrid or remote as these companies work', () => {
    // Lambda's offices are worked in four days a week, its data centers five; Distyl's three.
    const modes = (words: RegExp) =>
      new Set(read.filter(({ job }) => words.test(job.text)).map(({ said }) => said.workMode?.value))
    expect(modes(/office location 4 days per week; Lambda/)).toEqual(new Set(['hybrid']))
    expect(modes(/Data Center (?:location )?5 days per week/)).toEqual(new Set(['onsite']))
    expect(modes(/Distyl is a hybrid working environment/)).toEqual(new Set(['hybrid']))
  })

  it('stand at places with a country, nine in ten of them', () => {
    const locations = readCsv(recordedPath(''), 'boards-series/postings.csv').map((r) => r.location ?? '')
    const placed = locations.filter((l) => placesIn(l).length > 0)
    expect(placed.length / locations.length).toBeGreaterThan(0.9)
    // What has no place names none: a way of working, or a region of several countries.
    const others = new Set(locations.filter((l) => placesIn(l).length === 0 && /,/.test(l)))
    expect([...others]).toEqual([])
  })
})
