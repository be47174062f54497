import type { Metadata } from 'next'
import type { PageInput } from '@/app/_http/props'
import { number } from '@/components/charts/format'
import { ArticleItem } from '@/components/page/ArticleItem'
import { KIND_WORDS } from '@/components/page/findWords'
import { SignalList } from '@/components/page/SignalList'
import { Empty } from '@/components/page/States'
import { sentenceCase } from '@/lib/analytics/words'
import { readConfig } from '@/lib/config'
import { getDb } from '@/lib/db/client'
import { articles, searchIndex, signals } from '@/lib/queries'
import {
  type FindEntry,
  LONGEST_QUESTION,
  MOST_FOUND,
  rankEntries,
  signalsAddress,
  suggestEntry,
} from '@/lib/search/rank'
import { DEFAULT_VIEW } from '@/lib/view'

export const metadata: Metadata = { title: 'Search', robots: { index: false } }

const SIGNALS_SHOWN = 8
const ARTICLES_SHOWN = 5
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value.at(-1) : value)

export default async function SearchPage({ searchParams }: PageInput) {
  const db = getDb()
  const showFetched = readConfig().SHOW_FETCHED_TEXT
  const question = (one((await searchParams).q) ?? '').trim().slice(0, LONGEST_QUESTION)
  const [entries, told, read] = await Promise.all([
    searchIndex(db),
    question ? signals(DEFAULT_VIEW, db, { text: question, pageSize: SIGNALS_SHOWN }) : null,
    question
      ? articles(DEFAULT_VIEW, db, { text: question, pageSize: ARTICLES_SHOWN, order: 'best', showFetched })
      : null,
  ])
  const found = question ? rankEntries(entries, question, entries.length) : []
  const near = question && found.length === 0 ? suggestEntry(entries, question) : null
  const total = told?.total ?? 0
  const articlesTotal = read?.total ?? 0
  return (
    <div className="wrap">
      <header className="head">
        <div>
          <p className="kick">Search</p>
          <h1>{question ? findingOf(question, found.length, total, articlesTotal) : standOf(entries)}</h1>
          {near && (
            <p className="under">
              Did you mean{' '}
              <a className="place" href={`/search?${new URLSearchParams({ q: near.label })}`}>
                {near.label}
              </a>
              ?
            </p>
          )}
        </div>
      </header>
      <search>
        <form className="search-form" action="/search">
          <input
            type="search"
            name="q"
            aria-label="Name or words"
            placeholder="Find a role, company, signal"
            defaultValue={question}
            maxLength={LONGEST_QUESTION}
          />
          <button className="button" type="submit">
            Search
          </button>
        </form>
      </search>
      {question ? (
        <>
          {found.length > 0 && (
            <Found
              title={found.length > MOST_FOUND ? `By name, the ${MOST_FOUND} nearest` : 'By name'}
              entries={found.slice(0, MOST_FOUND)}
            />
          )}
          {told && told.rows.length > 0 && (
            <section className="section ruled">
              <h2>Latest signals that mention “{question}”</h2>
              <p className="subtitle">
                Newest first by the day it happened. Serif is someone else’s words, as published.
              </p>
              <SignalList signals={told.rows} view={DEFAULT_VIEW} marks={told.marks} />
              {total > told.rows.length && (
                <a className="place more" href={signalsAddress(question)}>
                  All {number(total)} signals
                </a>
              )}
            </section>
          )}
          {read && read.rows.length > 0 && (
            <section className="section ruled">
              <h2>Articles that answer best</h2>
              <ol className="signals">
                {read.rows.map((row) => (
                  <ArticleItem row={row} view={DEFAULT_VIEW} answer={read} key={row.id} />
                ))}
              </ol>
              {articlesTotal > read.rows.length && (
                <a className="place more" href={`/articles?${new URLSearchParams({ q: question })}`}>
                  All {number(articlesTotal)} articles
                </a>
              )}
            </section>
          )}
          {found.length === 0 && total === 0 && articlesTotal === 0 && (
            <Empty
              title="What can be found"
              why="Pages, roles, companies and series by the beginning of any word of their names, also without accents: a company’s ticker, a role’s code (GPU, SRE), an indicator’s id (UNRATE). Signals and articles by words in any form, “a phrase”, or, and -without."
              steps={[
                { label: near ? near.label : 'Roles', href: near ? near.href : '/roles' },
                { label: 'Companies', href: '/companies' },
                { label: 'All signals', href: '/signals' },
              ]}
            />
          )}
        </>
      ) : (
        <>
          <Found title="Pages" entries={entries.filter((e) => e.kind === 'page')} />
          <Found title="Roles" entries={entries.filter((e) => e.kind === 'role')} />
          <Found title="Series" entries={entries.filter((e) => e.kind === 'series')} />
        </>
      )}
    </div>
  )
}

function Found({ title, entries }: { title: string; entries: FindEntry[] }) {
  if (entries.length === 0) return null
  return (
    <section className="section ruled">
      <h2>{title}</h2>
      <ul className="found-list found">
        {entries.map((entry) => (
          <li key={entry.href}>
            <a className="place name" href={entry.href}>
              {entry.label}
            </a>
            <span className="hint">{entry.hint}</span>
            <span className="kind">{KIND_WORDS[entry.kind]}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const counted = (n: number, thing: string, things = `${thing}s`) => `${number(n)} ${n === 1 ? thing : things}`

/** What was found, in one sentence. */
function findingOf(question: string, names: number, told: number, read: number): string {
  const asked = `“${question}”`
  if (names === 0 && told === 0 && read === 0) return `No name, no signal and no article answers to ${asked}`
  const parts = [
    names > 0 ? `${counted(names, 'name')} ${names === 1 ? 'answers' : 'answer'} to ${asked}` : null,
    told > 0 ? `${counted(told, 'signal')} ${told === 1 ? 'mentions' : 'mention'} ${names > 0 ? 'it' : asked}` : null,
    read > 0
      ? `${counted(read, 'article')} ${read === 1 ? 'answers' : 'answer'} to ${names > 0 || told > 0 ? 'it' : asked}`
      : null,
  ]
  return sentenceCase(parts.filter((part) => part !== null).join(', '))
}

/** What can be found at all. */
function standOf(entries: readonly FindEntry[]): string {
  const of = (kind: FindEntry['kind']) => entries.filter((e) => e.kind === kind).length
  const companies = of('company')
  const parts = [counted(of('role'), 'role'), counted(of('series'), 'series', 'series')]
  if (companies > 0) parts.unshift(counted(companies, 'company', 'companies'))
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)} can be found by name, every signal and article by its words`
}
