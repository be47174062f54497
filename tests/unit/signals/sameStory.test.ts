import { describe, expect, it } from 'vitest'
import { canonicalUrl, sameStory } from '@/lib/signals/sameStory'

const body =
  'Kelp Systems has raised $80 million in a Series C round led by Fathom Ventures, it said on Tuesday. The Porto company rents inference capacity to banks and hospitals and will use the money to add a second site in Évora. Reef Capital and Cobalt Fund also took part. The company has 140 employees.'
const kelp = { url: 'https://news.example/kelp-raises', title: 'Kelp Systems raises $80 million', text: body }

describe('canonicalUrl', () => {
  it('drops what changes from reader to reader', () => {
    expect(canonicalUrl('https://www.News.example/a/b/?utm_source=x&id=7#top')).toBe('news.example/a/b?id=7')
    expect(canonicalUrl('http://amp.news.example/a/b/amp')).toBe('news.example/a/b')
    expect(canonicalUrl('mailto:a@b.example')).toBeNull()
    expect(canonicalUrl('not an address')).toBeNull()
  })
})

describe('sameStory', () => {
  it('knows one address with other tracking', () => {
    expect(
      sameStory(kelp, { url: 'http://news.example/kelp-raises/?utm_medium=feed', title: 'Other title', text: '' }),
    ).toEqual({ same: true, score: 1 })
  })
  it('knows a copy with another heading and a changed end', () => {
    expect(
      sameStory(kelp, {
        url: 'https://copy.example/1',
        title: 'Fathom leads round at Kelp Systems',
        text: `${body} Reporting by the desk.`,
      }).same,
    ).toBe(true)
  })
  it('knows a teaser of the full text', () => {
    expect(
      sameStory(kelp, {
        url: 'https://feed.example/2',
        title: 'Kelp Systems raises $80 million',
        text: body.slice(0, 180),
      }).same,
    ).toBe(true)
  })
  it('knows a retelling with the same names and figures', () => {
    expect(
      sameStory(kelp, {
        url: 'https://else.example/3',
        title: 'Porto’s Kelp Systems lands $80 million Series C',
        text: 'Fathom Ventures has led an $80 million round in Kelp Systems, a Portuguese host of inference for hospitals and banks. The firm plans a site in Évora.',
      }).same,
    ).toBe(true)
  })
  it('parts a template that names another company or another sum', () => {
    expect(
      sameStory(kelp, {
        url: 'https://x.example/4',
        title: 'Moss Grid raises $95 million',
        text: body.replace('Kelp Systems', 'Moss Grid').replace('$80', '$95').replace('Fathom', 'Tern'),
      }).same,
    ).toBe(false)
  })
  it('parts the estimates of one quarter', () => {
    const gdp = (word: string, n: string): { title: string; text: string } => ({
      title: `US GDP, ${word} estimate`,
      text: `Real gross domestic product increased at an annual rate of ${n} percent in the second quarter, according to the ${word} estimate released by the bureau. Consumer spending and investment were the main contributors.`,
    })
    expect(sameStory(gdp('second', '3.3'), gdp('third', '3.8')).same).toBe(false)
  })
  it('parts two events of one company', () => {
    expect(
      sameStory(kelp, {
        url: 'https://x.example/5',
        title: 'Kelp Systems lays off 30',
        text: 'Kelp Systems laid off 30 people on Monday, about a fifth of its staff, after losing a customer.',
      }).same,
    ).toBe(false)
  })
  it('parts a report and its denial', () => {
    expect(
      sameStory(
        {
          title: 'Kelp Systems plans IPO',
          text: 'Kelp Systems is preparing an IPO in Lisbon, people familiar with the matter said.',
        },
        { title: 'Kelp Systems denies IPO', text: 'Kelp Systems denied that it is preparing an IPO in Lisbon.' },
      ).same,
    ).toBe(false)
  })
  it('is symmetric and stays within 0..1, also without any text', () => {
    const all = [kelp, {}, { title: 'x' }, { text: body }, { title: 'Kelp Systems raises $80 million' }]
    for (const a of all) {
      for (const b of all) {
        const ab = sameStory(a, b)
        expect(ab).toEqual(sameStory(b, a))
        expect(ab.score).toBeGreaterThanOrEqual(0)
        expect(ab.score).toBeLessThanOrEqual(1)
      }
    }
    expect(sameStory({}, {}).same).toBe(false)
  })
})
