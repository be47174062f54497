import { describe, expect, it } from 'vitest'
import { extract } from '@/lib/signals/extract'
import { KNOWN_COMPANIES } from '@/lib/signals/knownCompanies'
import type { ExtractedSignal, SignalType } from '@/lib/signals/types'

const read = (text: string, published = '2026-05-28', title = ''): ExtractedSignal[] =>
  extract({ text, title, published }, { companies: KNOWN_COMPANIES }).signals
const types = (text: string) => read(text).map((s) => s.type)
const one = (type: SignalType, text: string, published?: string): ExtractedSignal => {
  const found = read(text, published).filter((s) => s.type === type)
  expect(found, text).toHaveLength(1)
  return found[0] as ExtractedSignal
}

describe('rounds as the press tells them', () => {
  it('has the leaders apart from those who join, and funds whose name begins with a number', () => {
    expect(
      one(
        'funding',
        'Tarn raised $40m in a Series A led by Alder Capital and 8090 Industries, with Birch, Cedar and 137 Ventures joining.',
      ).attributes,
    ).toMatchObject({
      leadInvestors: ['Alder Capital', '8090 Industries'],
      investors: ['Alder Capital', '8090 Industries', 'Birch', 'Cedar', '137 Ventures'],
    })
  })
  it('reads givers whose names begin like small words, or follow a small earlier round', () => {
    expect(
      one(
        'funding',
        'Tarn raised $9 million from New Enterprise Associates, Andreessen Horowitz, Isomer Capital and Ares, following a small angel round.',
      ).attributes,
    ).toMatchObject({ investors: ['New Enterprise Associates', 'Andreessen Horowitz', 'Isomer Capital', 'Ares'] })
  })
  it('has what the next sentence says of the same round', () => {
    expect(
      one('funding', 'Tarn Labs has raised $210 million. The round, led by Alder, values it at $1.8 billion.')
        .attributes,
    ).toMatchObject({ leadInvestors: ['Alder'], valuation: 1.8e9 })
  })
  it('names the company that a round values, and the borrower rather than the lender', () => {
    expect(one('funding', 'Led by Accel, the $30 million Series A values Tarn Labs at $200 million.')).toMatchObject({
      company: 'Tarn Labs',
      attributes: { amount: 30e6, valuation: 200e6, leadInvestors: ['Accel'] },
    })
    expect(one('funding', 'Tarn Labs said that Morgan Stanley had agreed to lend it $500 million.')).toMatchObject({
      company: 'Tarn Labs',
      attributes: { amount: 500e6, stage: 'debt' },
    })
  })
  it('has the round and the total that it brings apart', () => {
    const found = read("Tarn Labs' $75 million Series B brings its total funding to $118 million.")
    expect(found.map((s) => [s.magnitude, 'total' in s.attributes])).toEqual([
      [75e6, false],
      [118e6, true],
    ])
  })
  it('is no round when shares are sold on the market, or when money is pledged to a site', () => {
    expect(types('Tarn Labs sold 30 million shares at $18 apiece, raising $540 million in its US listing.')).toEqual([
      'ipo',
    ])
    expect(types('Tarn Labs and Mere Chips began trading in Hong Kong and together raised $1 billion.')).toEqual([
      'ipo',
    ])
    expect(types('Meta pledges $10bn investment for a data center in Texas.')).toEqual(['capacity'])
  })
  it('is planned where an announcement only intends it', () => {
    expect(
      one('funding', 'Tarn Labs announced that it intends to offer $4 billion of convertible senior notes.').status,
    ).toBe('planned')
    expect(one('funding', 'Tarn Labs to raise $90 million ahead of its planned IPO.').status).toBe('planned')
  })
})

describe('listings as the press tells them', () => {
  it('knows a price range, a bell and a float that is pulled', () => {
    const stage = (text: string) => one('ipo', text).attributes
    expect(stage('Tarn Labs set a price range of $17 to $19 a share for its IPO.')).toMatchObject({ stage: 'filed' })
    expect(stage('Tarn Labs rang the bell in Stockholm on Monday: its shares opened at SEK 96.')).toMatchObject({
      stage: 'listed',
    })
    expect(one('ipo', 'Tarn Labs pulled the biggest ASX float since Telstra.').status).toBe('cancelled')
  })
  it('takes no currency and no bank for the company', () => {
    expect(
      read('Tarn Labs listed in Oslo. SEB and Carnegie were bookrunners. The float had been put off in March.').map(
        (s) => s.company,
      ),
    ).toEqual(['Tarn Labs'])
    expect(read('Tarn Labs closed at HK$156, against an offer price of HK$144.').map((s) => s.company)).not.toContain(
      'HK',
    )
  })
})

