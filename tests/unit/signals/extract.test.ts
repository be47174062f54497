import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { extract } from '@/lib/signals/extract'
import { KNOWN_COMPANIES } from '@/lib/signals/knownCompanies'
import type { ExtractedSignal, SignalType } from '@/lib/signals/types'

const read = (text: string, published = '2025-10-23', title = ''): ExtractedSignal[] =>
  extract({ text, published, title }, { companies: KNOWN_COMPANIES }).signals
const only = <T extends SignalType>(
  type: T,
  text: string,
  published?: string,
  title?: string,
): Extract<ExtractedSignal, { type: T }> => {
  const found = read(text, published, title).filter((s): s is Extract<ExtractedSignal, { type: T }> => s.type === type)
  const [first] = found
  if (!first || found.length !== 1) throw new Error(`expected one ${type}, got ${JSON.stringify(found)}`)
  return first
}
const types = (text: string, published?: string): string[] => read(text, published).map((s) => s.type)

describe('an article on the labour market for compute', () => {
  const text = readFileSync(new URL('../../fixtures/articles/compute-jobs.txt', import.meta.url), 'utf8')
  const signals = read(text, '2025-10-21', 'Who builds the machine rooms?')
  const of = <T extends SignalType>(type: T) =>
    signals.filter((s): s is Extract<ExtractedSignal, { type: T }> => s.type === type)

  it('quotes every signal verbatim at its offsets', () => {
    expect(signals.length).toBeGreaterThan(6)
    for (const s of signals) {
      expect(s.evidence.length).toBeGreaterThan(0)
      for (const q of s.evidence) expect(text.slice(q.start, q.end)).toBe(q.quote)
    }
  })

  it('reads growth with its quarter, its estimate and its revision', () => {
    expect(of('macro').map((s) => s.attributes)).toEqual([
      expect.objectContaining({
        indicator: 'gdp',
        value: 3.8,
        period: '2025-Q2',
        vintage: 'third',
        revision: 'up',
        previous: 3.3,
      }),
    ])
  })

  it('reads the reported listing with its window, its banks and its source', () => {
    const [ipo] = of('ipo')
    expect(ipo).toMatchObject({
      company: 'Tidewater Compute',
      status: 'reported',
      attributes: {
        stage: 'reported',
        window: '2026-H2',
        banks: ['Goldman Sachs', 'Barclays'],
        sources: ['Bloomberg'],
      },
    })
  })

  it('tells all that was ever raised from a round', () => {
    const [funding] = of('funding')
    expect(funding?.attributes).toMatchObject({
      total: true,
      amount: 900_000_000,
      amountIs: 'more-than',
      currency: 'USD',
      investors: ['Nvidia', 'Cobalt Fund'],
    })
    expect(funding?.attributes.stage).toBeUndefined()
  })

  it('finds the roles that are in demand, in prose and in the list behind it, with their skills', () => {
    const [demand] = of('hiring')
    expect(demand?.company).toBeNull()
    expect(new Set(demand?.roles)).toEqual(
      new Set([
        'gpu-orchestration',
        'ml-platform',
        'ml-engineering',
        'data-center-ops',
        'sre',
        'ai-security',
        'cloud-platform',
        'networking',
      ]),
    )
    expect(demand?.skills).toEqual(
      expect.arrayContaining(['mlops', 'ci-cd', 'kubernetes', 'observability', 'infiniband']),
    )
  })

  it('finds the forms of engagement, those it reports and those it recommends', () => {
    expect(Object.fromEntries(of('engagement').map((s) => [s.attributes.form, s.attributes.kind]))).toEqual({
      'side-projects': 'trend',
      'innovation-time': 'trend',
      internship: 'recommended',
      'contract-to-hire': 'recommended',
    })
    expect(of('engagement').flatMap((s) => s.attributes.sources ?? [])).toContain('Glassdoor')
  })

  it('takes advice for no event', () => {
    const quotes = signals.filter((s) => s.type === 'hiring').flatMap((s) => s.evidence.map((q) => q.quote))
    expect(quotes.join('\n')).not.toMatch(/certifications|measurable/)
  })
})

