'use client'
import { useState } from 'react'
import { RowsTable } from './RowsTable'

export interface Citation {
  text: string
  bibtex: string
  apa: string
}
interface Addresses {
  table: string
  cite: string
  png: string
  svg: string
  csv: string
  json: string
  /** The page that shows the chart, with its view. */
  link: string
}

type Opened =
  | { kind: 'table'; rows: unknown[] }
  | { kind: 'cite' }
  | { kind: 'limits' }
  | { kind: 'failed'; message: string; next: string }

/**
 * What a reader may take from a chart. Every action is a link that works without JavaScript; with it, the table and the
 * citation open in place and the link is copied.
 */
export function FrameActions({
  name,
  title,
  to,
  citation,
  limits,
}: {
  name: string
  title: string
  to: Addresses
  citation: Citation
  /** What limits the answer, in sentences. */
  limits: readonly string[]
}) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const [copied, setCopied] = useState(false)

  const toggle = (kind: 'table' | 'cite' | 'limits') => async (event: React.MouseEvent) => {
    event.preventDefault()
    if (opened?.kind === kind) setOpened(null)
    else setOpened(kind === 'table' ? await loadRows(to.json) : { kind })
  }
  const copy = (event: React.MouseEvent) => {
    event.preventDefault()
    void navigator.clipboard.writeText(new URL(to.link, window.location.href).href).then(
      () => setCopied(true),
      () => {
        window.location.href = to.link
      },
    )
  }

  return (
    <>
      <p className="actions">
        <a href={to.table} onClick={toggle('table')} aria-expanded={opened?.kind === 'table'}>
          Table
        </a>
        {limits.length > 0 && (
          <a href={to.table} onClick={toggle('limits')} aria-expanded={opened?.kind === 'limits'}>
            Limits
          </a>
        )}
        <a href={to.png} download={`${name}.png`}>
          PNG
        </a>
        <a href={to.svg} download={`${name}.svg`}>
          SVG
        </a>
        <a href={to.csv} download={`${name}.csv`}>
          CSV
        </a>
        <a href={to.json} download={`${name}.json`}>
          JSON
        </a>
        <a href={to.cite} onClick={toggle('cite')} aria-expanded={opened?.kind === 'cite'}>
          Cite
        </a>
        <a href={to.link} onClick={copy} onBlur={() => setCopied(false)}>
          <span aria-live="polite">{copied ? 'Copied' : 'Link'}</span>
        </a>
      </p>
      {opened && (
        <div className="opened">
          {opened.kind === 'table' && <RowsTable rows={opened.rows} caption={`${title}: table`} />}
          {opened.kind === 'limits' && (
            <ul className="notes">
              {limits.map((limit) => (
                <li key={limit}>{limit}</li>
              ))}
            </ul>
          )}
          {opened.kind === 'cite' && <Cited citation={citation} />}
          {opened.kind === 'failed' && (
            <p className="notice error">
              {opened.message} {opened.next}
            </p>
          )}
        </div>
      )}
    </>
  )
}

export function Cited({ citation }: { citation: Citation }) {
  return (
    <div className="stack" style={{ gap: 12 }}>
      <p className="cite">{citation.text}</p>
      <p className="cite">
        <b>APA</b> {citation.apa}
      </p>
      <pre className="cite small" style={{ margin: 0, whiteSpace: 'pre-wrap' }}>
        {citation.bibtex}
      </pre>
    </div>
  )
}

async function loadRows(address: string): Promise<Opened> {
  try {
    const answer = await fetch(address)
    const body: unknown = await answer.json()
    if (answer.ok) return { kind: 'table', rows: (body as { rows: unknown[] }).rows }
    const { error } = body as { error: { message: string; next: string } }
    return { kind: 'failed', ...error }
  } catch {
    return { kind: 'failed', message: 'The rows could not be fetched.', next: 'Check that the product still runs.' }
  }
}
