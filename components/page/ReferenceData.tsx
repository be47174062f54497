import { dayWords, number } from '@/components/charts/format'
import manifest from '@/prisma/reference/manifest.json'

const NAMES: Record<string, string> = {
  companies: 'Companies',
  boards: 'Job boards',
  readings: 'Readings of boards',
  postings: 'Postings',
  spells: 'Spells of postings',
  rounds: 'Funding rounds',
  totals: 'Money raised in all',
  ipo: 'Steps towards a listing',
  capacity: 'Capacity',
  layoffs: 'Layoffs',
  series: 'Series, described',
  gdp: 'Estimates of US growth',
  macro: 'Labour market and rates',
  hiringlab: 'US postings on Indeed',
  hn: 'Hacker News, “Who is hiring?”',
  articles: 'Articles',
  releases: 'Releases due',
}

/** What ships with the product: each part with its rows, days, publishers and licence, as its own manifest says. */
export function ReferenceData({ wide = false }: { wide?: boolean }) {
  return (
    <section id="reference">
      <h2>What ships with the product</h2>
      <p className="subtitle">The reference data set {manifest.version}: facts alone, each row with its source.</p>
      <ul className={wide ? 'limits in-columns' : 'limits'}>
        {manifest.files.map((file) => (
          <li key={file.name} style={{ gridTemplateColumns: 'minmax(0,1fr)' }}>
            <span>
              <b>
                {NAMES[file.name] ?? file.name}, {number(file.rows)} rows
              </b>
              {file.from && file.to && `, ${dayOrText(file.from)} to ${dayOrText(file.to)}`}. {file.source}.{' '}
              <span className="muted">Licence: {file.licence}.</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const dayOrText = (text: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? dayWords(text) : text.replace('-', ' '))
