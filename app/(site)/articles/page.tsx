import type { Metadata } from 'next'
import type { PageInput } from '@/app/_http/props'
import { number } from '@/components/charts/format'
import { pageAddress } from '@/components/page/address'
import { Out } from '@/components/page/EvidenceParts'
import { Notices } from '@/components/page/Notices'
import { Pager } from '@/components/page/Pager'
import { rangePiece, readPageView } from '@/components/page/pageView'
import { Empty } from '@/components/page/States'
import { partialWords, quoted, safeHref } from '@/components/page/signalWords'
import { asOfPieces, ViewBar } from '@/components/page/ViewBar'
import { getDb } from '@/lib/db/client'
import { articles } from '@/lib/queries'

export const metadata: Metadata = { title: 'Articles' }

const PAGE_SIZE = 40

export default async function ArticlesPage({ searchParams }: PageInput) {
  const db = getDb()
  const page = await readPageView(searchParams, db)
  const { view, today } = page
  const asked = Number(page.params.page)
  const at = Number.isInteger(asked) && asked >= 1 && asked <= 10_000 ? asked : 1
  const answer = await articles(view, db, { page: at, pageSize: PAGE_SIZE })
  return (
    <>
      <ViewBar
        path="/articles"
        view={view}
        pieces={['Showing articles from ', rangePiece(view.from, view.to), ...asOfPieces(view, today)]}
      />
      <div className="wrap">
        <Notices problems={page.problems} path="/articles" params={page.params} />
        <header className="head">
          <div>
            <p className="kick">Articles</p>
            <h1>{number(answer.total)} articles on record</h1>
            <p className="under">
              Newest first. Serif is a title as published; one that was rebuilt from an address is set in our type. Of
              most only the facts are kept, not the text.
            </p>
          </div>
        </header>
        <div className="rule" />
        {answer.rows.length === 0 ? (
          <Empty
            title="No article was published in these days"
            why="Articles come with the reference data and from the feeds that are added on the sources page."
            steps={[{ label: 'All articles', href: '/articles' }]}
          />
        ) : (
          <ol className="signals">
            {answer.rows.map((row) => {
              const href = safeHref(row.url)
              return (
                <li key={row.id}>
                  <p className="when">{row.publishedOn ? partialWords(row.publishedOn) : 'day not known'}</p>
                  <span className="glyph" />
                  <div className="body">
                    <p className={row.titleIs === 'published' ? 'quote' : 'what'}>
                      <a href={`/articles/${encodeURIComponent(row.id)}`}>
                        {row.titleIs === 'published' ? quoted(row.title) : row.title}
                      </a>
                    </p>
                    {row.summary && <p className="small soft">{row.summary}</p>}
                    <p className="by">
                      {href ? <Out href={href}>{row.publisher}</Out> : row.publisher}
                      {row.titleIs === 'rebuilt' && ' · title rebuilt from the address'}{' '}
                      {row.signals > 0 && `· ${number(row.signals)} ${row.signals === 1 ? 'signal' : 'signals'}`}
                    </p>
                  </div>
                </li>
              )
            })}
          </ol>
        )}
        <Pager
          page={at}
          pages={Math.ceil(answer.total / PAGE_SIZE)}
          at={(n) => pageAddress('/articles', view, {}, { page: n > 1 ? n : null })}
        />
      </div>
    </>
  )
}
