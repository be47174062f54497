'use client'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { Lens } from '@/components/ui/Icons'
import {
  type FindEntry,
  LONGEST_QUESTION,
  MOST_FOUND,
  rankEntries,
  signalsAddress,
  suggestEntry,
} from '@/lib/search/rank'
import { KIND_WORDS } from './findWords'
import { KeysHelp } from './KeysHelp'

export interface PaletteAsked {
  what: 'find' | 'keys'
  /** What was typed before it opened. */
  question: string
  /** Where focus goes back to. */
  from: HTMLElement | null
}

interface Row {
  label: string
  href: string
  hint: string
  kind: string
}
type Index = { kind: 'waiting' } | { kind: 'shown'; entries: FindEntry[] } | { kind: 'failed' }

/** The dialog over the page: places by name, or the keys that exist. Esc or a click beside closes it. */
export function Palette({ asked, close }: { asked: PaletteAsked; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [what, setWhat] = useState(asked.what)
  useEffect(() => {
    const node = dialog.current
    if (!node || node.open) return
    // A closed dialog hands focus back to a field without its caret; whoever opened it does that better.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    node.showModal()
  }, [])
  return (
    <dialog
      className="palette"
      aria-label={what === 'find' ? 'Find' : 'Keys'}
      ref={dialog}
      onClose={close}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // The panel of evidence under it stays as it is.
        event.preventDefault()
        dialog.current?.close()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) dialog.current?.close()
      }}
    >
      {what === 'find' ? (
        <Find first={asked.question} showKeys={() => setWhat('keys')} close={() => dialog.current?.close()} />
      ) : (
        <KeysHelp close={() => dialog.current?.close()} />
      )}
    </dialog>
  )
}

function Find({ first, showKeys, close }: { first: string; showKeys: () => void; close: () => void }) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [question, setQuestion] = useState(first)
  const [at, setAt] = useState(0)
  const [index, setIndex] = useState<Index>({ kind: 'waiting' })

  useEffect(() => {
    let here = true
    void readIndex().then((read) => here && setIndex(read))
    const input = field.current
    input?.focus()
    input?.setSelectionRange(input.value.length, input.value.length)
    return () => {
      here = false
    }
  }, [])

  const { rows, none } = useMemo(() => rowsOf(index, question), [index, question])
  const active = Math.min(at, rows.length - 1)
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const move = (key: string): boolean => {
    if (rows.length === 0) return false
    if (key === 'ArrowDown') setAt((active + 1) % rows.length)
    else if (key === 'ArrowUp') setAt((active + rows.length - 1) % rows.length)
    else if (key === 'PageDown') setAt(rows.length - 1)
    else if (key === 'PageUp') setAt(0)
    else return false
    return true
  }
  const option = (i: number) => `${id}-${i}`
  return (
    <>
      <form
        action="/search"
        onSubmit={(event) => {
          const row = rows[active]
          // Before the index has come the page answers.
          if (!row) return
          event.preventDefault()
          window.location.assign(row.href)
        }}
      >
        <Lens />
        <input
          type="search"
          name="q"
          role="combobox"
          aria-label="Find a role, company, signal"
          aria-expanded={rows.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={rows.length > 0 ? option(active) : undefined}
          placeholder="Find a role, company, signal"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={LONGEST_QUESTION}
          value={question}
          ref={field}
          onChange={(event) => {
            setQuestion(event.target.value)
            setAt(0)
          }}
          onKeyDown={(event) => {
            if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
            if (event.key === '?' && question === '') {
              event.preventDefault()
              showKeys()
            } else if (move(event.key)) event.preventDefault()
          }}
        />
        <button className="plain" type="button" onClick={close}>
          Close
        </button>
      </form>
      <div className="found" role="listbox" id={`${id}-list`} aria-label="Found" tabIndex={-1} ref={list}>
        {rows.map((row, i) => (
          <a
            href={row.href}
            role="option"
            id={option(i)}
            aria-selected={i === active}
            tabIndex={-1}
            onPointerMove={() => setAt(i)}
            key={row.href}
          >
            <span className="name">{row.label}</span>
            <span className="hint">{row.hint}</span>
            <span className="kind">{row.kind}</span>
          </a>
        ))}
      </div>
      <p className={none || index.kind === 'failed' ? 'said' : 'hidden'} role="status">
        {index.kind === 'failed'
          ? 'The list of names could not be fetched. Enter looks on the search page.'
          : index.kind === 'waiting'
            ? ''
            : none
              ? none
              : `${rows.length} found`}
      </p>
      <p className="foot">
        <span>Arrow keys move</span>
        <span>Enter opens</span>
        <span>Esc closes</span>
        <button className="plain" type="button" onClick={showKeys}>
          All keys
        </button>
      </p>
    </>
  )
}

/** What is listed for a question, and what is said when no name answers it. */
function rowsOf(index: Index, question: string): { rows: Row[]; none: string | null } {
  if (index.kind !== 'shown') return { rows: [], none: null }
  const text = question.trim()
  const found = rankEntries(index.entries, question, text === '' ? MOST_FOUND : MOST_FOUND - 1)
  const near = found.length === 0 ? suggestEntry(index.entries, question) : null
  const rows: Row[] = [...found, ...(near ? [near] : [])].map((entry) => ({
    label: entry.label,
    href: entry.href,
    hint: entry.hint,
    kind: KIND_WORDS[entry.kind],
  }))
  if (text !== '')
    rows.push({ label: `Signals that mention “${text}”`, href: signalsAddress(text), hint: '', kind: 'Signals' })
  const none =
    found.length > 0
      ? null
      : near
        ? `No name answers to that. Did you mean ${near.label}?`
        : 'No name answers to that. Try a role, a company, a ticker or an indicator.'
  return { rows, none }
}

async function readIndex(): Promise<Index> {
  try {
    const answer = await fetch('/api/search')
    if (!answer.ok) return { kind: 'failed' }
    const { entries } = (await answer.json()) as { entries: FindEntry[] }
    return { kind: 'shown', entries }
  } catch {
    return { kind: 'failed' }
  }
}
