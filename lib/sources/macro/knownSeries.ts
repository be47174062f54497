import type { ParsedSeries } from '../source'

type Known = Omit<ParsedSeries, 'id' | 'described' | 'url' | 'licence'> & {
  /** A daily series that the product keeps by month, as it stood on the month's last day. */
  readonly monthEnd?: true
}

const BEA = 'US Bureau of Economic Analysis'
const BLS = 'US Bureau of Labor Statistics'

/** What FRED's CSV does not say about the series that the product charts. Any other series is described by its id alone. */
export const KNOWN_SERIES: Readonly<Record<string, Known>> = {
  A191RL1Q225SBEA: {
    title: 'Real GDP growth, United States',
    unit: 'percent change on the quarter before, annual rate',
    frequency: 'quarter',
    seasonallyAdjusted: true,
    publisher: BEA,
    decimals: 1,
    note: null,
  },
  Y034RC1Q027SBEA: {
    title: 'Private fixed investment in information processing equipment, United States',
    unit: 'billion US dollars, annual rate',
    frequency: 'quarter',
    seasonallyAdjusted: true,
    publisher: BEA,
    decimals: 1,
    note: null,
  },
  B985RC1Q027SBEA: {
    title: 'Private fixed investment in software, United States',
    unit: 'billion US dollars, annual rate',
    frequency: 'quarter',
    seasonallyAdjusted: true,
    publisher: BEA,
    decimals: 1,
    note: null,
  },
  JTSJOL: {
    title: 'Job openings, total nonfarm (JOLTS), United States',
    unit: 'thousand openings',
    frequency: 'month',
    seasonallyAdjusted: true,
    publisher: BLS,
    decimals: 0,
    note: null,
  },
  UNRATE: {
    title: 'Unemployment rate, United States',
    unit: 'percent of the labour force',
    frequency: 'month',
    seasonallyAdjusted: true,
    publisher: BLS,
    decimals: 1,
    note: null,
  },
  USINFO: {
    title: 'Employees in the information sector, United States',
    unit: 'thousand persons',
    frequency: 'month',
    seasonallyAdjusted: true,
    publisher: BLS,
    decimals: 0,
    note: null,
  },
  IHLIDXUSTPSOFTDEVE: {
    title: 'Software development job postings on Indeed, United States',
    unit: 'index, 2020-02-01 = 100',
    frequency: 'month',
    seasonallyAdjusted: true,
    publisher: 'Indeed Hiring Lab',
    decimals: 2,
    monthEnd: true,
    note: 'The value of the last day of the month; the index itself is daily.',
  },
}