describe('funding', () => {
  it('reads a round with stage, leaders, others in the next sentence, and valuation', () => {
    const s = only(
      'funding',
      'Kelp Systems raised $80 million in a Series C led by Fathom Ventures at a valuation of $1.2 billion, it said on Tuesday. Existing backers Reef Capital and Nvidia also took part.',
    )
    expect(s).toMatchObject({ company: 'Kelp Systems', occurredOn: '2025-10-21', status: 'completed' })
    expect(s.attributes).toMatchObject({
      amount: 80_000_000,
      stage: 'Series C',
      leadInvestors: ['Fathom Ventures'],
      investors: ['Fathom Ventures', 'Reef Capital', 'Nvidia'],
      valuation: 1_200_000_000,
    })
  })

  it('gives a round to the company and not to who led it', () => {
    expect(
      only('funding', 'Ridgeway Capital led a $55 million Series C in Marlow, a maker of cooling gear.'),
    ).toMatchObject({ company: 'Marlow', attributes: { leadInvestors: ['Ridgeway Capital'] } })
  })

  it('keeps both ends of a range that is only reported', () => {
    const s = only(
      'funding',
      'Calyx AI is in talks to raise between $2 billion and $3 billion, according to two people familiar with the matter.',
    )
    expect(s).toMatchObject({ status: 'reported', attributes: { amountMin: 2_000_000_000, amountMax: 3_000_000_000 } })
    expect(s.attributes.amount).toBeUndefined()
  })

  it('reads debt in words and other currencies', () => {
    expect(
      only('funding', 'Stormont Grid is borrowing half a billion dollars from Haven Bank to buy GPUs.').attributes,
    ).toMatchObject({ amount: 500_000_000, stage: 'debt' })
    expect(only('funding', 'Sumida AI raised 4.5 billion yen from Orix.').attributes).toMatchObject({
      amount: 4_500_000_000,
      currency: 'JPY',
    })
  })

  it('counts the parts of one financing once', () => {
    expect(
      only(
        'funding',
        'Tarn Systems closed a financing of $310 million, made up of $60 million in equity and $250 million in debt.',
      ).attributes.amount,
    ).toBe(310_000_000)
  })

  it.each([
    'Sable Networks bought Tinder Optics for $85 million in cash.',
    'Kelp Systems raised its full-year forecast to $900 million.',
    'Regulators fined Palisade Cloud €18 million.',
    'Ostrava Cloud won a $120 million contract to host servers.',
    'Students of Lund won a prize of €10,000.',
    'Would you join a startup that has raised $200 million?',
    'A company with a $10 million round may grow fast.',
  ])('finds no round in: %s', (text) => {
    expect(types(text)).not.toContain('funding')
  })
})

describe('stance', () => {
  it('keeps a denial as a denial', () => {
    expect(only('ipo', 'Larch Networks said on Thursday that a report of an IPO was untrue.').status).toBe('denied')
    expect(only('layoff', 'Despite rumours, Mercer Hosting is not laying anyone off.').status).toBe('denied')
    expect(only('funding', 'Perplexity denied a report that it was in talks to raise $500 million.').status).toBe(
      'denied',
    )
  })

  it('tells rumour, report, plan and fact apart', () => {
    expect(only('ipo', 'Rumours that Halden Semi will go public in London have circulated for weeks.').status).toBe(
      'rumoured',
    )
    expect(only('ipo', 'Halden Semi is considering an IPO, people familiar with the matter said.').status).toBe(
      'reported',
    )
    expect(only('layoff', 'Amazon said it will cut about 14,000 corporate jobs.').status).toBe('planned')
    expect(only('layoff', 'Amazon cut about 14,000 corporate jobs on Monday.').status).toBe('completed')
    expect(only('ipo', 'Tallow Power pulled its listing in Oslo on Monday.')).toMatchObject({
      status: 'cancelled',
      attributes: { stage: 'withdrawn' },
    })
  })

  it.each([
    'Offer contract-to-hire tracks and sponsor open-source work.',
    'A company that has just filed for an IPO can promise liquidity.',
    'Do not lay people off by e-mail.',
    'If your employer lays off 50 people, you may have rights under the WARN Act.',
    'Economists expect the economy to have grown 2.4 percent in the second quarter.',
    'Kelp Systems did not say whether it is looking for new money.',
  ])('finds no event in: %s', (text) => {
    expect(read(text)).toEqual([])
  })

  it('says in words why it found nothing', () => {
    expect(
      extract(
        { text: 'Lambda expressions in filters are now compiled. The modal closes on Escape.' },
        { companies: KNOWN_COMPANIES },
      ),
    ).toEqual({ signals: [], reason: expect.stringMatching(/\w+ \w+/) })
    expect(extract({ text: '  ' }, { companies: [] }).reason).toMatch(/empty/)
  })
})

