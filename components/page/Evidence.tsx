'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { number } from '@/components/charts/format'
import type { EvidenceData } from '@/lib/queries/types'
import { EventItem, PostingItem } from './EvidenceParts'

/** Asks the panel to show what is behind a number. `query` is that of `/api/evidence`. */
export const EVIDENCE_EVENT = 'wave:evidence'
export interface EvidenceAsked {
  query: string
  /** Where focus goes back to. */
  from: HTMLElement | SVGElement | null
}

type State =
  | { kind: 'closed' }
  | { kind: 'waiting'; slow: boolean }
  | { kind: 'shown'; data: EvidenceData; query: string }
  | { kind: 'failed'; message: string; next: string; code: string; query: string }

type Tab = 'postings' | 'events' | 'method'

/** The one evidence panel of a page: opened by a dotted number or by a chart's pick, closed with Esc. */
export function Evidence() {
  const [state, setState] = useState<State>({ kind: 'closed' })
  const [tab, setTab] = useState<Tab>('postings')
  const opener = useRef<HTMLElement | SVGElement | null>(null)
  const panel = useRef<HTMLElement>(null)
  const latest = useRef(0)
  const [side, setSide] = useState<'right' | 'left'>('right')

  const close = useCallback(() => {
    latest.current += 1
    setState({ kind: 'closed' })
    opener.current?.focus()
  }, [])

  const open = useCallback(async ({ query, from }: EvidenceAsked) => {
    const mine = ++latest.current
    opener.current = from
    setSide(sideOf(from))
    setState({ kind: 'waiting', slow: false })
    const slowly = setTimeout(() => {
      if (latest.current === mine) setState({ kind: 'waiting', slow: true })
    }, 300)
    const next = await ask(query).finally(() => clearTimeout(slowly))
    if (latest.current !== mine) return
    if (next.kind === 'shown')
      setTab(next.data.postings.total > 0 ? 'postings' : next.data.events.length > 0 ? 'events' : 'method')
    setState(next)
  }, [])

  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
      const door = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-door]') : null
      if (!door) return
      event.preventDefault()
      void open({ query: new URL(door.href).search, from: door })
    }
    const onAsked = (event: Event) => {
      if (event instanceof CustomEvent) void open(event.detail as EvidenceAsked)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) close()
    }
    document.addEventListener('click', onClick)
    document.addEventListener('keydown', onKey)
    window.addEventListener(EVIDENCE_EVENT, onAsked)
    return () => {
      document.removeEventListener('click', onClick)
      document.removeEventListener('keydown', onKey)
      window.removeEventListener(EVIDENCE_EVENT, onAsked)
    }
  }, [open, close])

  useEffect(() => {
    if (state.kind === 'shown' || state.kind === 'failed') panel.current?.focus()
  }, [state.kind])

  if (state.kind === 'closed') return null
  return (
    <aside className={`evidence ${side}`} aria-label="Evidence" aria-live="polite" tabIndex={-1} ref={panel}>
      <button className="plain close small" type="button" onClick={close} aria-label="Close the evidence">
        Close
      </button>
      {state.kind === 'waiting' && (
        <h2 className="soft">{state.slow ? 'Reading the postings and events behind this number …' : 'Evidence'}</h2>
      )}
      {state.kind === 'failed' && (
        <div className="failure">
          <h3>{state.message}</h3>
          <p>{state.next}</p>
          <p className="buttons">
            <button className="button" type="button" onClick={() => open({ query: state.query, from: opener.current })}>
              Try again
            </button>
          </p>
          <p className="tiny">{state.code} · evidence</p>
        </div>
      )}
      {state.kind === 'shown' && <Shown {...state} key={state.query} tab={tab} setTab={setTab} close={close} />}
    </aside>
  )
}

/** Beside what was asked for, never over it: what stands in the right half gets the panel on its left. */
function sideOf(from: Element | null): 'right' | 'left' {
  const box = (from?.closest('.frame') ?? from)?.getBoundingClientRect()
  return box && box.left > window.innerWidth / 2 ? 'left' : 'right'
}

