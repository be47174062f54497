import type { Metadata } from 'next'
import type { PageInput } from '@/app/_http/props'
import { number } from '@/components/charts/format'
import { ArticleItem } from '@/components/page/ArticleItem'
import { pageAddress } from '@/components/page/address'
import { Notices } from '@/components/page/Notices'
import { Pager } from '@/components/page/Pager'
import { companiesPiece, rangePiece, readPageView, rolesPiece } from '@/components/page/pageView'
import { SearchFilters } from '@/components/page/SearchFilters'
import { Empty } from '@/components/page/States'
import { TYPE_NAMES } from '@/components/page/signalWords'
import { asOfPieces, ViewBar } from '@/components/page/ViewBar'
import { readConfig } from '@/lib/config'
import { getDb } from '@/lib/db/client'
import { articles } from '@/lib/queries'
import { ARTICLES_COUNTED } from '@/lib/queries/articles'
import type { ArticlePage } from '@/lib/queries/types'

export const metadata: Metadata = { title: 'Articles' }

const PAGE_SIZE = 40
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value.at(-1) : value)

export default async function ArticlesPage({ searchParams }: PageInput) {
  const db = getDb()
  const page = await readPageView(searchParams, db)
  const { view, today, params } = page
  const problems = [...page.problems]
  const asked = Number(params.page)
  const at = Number.isInteger(asked) && asked >= 1 && asked <= 10_000 ? asked : 1
  const text = one(params.q)?.trim().slice(0, 200) || undefined
  const askedType = one(params.type) || undefined
  const type = askedType && Object.hasOwn(TYPE_NAMES, askedType) ? askedType : undefined
  if (askedType && !type)
    problems.push({
      field: 'type',
      value: askedType.slice(0, 40),
      message: `A type is one of ${Object.keys(TYPE_NAMES).join(', ')}.`,
      suggestion: null,
    })
  const askedOrder = one(params.order) || undefined
  const order = askedOrder === 'best' ? 'best' : undefined
  if (askedOrder && askedOrder !== 'best' && askedOrder !== 'newest')
    problems.push({
      field: 'order',
      value: askedOrder.slice(0, 40),
      message: 'An order is newest or best.',
      suggestion: 'newest',
    })
  const publisher = one(params.publisher)?.slice(0, 200) || undefined
  const answer = await articles(view, db, {
    page: at,
    pageSize: PAGE_SIZE,
    showFetched: readConfig().SHOW_FETCHED_TEXT,
    ...(text && { text }),
    ...(type && { type }),
    ...(publisher && { publisher }),
    ...(order && { order }),
  })
  const extra = { q: text, type, publisher, order }
  return (
    <>
      <ViewBar
        path="/articles"
        view={view}
        extra={extra}
        pieces={[
          text ? `Showing articles with “${text}” about ` : 'Showing articles about ',
          rolesPiece(view, 'any role'),
          ' at ',
          companiesPiece(page, 'any company', 'Any company'),
          ', from ',
          rangePiece(view.from, view.to),
          ...asOfPieces(view, today),
        ]}
      />
      <div className="wrap">
        <Notices problems={problems} path="/articles" params={params} />
        <header className="head">
          <div>
            <p className="kick">Articles</p>
            <h1>{findingOf(answer.total, text)}</h1>
            <p className="under">
              {order === 'best' ? 'Best answer first. ' : 'Newest first. '}
              Serif is a title or a passage as published; a title that was rebuilt from an address is set in our type.
              Of most only the facts are kept, not the text.
            </p>
          </div>
        </header>
        <div className="rule" />
        <SearchFilters
          path="/articles"
          view={view}
          label="Words in title, summary, text or quotes"
          question={text}
          choices={[
            {
              name: 'type',
              label: 'With signals of',
              value: type ?? '',
              options: [
                { value: '', label: 'Any type, or none' },
                ...Object.entries(TYPE_NAMES).map(([value, label]) => ({ value, label })),
              ],
            },
            {
              name: 'publisher',
              label: 'Publisher',
              value: publisher ?? '',
              options: [
                { value: '', label: 'Any' },
                ...publishersOf(answer.publishers, publisher).map((p) => ({
                  value: p.publisher,
                  label: `${p.publisher} (${number(p.n)})`,
                })),
              ],
            },
            {
              name: 'order',
              label: 'Order',
              value: order ?? '',
              options: [
                { value: '', label: 'Newest first' },
                { value: 'best', label: 'Best answer first' },
              ],
            },
          ]}
        />
        {answer.rows.length === 0 ? (
          <Empty
            title={text ? `No article answers to “${text}” here` : 'No article was published in these days'}
            why={
              text
                ? [
                    ...answer.notes,
                    'Texts that were fetched from a publisher’s page are searched only where the installation shows them.',
                  ].join(' ')
                : 'Articles come with the reference data and from the feeds that are added on the sources page.'
            }
            steps={[
              ...(text
                ? [{ label: `Signals with “${text}”`, href: pageAddress('/signals', view, {}, { q: text }) }]
                : []),
              { label: 'All articles', href: '/articles' },
            ]}
          />
        ) : (
          <ol className="signals">
            {answer.rows.map((row) => (
              <ArticleItem row={row} view={view} answer={answer} key={row.id} />
            ))}
          </ol>
        )}
        <Pager
          page={at}
          pages={Math.ceil(answer.total / PAGE_SIZE)}
          at={(n) => pageAddress('/articles', view, {}, { ...extra, page: n > 1 ? n : null })}
        />
      </div>
    </>
  )
}

function findingOf(total: number, text: string | undefined): string {
  const many = total >= ARTICLES_COUNTED && text !== undefined
  const count = many ? `${number(ARTICLES_COUNTED)} or more` : total === 0 ? 'No' : number(total)
  const things = total === 1 ? 'article' : 'articles'
  if (text === undefined) return `${count} ${things} on record`
  return `${count} ${things} ${total === 1 ? 'answers' : 'answer'} to “${text}”`
}

/** The publishers to choose from, with the chosen one among them. */
const publishersOf = (known: ArticlePage['publishers'], chosen: string | undefined): ArticlePage['publishers'] =>
  chosen && !known.some((p) => p.publisher === chosen) ? [{ publisher: chosen, n: 0 }, ...known] : known
