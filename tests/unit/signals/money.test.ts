import { describe, expect, it } from 'vitest'
import { formatMoney, moneyIn, readMoney, toMajor } from '@/lib/signals/money'

describe('readMoney', () => {
  it.each<[string, bigint, string]>([
    ['$1.2bn', 120_000_000_000n, 'USD'],
    ['US$96 million', 9_600_000_000n, 'USD'],
    ['€22m', 2_200_000_000n, 'EUR'],
    ['£30 million', 3_000_000_000n, 'GBP'],
    ['half a billion dollars', 50_000_000_000n, 'USD'],
    ['two and a half billion euros', 250_000_000_000n, 'EUR'],
    ['seven million pounds', 700_000_000n, 'GBP'],
    ['4.5 billion yen', 4_500_000_000n, 'JPY'],
    ['¥300 million', 300_000_000n, 'JPY'],
    ['500,000 won', 500_000n, 'KRW'],
    ['C$1,250.50', 125_050n, 'CAD'],
    ['CHF 12 million', 1_200_000_000n, 'CHF'],
    ['12.5 million Swiss francs', 1_250_000_000n, 'CHF'],
    ['$85k', 8_500_000n, 'USD'],
    ['$0.005', 1n, 'USD'],
  ])('%s', (text, minor, currency) => {
    expect(readMoney(text)).toMatchObject({ minor, currency, maxMinor: null })
  })

  it.each<[string, string]>([
    ['more than $1.7 billion', 'more-than'],
    ['up to $100 billion', 'up-to'],
    ['as much as €5m', 'up-to'],
    ['about $3 million', 'about'],
    ['nearly $21.5 million', 'about'],
    ['$3 million', 'exact'],
  ])('says what stands around the figure: %s', (text, is) => {
    expect(readMoney(text)?.is).toBe(is)
  })

  it.each<[string, bigint, bigint, string]>([
    ['between $2 billion and $3 billion', 200_000_000_000n, 300_000_000_000n, 'USD'],
    ['$2–3 billion', 200_000_000_000n, 300_000_000_000n, 'USD'],
    ['€85,000 to €110,000', 8_500_000n, 11_000_000n, 'EUR'],
    ['$165,000-$242,000', 16_500_000n, 24_200_000n, 'USD'],
  ])('reads a range: %s', (text, minor, maxMinor, currency) => {
    expect(readMoney(text)).toMatchObject({ minor, maxMinor, currency, is: 'range' })
  })

  it('reads two amounts joined by "and" as two', () => {
    expect(moneyIn('It raised $5 million and $7 million.').map((m) => m.minor)).toEqual([500_000_000n, 700_000_000n])
  })

  it.each(['1.2bn', 'series B', '30 seconds', '$', 'won the prize', 'ten people'])(
    'finds none without a currency: %s',
    (text) => {
      expect(readMoney(text)).toBeNull()
    },
  )

  it('gives offsets of what it read', () => {
    const text = 'Ibex took $15 million from Marram; Linnet 40 million euros.'
    expect(moneyIn(text).map((m) => text.slice(m.start, m.end))).toEqual(['$15 million', '40 million euros'])
  })

  it('does not take a year behind an amount for the end of a range', () => {
    expect(readMoney('$30 million to 2026')?.maxMinor ?? null).toBeNull()
  })

  it('goes to major units and to words', () => {
    expect(toMajor(125_050n, 'CAD')).toBe(1250.5)
    expect(toMajor(300n, 'JPY')).toBe(300)
    expect(formatMoney(1_700_000_000, 'USD')).toBe('1.7 billion USD')
  })
})
