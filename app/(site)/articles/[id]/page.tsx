import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { isOperatorToken, OPERATOR_COOKIE } from '@/app/_http/operator'
import type { PageInput } from '@/app/_http/props'
import { readSaid } from '@/app/_http/said'
import { dayWords } from '@/components/charts/format'
import { pageAddress } from '@/components/page/address'
import { Out } from '@/components/page/EvidenceParts'
import { MarkedText, Quotes } from '@/components/page/MarkedText'
import { Said } from '@/components/page/Notices'
import { readPageView } from '@/components/page/pageView'
import { SignalList } from '@/components/page/SignalList'
import { Empty } from '@/components/page/States'
import { partialWords, quoted, safeHref } from '@/components/page/signalWords'
import { asOfPieces, ViewBar } from '@/components/page/ViewBar'
import { readConfig } from '@/lib/config'
import { getDb } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import { article } from '@/lib/queries'
import { DEFAULT_VIEW, type View } from '@/lib/view'

/** The article, or null when there is none; asked once for the title and the page. */
const read = cache(async (id: string, asOf: string | null) => {
  const view: View = { ...DEFAULT_VIEW, asOf }
  try {
    return await article(id, view, getDb(), { showFetched: readConfig().SHOW_FETCHED_TEXT })
  } catch (thrown) {
    if (thrown instanceof WaveError && thrown.code === 'not-found') return null
    throw thrown
  }
})

export async function generateMetadata({ params, searchParams }: PageInput<{ id: string }>): Promise<Metadata> {
  const { view } = await readPageView(searchParams, getDb())
  return { title: (await read(decodeURIComponent((await params).id), view.asOf))?.title ?? 'Article' }
}

export default async function ArticlePage({ params, searchParams }: PageInput<{ id: string }>) {
  const [{ view, today }, jar, said] = await Promise.all([readPageView(searchParams, getDb()), cookies(), readSaid()])
  const id = decodeURIComponent((await params).id)
  const [data, operator] = await Promise.all([read(id, view.asOf), isOperatorToken(jar.get(OPERATOR_COOKIE)?.value)])
  if (!data) notFound()
  const fired = data.signalRows.flatMap((s) => s.fired.filter((f) => f.articleId === data.id))
  const href = safeHref(data.url)
  const path = `/articles/${encodeURIComponent(id)}`
  return (
    <>
      <ViewBar path={path} view={view} pieces={['Showing one article', ...asOfPieces(view, today)]} />
      <div className="wrap">
        <header className="head">
          <div>
            <p className="kick">
              <a href="/articles">Articles</a> / {data.publisher}
              {data.publishedOn && ` · ${partialWords(data.publishedOn)}`}
            </p>
            <h1 className={data.titleIs === 'published' ? 'quote-title' : undefined}>
              {data.titleIs === 'published' ? quoted(data.title) : data.title}
            </h1>
            <p className="under">
              {data.titleIs === 'rebuilt' && 'The title was rebuilt from the address; it is not a quotation. '}
              {data.author && `By ${data.author}. `}
              {href ? <Out href={href}>Read it at {data.publisher}</Out> : `Published by ${data.publisher}`} · known{' '}
              {dayWords(data.knownOn)}
            </p>
          </div>
        </header>
        <Said {...said} />
        <div className="rule" />
        <div className="section columns">
          <section>
            <h2>{data.text ? 'The text, with its evidence marked' : 'What was quoted from it'}</h2>
            {data.text ? (
              <MarkedText text={data.text} quotes={data.quotes} fired={fired} />
            ) : data.quotes.length > 0 ? (
              <Quotes quotes={data.quotes} />
            ) : (
              <>
                {data.summary && <p className="subtitle">{data.summary} The words are ours.</p>}
                <p className="subtitle">{data.teaser ?? 'Only the facts of this article are kept, not its text.'}</p>
              </>
            )}
            {data.textNote && <p className="subtitle">Not read in full: {data.textNote}</p>}
            {data.copies.length > 0 && (
              <>
                <h2>The same story elsewhere</h2>
                <ul>
                  {data.copies.map((c) => (
                    <li key={c.id}>
                      <a href={`/articles/${encodeURIComponent(c.id)}`}>{c.title}</a> · {c.publisher}
                      {c.publishedOn && `, ${c.publishedOn}`}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </section>
          <section>
            <h2>
              {data.signalRows.length} {data.signalRows.length === 1 ? 'signal' : 'signals'}
            </h2>
            {data.signalRows.length === 0 ? (
              <Empty title="It made no signal" why="Nothing in it says what happened, to whom and when." />
            ) : (
              <SignalList
                signals={data.signalRows}
                view={view}
                explain
                back={operator ? pageAddress(path, view) : null}
              />
            )}
          </section>
        </div>
      </div>
    </>
  )
}
