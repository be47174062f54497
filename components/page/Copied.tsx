'use client'
import { useState } from 'react'
import { copyText } from './clipboard'

/** A button that copies a text, or what `make` fetches, and says whether it did. */
export function Copied({
  what,
  text,
  make,
  label = 'Copy',
}: {
  /** For those who hear the page: what is copied. */
  what: string
  text?: string
  make?: () => Promise<void>
  label?: string
}) {
  const [said, setSaid] = useState<string | null>(null)
  const copy = async () => {
    try {
      await (make ? make() : copyText(text ?? ''))
      setSaid('Copied')
    } catch {
      setSaid('The browser did not allow it')
    }
  }
  return (
    <button className="plain" type="button" onClick={() => void copy()} onBlur={() => setSaid(null)}>
      <span aria-live="polite">{said ?? label}</span>
      {!said && <span className="sr"> {what}</span>}
    </button>
  )
}
