import type { Metadata } from 'next'
import { evidenceOf } from '@/app/_http/evidence'
import type { PageInput } from '@/app/_http/props'
import { number } from '@/components/charts/format'
import { EventItem, PostingItem } from '@/components/page/EvidenceParts'
import { readEvidence } from '@/components/page/evidenceQuery'
import { Failure } from '@/components/page/States'
import { plural } from '@/lib/analytics/words'
import { getDb } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import { EVIDENCE_PAGE } from '@/lib/queries/evidence'

export const metadata: Metadata = { title: 'Evidence', robots: { index: false } }

/** The evidence behind a number as a page of its own: where a door leads without JavaScript. */
export default async function EvidencePage({ searchParams }: PageInput) {
  const params = await searchParams
  try {
    const { query, view } = readEvidence(params)
    const data = await evidenceOf(query, view, getDb())
    const page = query.page ?? 1
    const pages = Math.ceil(data.postings.total / EVIDENCE_PAGE)
    const at = (change: Record<string, string>) => {
      const search = new URLSearchParams()
      for (const [key, value] of Object.entries(params))
        for (const one of [value ?? []].flat()) if (key !== 'page') search.append(key, one)
      for (const [key, value] of Object.entries(change)) search.set(key, value)
      return `/evidence?${search}`
    }
    return (
      <div className="wrap evidence-page">
        <header className="head">
          <div>
            <p className="kick">Evidence</p>
            <h1>{data.label}</h1>
          </div>
        </header>
        <div className="rule" />
        <div className="section columns">
          <div className="stack">
            <section>
              <h2>{plural(data.postings.total, 'posting')}</h2>
              {pages > 1 && (
                <p className="subtitle">
                  {number(EVIDENCE_PAGE * (page - 1) + 1)} to{' '}
                  {number(EVIDENCE_PAGE * (page - 1) + data.postings.rows.length)} of {number(data.postings.total)},
                  newest first.
                </p>
              )}
              <ol className="items">
                {data.postings.rows.map((posting) => (
                  <PostingItem posting={posting} key={posting.id} />
                ))}
              </ol>
              {pages > 1 && (
                <nav className="pager" aria-label="Pages of postings">
                  {page > 1 && (
                    <a className="place" href={at({ page: String(page - 1) })}>
                      Newer
                    </a>
                  )}
                  <span>
                    Page {number(page)} of {number(pages)}
                  </span>
                  {page < pages && (
                    <a className="place" href={at({ page: String(page + 1) })}>
                      Older
                    </a>
                  )}
                </nav>
              )}
              <p className="shown small">
                <a className="place" href={`/api/evidence${at({ format: 'csv' }).replace('/evidence', '')}`}>
                  All of it as CSV
                </a>
              </p>
            </section>
            <section>
              <h2>{plural(data.eventsTotal, 'event')}</h2>
              {data.eventsTotal > data.events.length && (
                <p className="subtitle">
                  The newest {number(data.events.length)} of {number(data.eventsTotal)}.
                </p>
              )}
              <ol className="items">
                {data.events.map((signal) => (
                  <EventItem signal={signal} key={signal.id} />
                ))}
              </ol>
            </section>
          </div>
          <section>
            <h2>How it is counted</h2>
            <ul className="limits">
              {data.method.map((line) => (
                <li style={{ gridTemplateColumns: 'minmax(0,1fr)' }} key={line}>
                  {line}
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    )
  } catch (thrown) {
    if (!(thrown instanceof WaveError)) throw thrown
    return (
      <div className="wrap section">
        <Failure thrown={thrown} where="evidence" retry="/" />
      </div>
    )
  }
}
