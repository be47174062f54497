'use client'
import { useEffect, useRef } from 'react'

/**
 * On paper a link cannot be followed: before the page is printed each link to evidence or to a source gets a number, and
 * the addresses stand at the end, equal ones once.
 */
export function PrintNotes() {
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    const write = () => {
      if (list.current) numberLinks(list.current)
    }
    const paper = window.matchMedia('print')
    const onPaper = () => paper.matches && write()
    // The page may be on paper already when it wakes: printed before its script had come.
    onPaper()
    window.addEventListener('beforeprint', write)
    paper.addEventListener('change', onPaper)
    return () => {
      window.removeEventListener('beforeprint', write)
      paper.removeEventListener('change', onPaper)
    }
  }, [])
  return (
    <section className="print-notes wrap">
      <h2>Addresses</h2>
      <ol ref={list} />
    </section>
  )
}

function numberLinks(list: HTMLOListElement): void {
  const numbers = new Map<string, number>()
  const links = document.querySelectorAll<HTMLAnchorElement>(
    'main a[data-door], main a[target="_blank"], .source-line a',
  )
  for (const link of links) {
    const number = numbers.get(link.href) ?? numbers.size + 1
    numbers.set(link.href, number)
    link.dataset.note = String(number)
  }
  list.replaceChildren(
    ...[...numbers.keys()].map((address) => {
      const item = document.createElement('li')
      item.textContent = address
      return item
    }),
  )
}