describe('jobs, pay and sites', () => {
  it('turns a lifted freeze and its openings into hiring', () => {
    expect(one('hiring', 'Tarn Labs has lifted its hiring freeze and opened 65 positions.')).toMatchObject({
      direction: 1,
      attributes: { headcount: 65 },
    })
  })
  it('counts a part of the hires once', () => {
    expect(one('hiring', 'Tarn Labs will add 120 staff in Dublin, 40 of them SREs.').magnitude).toBe(120)
  })
  it('makes no site of data center technicians, nor of what a cut pays for, nor chips of money', () => {
    expect(types('Tarn Labs will hire 40 data center technicians.')).toEqual(['hiring'])
    expect(types('Oracle cuts 900 jobs to free cash for building AI data centers.')).toEqual(['layoff'])
    expect(types('CoreWeave borrows 8.5 bn USD for GPUs.')).toEqual(['funding'])
  })
  it('gives a site to the first of two who break ground, to who proposes it, or to its owner', () => {
    expect(one('capacity', 'Tarn Data and Mere Energy broke ground on a 120 MW campus.').company).toBe('Tarn Data')
    expect(one('capacity', 'Officials in Joliet approved a 90 MW campus proposed by Tarn Data.')).toMatchObject({
      company: 'Tarn Data',
      status: 'planned',
    })
    expect(one('capacity', "Construction of Tarn's 75-megawatt site was halted on Monday.")).toMatchObject({
      company: 'Tarn',
      status: 'cancelled',
    })
  })
  it('gives the pay of a field to no company, and the pay of a role to its company', () => {
    const survey = one(
      'compensation',
      'Tarn Labs opened an office. Across the industry, data center technicians earn $28 to $41 an hour, a survey found.',
    )
    expect(survey).toMatchObject({ company: null, attributes: { payMin: 28, payMax: 41 } })
    expect(types('Tarn Labs met the mayor. Data center technicians earn $30 to $41 an hour in Ohio.')).toEqual([])
    expect(one('compensation', 'Tarn Labs seeks an SRE. Base pay is $210,000 to $265,000.').company).toBe('Tarn Labs')
    expect(one('compensation', 'Starting salaries at Tarn Labs run from $165,000 to $190,000.').company).toBe(
      'Tarn Labs',
    )
  })
  it('has no layoff where nobody went, or where only the industry cuts', () => {
    expect(types('Tarn Labs laid off nobody in the downturn.')).toEqual([])
    expect(types('OpenAI to double its workforce to 8,000 amid industry layoffs.')).toEqual(['hiring'])
    expect(types('Large firms look at AI for work done by dismissed staff.')).toEqual([])
  })
  it('lets leave have its terms', () => {
    expect(
      one('engagement', 'Staff at Tarn Labs may spend one day in five on ideas of their own if they ask first.'),
    ).toMatchObject({ company: 'Tarn Labs', attributes: { form: 'innovation-time' } })
  })
})

describe('statistics and their forecasts', () => {
  it('takes no forecast of a named bank, also in the second half of its sentence', () => {
    expect(
      types('Economists at Granary Bank expect GDP to grow by 2.1 percent and unemployment to reach 4.6 percent.'),
    ).toEqual([])
  })
  it('keeps the figure behind a forecast that was missed', () => {
    const found = read(
      'Employers added 143,000 jobs in April, fewer than economists had forecast, and the jobless rate slipped to 4.0 percent.',
    )
    expect(found.map((s) => s.magnitude)).toEqual([143_000, 4])
  })
  it('reads a revision from the sentence behind, from a comparison, and keeps growth that was cut positive', () => {
    const gdp = (text: string) => one('macro', text).attributes
    expect(gdp('Real GDP grew 1.6 percent in the first quarter. The figure was revised down 0.4 point.')).toMatchObject(
      {
        value: 1.6,
        revision: 'down',
      },
    )
    expect(
      gdp('GDP grew 3.8% in the first quarter, a third and final look showed, faster than the 3.3% reported before.'),
    ).toMatchObject({ vintage: 'third', revision: 'up' })
    expect(gdp('GDP growth for the first quarter was revised down to 1.6% from 2.0%.')).toMatchObject({ value: 1.6 })
  })
})

describe('sentences and names', () => {
  it('ends a sentence behind "Series E." and before a brand in small letters', () => {
    const found = read(
      'It is a merger. xAI raised $20 billion in January in its Series E. SpaceX filed for an IPO.',
      '2026-02-03',
    )
    expect(found.map((s) => [s.type, s.company])).toEqual([
      ['funding', 'xAI'],
      ['ipo', 'SpaceX'],
    ])
  })
  it('has the month of May apart from doubt', () => {
    expect(one('funding', 'In May Tarn Labs raised $30 million in a seed round.')).toMatchObject({
      status: 'completed',
      occurredOn: '2026-05',
    })
    expect(one('ipo', 'On May 20, Tarn Labs withdrew its S-1.').occurredOn).toBe('2026-05-20')
  })
  it('reads a date as past where the plan stands only behind it', () => {
    expect(
      one('capacity', 'Tarn Data energised 24 MW in Tampere in April and expects to double that next year.'),
    ).toMatchObject({ status: 'completed', occurredOn: '2026-04' })
  })
  it('finds no company in a list of changes, a headline in capitals or a word used as a word', () => {
    expect(read('Removed 30 positions from the grid. Raised the limit to 50 million rows.')).toEqual([])
    expect(read('Startup Shares Rise After Massive $320M Raise and Huge New Valuation').map((s) => s.company)).toEqual(
      [],
    )
    expect(read('Together we raised £2 million for the hospice.', '2026-05-28', 'Together now')).toEqual([])
  })
  it('lets a company speak for itself, but not a stranger in quotation marks', () => {
    expect(one('compensation', 'We pay £550 a day for a contract SRE. Apply to Larkspur Digital.').company).toBe(
      'Larkspur Digital',
    )
    expect(read('Larkspur Digital met a rival. "We laid off 50 people," he said.')).toEqual([])
  })
})