describe('the other events', () => {
  it('reads head count, share and day of a layoff', () => {
    expect(
      only('layoff', 'Mossley laid off 58 employees on Monday, or 9% of the company.', '2025-09-05'),
    ).toMatchObject({ occurredOn: '2025-09-01', attributes: { headcount: 58, percent: 9 }, direction: -1 })
    expect(
      only('layoff', 'A notice under the WARN Act lists 131 positions at Granite Hosting in Hillsboro, Oregon.'),
    ).toMatchObject({
      company: 'Granite Hosting',
      status: 'planned',
      attributes: { headcount: 131, location: 'Hillsboro' },
    })
  })

  it('does not take official aggregates for layoffs of a company', () => {
    expect(
      types(
        'Within separations, quits (4.2 million) and layoffs and discharges (1.4 million) were little changed.',
        '2022-08-30',
      ),
    ).not.toContain('layoff')
  })

  it('reads power, accelerators and site', () => {
    expect(
      only(
        'capacity',
        'Perle Data opened its second hall in Querétaro on Thursday, adding 36 MW and room for 18,000 GPUs.',
      ),
    ).toMatchObject({ status: 'completed', attributes: { megawatts: 36, gpus: 18_000, site: 'Querétaro' } })
    expect(
      only('capacity', 'OpenAI and Oracle have agreed to develop 4.5 gigawatts of data center capacity.'),
    ).toMatchObject({ company: 'OpenAI', attributes: { megawatts: 4500 } })
    expect(types('Snow closed two roads. Power was restored to 4,000 homes by noon.')).toEqual([])
  })

  it('adds up the posts of one plan and names their roles', () => {
    expect(
      only(
        'hiring',
        'Ardent Cloud wants to recruit 25 site reliability engineers and ten network engineers by the end of the year.',
      ),
    ).toMatchObject({ status: 'planned', attributes: { headcount: 35 }, roles: ['sre', 'networking'] })
  })

  it('reads a freeze as cooling', () => {
    expect(only('hiring', 'Intel has paused hiring for data center roles.')).toMatchObject({
      direction: -1,
      attributes: { kind: 'freeze' },
    })
  })

  it('reads pay with its currency and period', () => {
    expect(
      only('compensation', 'Oakmere pays its ML infrastructure engineers €85,000 to €110,000 a year.'),
    ).toMatchObject({
      roles: ['ml-platform'],
      attributes: { payMin: 85_000, payMax: 110_000, currency: 'EUR', payPeriod: 'year' },
    })
    expect(types('Subscribers are paying $4.99 a month for Kelp Music.')).toEqual([])
  })

  it('follows "it" and "the company" back to their company', () => {
    expect(only('hiring', 'Kelp Systems makes switches. It expects to add 110 jobs in operations.').company).toBe(
      'Kelp Systems',
    )
    expect(only('layoff', 'Kelp Systems makes switches. The company cut 40 jobs on Monday.').company).toBe(
      'Kelp Systems',
    )
  })

  it('reads a filing with exchange, ticker and the banks of the next sentence', () => {
    expect(
      only(
        'ipo',
        'Hind Optical filed its F-1 on Thursday for a listing on the Nasdaq under the ticker HNDO. Citigroup and Nomura are the underwriters.',
      ).attributes,
    ).toMatchObject({ stage: 'filed', exchange: 'Nasdaq', ticker: 'HNDO', banks: ['Citigroup', 'Nomura'] })
  })

  it('leaves forecasts and earlier figures out of the macro figure', () => {
    expect(
      only(
        'macro',
        'The number of job openings on the last business day of September stood at 9.55m. This was up from a revised 9.50m in August and ahead of the 9.25m consensus forecast.',
        '2023-11-01',
      ).attributes,
    ).toMatchObject({ indicator: 'jolts-openings', value: 9_550_000, period: '2023-09' })
  })
})

