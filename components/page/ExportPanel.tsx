'use client'
import { useState } from 'react'
import type { ExportFacts } from '@/app/_http/exportFacts'
import { Copied } from './Copied'
import { copyImageOf, copyTextOf } from './clipboard'
import { embedCode, isReachable, sheetsLine } from './exportLines'

const NARROWEST = 320
const WIDEST = 4000

/** Everything that a chart can be taken as. Its forms and links work without a script; copying needs one. */
export function ExportPanel({
  name,
  title,
  query,
  facts,
}: {
  name: string
  title: string
  /** The view and the chart's parameters, without `?`. */
  query: string
  facts: ExportFacts
}) {
  const at = (form: string, more: Record<string, string> = {}) => {
    const params = new URLSearchParams(query)
    for (const [key, value] of Object.entries(more)) params.set(key, value)
    return `/charts/${name}.${form}${params.size > 0 ? `?${params}` : ''}`
  }
  const [theme, setTheme] = useState('')
  const line = sheetsLine(facts.origin, at('csv', { head: '0' }))
  const code = embedCode({ origin: facts.origin, name, query, title, theme })
  return (
    <div className="exports">
      <section>
        <h3>Picture</h3>
        <form method="get" action={`/charts/${name}.png`} className="export-form">
          {[...new URLSearchParams(query)].map(([key, value], i) => (
            <input type="hidden" name={key} value={value} key={i} />
          ))}
          <input type="hidden" name="download" value="1" />
          <label>
            Width, px
            <input type="number" name="width" min={NARROWEST} max={WIDEST} defaultValue={1200} required />
          </label>
          <label>
            Pixels
            <select name="scale" defaultValue="2">
              <option value="1">1x</option>
              <option value="2">2x</option>
              <option value="3">3x</option>
              <option value="4">4x</option>
            </select>
          </label>
          <label>
            Theme
            <select name="theme" defaultValue="light">
              <option value="light">Light</option>
              <option value="dark">Dark</option>
            </select>
          </label>
          <span className="buttons-row">
            <button className="button" type="submit">
              PNG
            </button>
            <button className="button" type="submit" formAction={`/charts/${name}.svg`}>
              SVG
            </button>
            <Copied what="the picture" label="Copy picture" make={() => copyImageOf(at('png', { scale: '2' }))} />
          </span>
        </form>
      </section>
      <section>
        <h3>Data, every row</h3>
        <p className="export-links">
          <a href={at('xlsx')} download={`${name}.xlsx`}>
            Excel (XLSX)
          </a>
          <a href={at('csv')} download={`${name}.csv`}>
            CSV
          </a>
          <a href={at('json')} download={`${name}.json`}>
            JSON
          </a>
          <a href={at('zip')} download={`${name}.zip`}>
            ZIP with data, drawing and README
          </a>
          <Copied what="the table" label="Copy table" make={() => copyTextOf(at('tsv'))} />
        </p>
      </section>
      <section>
        <h3>
          Google Sheets <Copied what="the line for Google Sheets" text={line} />
        </h3>
        <pre className="small">{line}</pre>
        {!isReachable(facts.origin) && (
          <p className="tiny">Google cannot reach this address: it works once the site is on the web.</p>
        )}
      </section>
      <section>
        <h3>
          Embed <Copied what="the code to embed it" text={code} />
        </h3>
        <p className="export-form">
          <label>
            Theme
            <select value={theme} onChange={(event) => setTheme(event.target.value)}>
              <option value="">The reader’s own</option>
              <option value="light">Light</option>
              <option value="dark">Dark</option>
            </select>
          </label>
        </p>
        <pre className="small">{code}</pre>
        <p className="tiny">{allowedWords(facts.embedders)}</p>
      </section>
    </div>
  )
}

function allowedWords(embedders: readonly string[]): string {
  if (embedders.includes('*')) return 'Every site may show it.'
  if (embedders.length === 0)
    return 'No other site may show it yet: the operator names those that may in the setting EMBED_HOSTS.'
  return `It shows on ${embedders.join(', ')}; the operator’s setting EMBED_HOSTS has the list.`
}
