'use client'
import { useState } from 'react'

/** Copies the page's address, which reproduces the view. */
export function CopyLink() {
  const [said, setSaid] = useState<string | null>(null)
  return (
    <button
      className="plain"
      type="button"
      onClick={() => {
        navigator.clipboard.writeText(window.location.href).then(
          () => setSaid('Copied'),
          () => setSaid('Copy it from the address bar'),
        )
      }}
      onBlur={() => setSaid(null)}
    >
      <span aria-live="polite">{said ?? 'Copy link'}</span>
    </button>
  )
}