function Shown({
  data: first,
  query,
  tab,
  setTab,
  close,
}: {
  data: EvidenceData
  query: string
  tab: Tab
  setTab: (tab: Tab) => void
  close: () => void
}) {
  // Pages that the reader asked for go behind the first.
  const [rest, setRest] = useState<EvidenceData['postings']['rows']>([])
  const [waiting, setWaiting] = useState(false)
  const data = { ...first, postings: { ...first.postings, rows: [...first.postings.rows, ...rest] } }
  const more = async () => {
    setWaiting(true)
    const next = await ask(`${query}&page=${Math.floor(data.postings.rows.length / 100) + 1}`)
    setWaiting(false)
    if (next.kind === 'shown') setRest([...rest, ...next.data.postings.rows])
  }
  const tabs: { key: Tab; label: string; count: number | null }[] = [
    { key: 'postings', label: 'Postings', count: data.postings.total },
    { key: 'events', label: 'Events', count: data.eventsTotal },
    { key: 'method', label: 'How it is counted', count: null },
  ]
  return (
    <>
      <h2>{data.label}</h2>
      <div className="tabs" role="tablist">
        {tabs.map(({ key, label, count }) => (
          <button
            type="button"
            role="tab"
            id={`evidence-tab-${key}`}
            aria-selected={tab === key}
            aria-controls="evidence-panel"
            tabIndex={tab === key ? 0 : -1}
            onClick={() => setTab(key)}
            onKeyDown={(event) => {
              const next = neighbour(tabs, key, event.key)
              if (!next) return
              event.preventDefault()
              setTab(next.key)
              document.getElementById(`evidence-tab-${next.key}`)?.focus()
            }}
            key={key}
          >
            {label} {count ?? ''}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="evidence-panel" aria-labelledby={`evidence-tab-${tab}`}>
        {tab === 'postings' && (
          <ol>
            {data.postings.rows.length === 0 && (
              <li className="small soft">No single posting is kept behind this number.</li>
            )}
            {data.postings.rows.map((posting) => (
              <PostingItem posting={posting} key={posting.id} />
            ))}
          </ol>
        )}
        {tab === 'events' && (
          <ol>
            {data.events.length === 0 && <li className="small soft">No event is recorded here.</li>}
            {data.events.map((signal) => (
              <EventItem signal={signal} key={signal.id} />
            ))}
          </ol>
        )}
        {tab === 'method' && (
          <ol>
            {data.method.map((line) => (
              <li className="small soft" key={line}>
                {line}
              </li>
            ))}
          </ol>
        )}
      </div>
      {tab === 'postings' && data.postings.rows.length > 0 && (
        <p className="tiny" aria-live="polite">
          {data.postings.rows.length < data.postings.total
            ? `The newest ${number(data.postings.rows.length)} of ${number(data.postings.total)}.`
            : `All ${number(data.postings.total)}, newest first.`}
        </p>
      )}
      {tab === 'events' && data.events.length < data.eventsTotal && (
        <p className="tiny">
          The newest {number(data.events.length)} of {number(data.eventsTotal)}.
        </p>
      )}
      <p className="foot">
        {tab === 'postings' && data.postings.rows.length < data.postings.total && (
          <button className="plain" type="button" onClick={more}>
            {waiting ? 'Reading …' : 'Show more'}
          </button>
        )}
        <a className="place" href={`/api/evidence${query}&format=csv`} download="evidence.csv">
          CSV of all
        </a>
        <button className="plain" type="button" onClick={close}>
          Unpin (Esc)
        </button>
      </p>
    </>
  )
}

/** The tab that a key leads to, round the ends; null: the key is none of theirs. */
function neighbour<T extends { key: Tab }>(tabs: readonly T[], at: Tab, key: string): T | null {
  const i = tabs.findIndex((tab) => tab.key === at)
  const to = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: tabs.length - 1 }[key]
  return to === undefined ? null : (tabs.at(to % tabs.length) ?? null)
}

async function ask(query: string): Promise<State> {
  try {
    const answer = await fetch(`/api/evidence${query}`, { headers: { accept: 'application/json' } })
    const body: unknown = await answer.json()
    if (answer.ok) return { kind: 'shown', data: body as EvidenceData, query }
    const { error } = body as { error: { code: string; message: string; next: string } }
    return { kind: 'failed', ...error, query }
  } catch {
    return {
      kind: 'failed',
      code: 'network',
      message: 'The evidence could not be fetched',
      next: 'Check that the product still runs, then try again.',
      query,
    }
  }
}
