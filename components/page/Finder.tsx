'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Lens } from '@/components/ui/Icons'
import type { PaletteAsked } from './Palette'

type PalettePart = typeof import('./Palette')

/**
 * The search field of the top bar: a form that leads to `/search` by itself. Clicked, typed into or called by a key it opens
 * the palette, whose code and index are fetched only then. What is typed meanwhile lands in the field and is handed over.
 */
export function Finder() {
  const field = useRef<HTMLInputElement>(null)
  const [part, setPart] = useState<PalettePart | null>(null)
  const [asked, setAsked] = useState<PaletteAsked | null>(null)
  const [command, setCommand] = useState('Ctrl')
  const waiting = useRef(false)

  const load = useCallback(() => import('./Palette'), [])

  const open = useCallback(
    async (what: PaletteAsked['what']) => {
      if (waiting.current || document.querySelector('dialog[open]')) return
      waiting.current = true
      const from = document.activeElement instanceof HTMLElement ? document.activeElement : null
      if (what === 'find' && !part) field.current?.focus()
      try {
        setPart(await load())
        setAsked({ what, question: field.current?.value ?? '', from })
        if (field.current) field.current.value = ''
      } catch {
        // The field stays in focus: sent off, the form leads to the page with the same answers.
      } finally {
        waiting.current = false
      }
    },
    [load, part],
  )

  useEffect(() => {
    if (/mac|iphone|ipad/i.test(navigator.platform)) setCommand('Cmd')
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return
      const { key, target } = event
      const withCommand = event.ctrlKey || event.metaKey
      if (withCommand ? key.toLowerCase() !== 'k' || event.shiftKey : key !== '/' && key !== '?') return
      // A slash that somebody writes is a slash.
      const writes = target instanceof Element && target.closest('input, textarea, select, [contenteditable=true]')
      if (!withCommand && writes) return
      event.preventDefault()
      void open(key === '?' ? 'keys' : 'find')
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [open])

  const close = useCallback(() => {
    asked?.from?.focus()
    setAsked(null)
  }, [asked])

  return (
    <search className="finder">
      <form action="/search">
        <Lens />
        <input
          type="search"
          name="q"
          aria-label="Find a role, company, signal"
          aria-keyshortcuts="Control+K Meta+K /"
          placeholder="Find a role, company, signal"
          autoComplete="off"
          maxLength={100}
          ref={field}
          onPointerEnter={() => void load().catch(() => undefined)}
          onClick={() => void open('find')}
          onInput={(event) => {
            // Letters that are still being composed stay where they are.
            if (!(event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing)) void open('find')
          }}
        />
        <kbd>{command} K</kbd>
      </form>
      <a
        href="/search"
        aria-label="Search"
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return
          event.preventDefault()
          void open('find')
        }}
      >
        <Lens />
      </a>
      {part && asked && <part.Palette asked={asked} close={close} />}
    </search>
  )
}