describe('Lambda, the company and the function', () => {
  it('is the company where a company acts', () => {
    expect(only('funding', 'Lambda raised $480 million in a Series D.')).toMatchObject({
      company: 'Lambda',
      companySlug: 'lambda',
    })
  })
  it('is no company as a function, nor Modal as a dialog, nor Together as a word', () => {
    for (const text of [
      'Lambda functions raised 30 errors in 2 runs.',
      'The Modal closes after 40 jobs were cut from the queue.',
      'Together, they raised $5 million in a seed round.',
      'AWS Lambda cut 25 jobs from the queue.',
    ]) {
      expect(
        read(text).filter(
          (s) => s.companySlug === 'lambda' || s.companySlug === 'modal' || s.companySlug === 'together-ai',
        ),
      ).toEqual([])
    }
  })
})

describe('whose event it is', () => {
  it('is not that of a nationality, a bank, an investor or a place beside the company', () => {
    expect(
      only('funding', 'Tarnow, the British AI infrastructure company, said it raised $2 billion in a Series C.')
        .company,
    ).toBe('Tarnow')
    expect(
      only(
        'ipo',
        'Lambda, the Nvidia-backed cloud company, has hired Morgan Stanley and Citi to work on an initial public offering.',
      ),
    ).toMatchObject({ company: 'Lambda', attributes: { banks: ['Morgan Stanley', 'Citi'] } })
    expect(
      only('funding', 'Corvid Compute, the Tallinn company that resells chips, has landed €22m from Baltic Growth.')
        .company,
    ).toBe('Corvid Compute')
    expect(
      only(
        'funding',
        'Groq raised $750 million. Disruptive led the investment. The company has now raised more than $3 billion in total.'.split(
          '. The',
        )[0] ?? '',
      ).company,
    ).toBe('Groq')
  })
  it('is that of each company of a sentence that cuts jobs', () => {
    const found = read('Paycom is cutting 500 employees, and Verra Systems has cut 4,800 positions this year.').filter(
      (s) => s.type === 'layoff',
    )
    expect(found.map((s) => [s.company, s.magnitude])).toEqual([
      ['Paycom', 500],
      ['Verra Systems', 4800],
    ])
  })
  it('is no event when a correction takes it back or a venture fund raises for itself', () => {
    expect(read('An earlier version of this article said that Nebius had laid off 200 people. It has not.')).toEqual([])
    expect(read('Sequoia Capital raised $950 million for two new funds.')).toEqual([])
  })
  it('shares one sum between a round and what it pays for', () => {
    expect(
      types(
        'Crusoe, a startup building AI data centers, closed a $1.38 billion Series E at a valuation of $10 billion.',
      ),
    ).toEqual(['funding'])
  })
})

describe('identity', () => {
  it('gives one event one id, however it is told', () => {
    const a = only('funding', 'Kelp Systems raised $80 million in a Series C on Monday.', '2025-10-23')
    const b = only(
      'funding',
      'The $80 million Series C of Kelp Systems was closed on October 21. Kelp Systems raised $80 million in a Series C.',
      '2025-11-02',
    )
    expect(a.id).toBe(b.id)
  })
  it('gives another stage another id, and the same answer every time', () => {
    const a = only('funding', 'Kelp Systems raised $80 million in a Series C on Monday.')
    expect(only('funding', 'Kelp Systems raised $80 million in a Series D on Monday.').id).not.toBe(a.id)
    expect(only('funding', 'Kelp Systems raised $80 million in a Series C on Monday.')).toEqual(a)
  })
})

describe('any input', () => {
  it('keeps quotes verbatim over shuffled, multilingual and emoji text', () => {
    const parts = [
      'Kelp Systems raised $80 million in a Series C.',
      '🚀🚀',
      'Müller & Söhne entließ 40 Leute.',
      'Mossley laid off 58 employees on Monday;',
      '“It will hire 50 engineers,” he said.',
      '\n- GPU orchestration\n',
      '日本の会社',
      'U.S. GDP grew 3.3% in Q2.',
      '\u00a0',
      'J.P. Morgan and Citi',
      '¥4.5 billion',
      '...',
      'Perle Data opened 36 MW in Querétaro',
    ]
    let seed = 42
    const next = (): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return seed
    }
    for (let round = 0; round < 200; round++) {
      const text = Array.from({ length: 1 + (next() % 12) }, () => parts[next() % parts.length]).join(
        ['', ' ', '\n'][next() % 3],
      )
      for (const s of read(text)) for (const q of s.evidence) expect(text.slice(q.start, q.end)).toBe(q.quote)
    }
  })
})
