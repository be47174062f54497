import { dayWords, number } from '@/components/charts/format'
import manifest from '@/prisma/reference/manifest.json'

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
                {file.name.charAt(0).toUpperCase() + file.name.slice(1)}, {number(file.rows)} rows
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
