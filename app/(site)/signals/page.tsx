import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { isOperatorToken, OPERATOR_COOKIE } from '@/app/_http/operator'
import type { PageInput } from '@/app/_http/props'
import { readSaid } from '@/app/_http/said'
import { number } from '@/components/charts/format'
import { pageAddress } from '@/components/page/address'
import { ClaimsTable } from '@/components/page/ClaimsTable'
import { CorrectionsTable, PrecisionTable } from '@/components/page/CorrectionsTable'
import { Notices, Said } from '@/components/page/Notices'
import { Pager } from '@/components/page/Pager'
import { companiesPiece, rangePiece, readPageView, rolesPiece } from '@/components/page/pageView'
import { SearchFilters } from '@/components/page/SearchFilters'
import { SignalList } from '@/components/page/SignalList'
import { Empty } from '@/components/page/States'
import { TYPE_NAMES } from '@/components/page/signalWords'
import { asOfPieces, ViewBar, type ViewPiece } from '@/components/page/ViewBar'
import { getDb } from '@/lib/db/client'
import { signals } from '@/lib/queries'
import { claims } from '@/lib/queries/claims'
import { corrections, measuredPrecision } from '@/lib/queries/corrections'

export const metadata: Metadata = { title: 'Signals' }

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value.at(-1) : value)
const PAGE_SIZE = 40
/** What the page shows in place of the signals. */
const SHOWS = ['claims', 'corrections'] as const

export default async function SignalsPage({ searchParams }: PageInput) {
  const db = getDb()
  const [page, jar, formSaid] = await Promise.all([readPageView(searchParams, db), cookies(), readSaid()])
  const { view, today } = page
  const problems = [...page.problems]
  const operator = await isOperatorToken(jar.get(OPERATOR_COOKIE)?.value)
  const show = SHOWS.find((s) => s === one(page.params.show))
  const askedType = one(page.params.type)
  const type = askedType && Object.hasOwn(TYPE_NAMES, askedType) ? askedType : undefined
  if (askedType && !type) {
    const message = `A type is one of ${Object.keys(TYPE_NAMES).join(', ')}.`
    problems.push({ field: 'type', value: askedType.slice(0, 40), message, suggestion: null })
  }
  const text = one(page.params.q)?.trim().slice(0, 200) || undefined
  const number_ = Math.max(1, Math.min(10_000, Math.floor(Number(one(page.params.page) ?? 1)) || 1))
  const answer = await signals(view, db, {
    pageSize: PAGE_SIZE,
    page: number_,
    ...(type && { type }),
    ...(text && { text }),
  })
  const all = Object.values(answer.byType).reduce((sum, n) => sum + n, 0)
  const [claimed, said] = await Promise.all([
    show === 'claims' ? claims(view, db) : null,
    show === 'corrections' ? Promise.all([corrections(view, db), measuredPrecision(db)]) : null,
  ])
  const at = (change: { type?: string | null; page?: number; show?: string; words?: null }) =>
    pageAddress(
      '/signals',
      view,
      {},
      {
        show: change.show,
        type: change.type === undefined ? type : change.type,
        q: change.words === null ? null : text,
        page: change.page && change.page > 1 ? change.page : null,
      },
    )
  return (
    <>
      <ViewBar
        path="/signals"
        view={view}
        extra={{ type, q: text, show }}
        pieces={[
          'Showing signals ',
          ...(text
            ? ([
                'that mention ',
                {
                  menu: 'choice',
                  name: 'words',
                  label: `“${text}”`,
                  choices: [{ label: 'Without these words', href: at({ words: null }), current: false }],
                },
                ' ',
              ] satisfies ViewPiece[])
            : []),
          'about ',
          rolesPiece(view, 'any role'),
          ' at ',
          companiesPiece(page, 'any company', 'Any company'),
          ', from ',
          rangePiece(view.from, view.to),
          ...asOfPieces(view, today),
        ]}
      />
      <div className="wrap">
        <Notices problems={problems} path="/signals" params={page.params} />
        <header className="head">
          <div>
            <p className="kick">Signals</p>
            <h1>
              {claimed
                ? 'What was said of the future, and what became of it'
                : said
                  ? 'What the operator corrected, and how often the rules were right'
                  : answer.total === 0
                    ? 'No signal matches this view'
                    : `${number(answer.total)} dated ${answer.total === 1 ? 'signal' : 'signals'}, each with its source`}
            </h1>
            <p className="under">
              {claimed
                ? 'A listing, a site or a hiring plan with a time ahead, the latest statement first. Where the window changes, the claim has moved.'
                : said
                  ? 'Corrections stand over every later run of the rules, and can be undone. Only the operator may make them.'
                  : 'Newest first by the day it happened; below it, the day it was first known. Serif is someone else’s words, as published; all other words are ours.'}
            </p>
          </div>
        </header>
        <Said {...formSaid} />
        <div className="rule" />
        {!show && (
          <SearchFilters
            path="/signals"
            view={view}
            label="Words in the sentence or in what was quoted"
            question={text}
            choices={[]}
            extra={{ type }}
          />
        )}
        <nav className="filters" aria-label="Type of signal">
          <a href={at({ type: null })} aria-current={type || show ? undefined : 'true'}>
            All {number(all)}
          </a>
          {Object.entries(TYPE_NAMES)
            .filter(([key]) => (answer.byType[key] ?? 0) > 0)
            .map(([key, name]) => (
              <a href={at({ type: key })} aria-current={type === key && !show ? 'true' : undefined} key={key}>
                {name} {number(answer.byType[key] ?? 0)}
              </a>
            ))}
          <a href={at({ type: null, show: 'claims' })} aria-current={show === 'claims' ? 'true' : undefined}>
            Claims
          </a>
          <a href={at({ type: null, show: 'corrections' })} aria-current={show === 'corrections' ? 'true' : undefined}>
            Corrections
          </a>
        </nav>
        {claimed && <ClaimsTable rows={claimed.rows} view={view} />}
        {said && (
          <>
            <p className="subtitle">{said[1].words}</p>
            <PrecisionTable rows={said[1].rows} />
            <CorrectionsTable rows={said[0].rows} back={operator ? at({ type: null, show: 'corrections' }) : null} />
          </>
        )}
        {!show &&
          (answer.rows.length === 0 ? (
            <Empty
              title="Nothing was recorded here"
              why={
                text
                  ? [...answer.notes, `No signal of this view answers to “${text}”.`].join(' ')
                  : 'No signal of this kind falls into the days, roles and companies of this view.'
              }
              steps={[
                ...(text
                  ? [{ label: `Articles with “${text}”`, href: pageAddress('/articles', view, {}, { q: text }) }]
                  : []),
                { label: 'All signals', href: '/signals' },
              ]}
            />
          ) : (
            <SignalList
              signals={answer.rows}
              view={view}
              explain
              back={operator ? at({ page: answer.page }) : null}
              marks={answer.marks}
            />
          ))}
        {!show && (
          <Pager page={answer.page} pages={Math.ceil(answer.total / answer.pageSize)} at={(n) => at({ page: n })} />
        )}
      </div>
    </>
  )
}
