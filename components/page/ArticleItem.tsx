import { number } from '@/components/charts/format'
import type { ArticlePage, ArticleRow } from '@/lib/queries/types'
import type { View } from '@/lib/view'
import { pageAddress } from './address'
import { Out } from './EvidenceParts'
import { Hits, Pieces, QuotedHits } from './Hits'
import { partialWords, safeHref } from './signalWords'

/** An article in a list; of a search with the passage that answers. */
export function ArticleItem({ row, view, answer }: { row: ArticleRow; view: View; answer: ArticlePage }) {
  const href = safeHref(row.url)
  const passage = Object.hasOwn(answer.passages, row.id) ? answer.passages[row.id] : undefined
  const Title = row.titleIs === 'published' ? QuotedHits : Hits
  return (
    <li>
      <p className="when">{row.publishedOn ? partialWords(row.publishedOn) : 'day not known'}</p>
      <span className="glyph" />
      <div className="body">
        <p className={row.titleIs === 'published' ? 'quote' : 'what'}>
          <a href={pageAddress(`/articles/${encodeURIComponent(row.id)}`, { ...view, roles: [], companies: [] })}>
            <Title text={row.title} marks={answer.marks} />
          </a>
        </p>
        {row.summary && (
          <p className="small soft">
            <Hits text={row.summary} marks={answer.marks} />
          </p>
        )}
        {passage && (
          <p className="quote passage">
            … <Pieces pieces={passage.words} /> …
          </p>
        )}
        <p className="by">
          {href ? <Out href={href}>{row.publisher}</Out> : row.publisher}
          {row.titleIs === 'rebuilt' && ' · title rebuilt from the address'}
          {passage &&
            ` · ${passage.from === 'quote' ? 'quoted' : passage.from === 'teaser' ? 'in the teaser' : 'in the text'}`}
          {row.signals > 0 && ` · ${number(row.signals)} ${row.signals === 1 ? 'signal' : 'signals'}`}
        </p>
      </div>
    </li>
  )
}
