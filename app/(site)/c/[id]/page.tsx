import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { originOf, searchParamsOf } from '@/app/_http/answers'
import type { PageInput } from '@/app/_http/props'
import { dayWords } from '@/components/charts/format'
import { Cited } from '@/components/page/Cited'
import { readChart } from '@/components/page/chartRequest'
import { RowsTable } from '@/components/page/RowsTable'
import { Scroller } from '@/components/page/Scroller'
import { plural } from '@/lib/analytics/words'
import { readConfig } from '@/lib/config'
import { getDb } from '@/lib/db/client'
import { asWaveError } from '@/lib/errors'
import { citation, type Versions } from '@/lib/exports'
import { compareRows } from '@/lib/exports/compare'
import { FROZEN_FORMS, frozenContent } from '@/lib/exports/frozenFile'
import { chartAnswer, isChartName } from '@/lib/queries'
import { type FrozenChart, frozenChart } from '@/lib/queries/frozen'
import { versions } from '@/lib/queries/versions'

type Asked = PageInput<{ id: string }>['params']

export async function generateMetadata({ params }: { params: Asked }): Promise<Metadata> {
  const frozen = await frozenChart((await params).id, getDb())
  if (!frozen) return { title: 'Frozen chart' }
  return {
    title: frozen.title,
    openGraph: {
      type: 'article',
      siteName: 'Hiring Wave',
      images: [{ url: `/c/${frozen.id}.png`, alt: frozen.title }],
    },
    twitter: { card: 'summary_large_image' },
  }
}

/** A frozen chart: as it was, how to cite it, and what the same view shows today. */
export default async function FrozenPage({ params }: { params: Asked }) {
  const db = getDb()
  const frozen = await frozenChart((await params).id, db)
  const content = frozen && (await frozenContent(frozen, db))
  if (!frozen || !content) notFound()
  const [now, made] = await Promise.all([today(frozen, content.rows), versions(db)])
  const origin = originOf(await headers(), readConfig().PUBLIC_URL)
  const { from, to } = content.view
  const cited = citation(
    { ...content, from, to, knownOn: frozen.knownOn, versions: frozen.versions, link: `${origin}/c/${frozen.id}` },
    { accessed: frozen.frozenOn, frozenOn: frozen.frozenOn },
  )
  return (
    <div className="wrap">
      <div className="section">
        <p className="kick">
          Frozen on {dayWords(frozen.frozenOn)} · as known on {dayWords(frozen.knownOn)} · {madeWords(frozen.versions)}
        </p>
        <h1 className="long">{frozen.title}</h1>
        <p className="subtitle">
          This chart does not change any more: rows, drawing and files below are those of the day on which it was
          frozen.
        </p>
      </div>
      <Scroller label="The drawing as it was frozen" className="frozen">
        <FrozenDrawing className="frozen-light" svg={content.light} />
        <FrozenDrawing className="frozen-dark" svg={content.dark} />
      </Scroller>
      <p className="actions">
        {FROZEN_FORMS.map((form) => (
          <a href={`/c/${frozen.id}.${form}`} key={form}>
            {form.toUpperCase()}
          </a>
        ))}
      </p>
      <div className="section ruled">
        <h2>The same view today</h2>
        <p>{now.words}</p>
        <p>
          {frozen.versions.data === made.data && frozen.versions.rules === made.rules
            ? 'The data and the rules are the same as then.'
            : `Then it was ${madeWords(frozen.versions)}; now it is ${madeWords(made)}.`}{' '}
          {now.href && <a href={now.href}>See it as it is today</a>}
        </p>
      </div>
      <div className="section ruled">
        <h2>How to cite it</h2>
        <Cited citation={cited} />
      </div>
      <div className="section ruled">
        <h2>Its rows</h2>
        <details>
          <summary>{plural(content.rows.length, 'row')} as they were frozen</summary>
          <RowsTable rows={content.rows} caption={`${frozen.title}: rows as they were frozen`} />
        </details>
      </div>
    </div>
  )
}

function FrozenDrawing({ className, svg }: { className: string; svg: string | null }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own drawing out of the archive; its text was escaped when it was drawn
  return <div className={className} dangerouslySetInnerHTML={{ __html: svg ?? '' }} />
}

const madeWords = ({ data, rules }: Versions): string => `data version ${data}, rules ${rules}`

/** What the frozen view shows on the present data, in a sentence. */
async function today(frozen: FrozenChart, then: readonly object[]): Promise<{ words: string; href: string | null }> {
  const { chart, query } = frozen
  if (!isChartName(chart)) return { words: 'This chart is not drawn any more.', href: null }
  const href = `/embed/${chart}${query && `?${query}`}`
  try {
    const { view, params } = readChart(searchParamsOf(new URLSearchParams(query)))
    const answer = await chartAnswer(chart, view, params, getDb())
    const found = compareRows(then, answer.rows)
    if (found.same) return { words: `It shows the same, row for row: ${answer.title}.`, href }
    const parts = [
      `${plural(found.kept, 'row')} as they were`,
      `${plural(found.added, 'row')} new or changed`,
      `${plural(found.gone, 'row')} gone or changed`,
    ]
    return { words: `It now says: ${answer.title}. ${parts.join(', ')}.`, href }
  } catch (thrown) {
    const error = asWaveError(thrown)
    if (error.code === 'internal') console.error(thrown)
    return { words: `It cannot be shown today: ${error.message}`, href: null }
  }
}
