import type { Metadata } from 'next'
import { evidenceOf } from '@/app/_http/evidence'
import type { PageInput } from '@/app/_http/props'
import { number } from '@/components/charts/format'
import { EventItem, PostingItem } from '@/components/page/EvidenceParts'
import { readEvidence } from '@/components/page/evidenceQuery'
import { Failure } from '@/components/page/States'
import { getDb } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'

export const metadata: Metadata = { title: 'Evidence', robots: { index: false } }

/** The evidence behind a number as a page of its own: where a door leads without JavaScript. */
export default async function EvidencePage({ searchParams }: PageInput) {
  const params = await searchParams
  try {
    const { query, view } = readEvidence(params)
    const data = await evidenceOf(query, view, getDb())
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
              <h2>{number(data.postings.total)} postings</h2>
              <ol className="items">
                {data.postings.rows.map((posting) => (
                  <PostingItem posting={posting} key={posting.id} />
                ))}
              </ol>
            </section>
            <section>
              <h2>{number(data.events.length)} events</h2>
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
