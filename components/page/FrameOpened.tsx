'use client'
import { useEffect, useState } from 'react'
import type { ExportFacts } from '@/app/_http/exportFacts'
import { CitePanel } from './Cited'
import { ExportPanel } from './ExportPanel'
import { RowsTable } from './RowsTable'

type Got<T> = { ok: true; body: T } | { ok: false; message: string; next: string }

/** What an action under a chart opens: fetched with its code when it is first asked for. */
export function FrameOpened({
  kind,
  name,
  title,
  query,
}: {
  kind: 'table' | 'cite' | 'export'
  name: string
  title: string
  query: string
}) {
  const address = kind === 'table' ? `/charts/${name}.json?${query}` : `/api/citations?chart=${name}&${query}`
  const [got, setGot] = useState<Got<unknown> | null>(null)
  useEffect(() => {
    let current = true
    setGot(null)
    void ask(address).then((answer) => current && setGot(answer))
    return () => {
      current = false
    }
  }, [address])
  if (!got) return <p className="tiny">Reading…</p>
  if (!got.ok) {
    return (
      <p className="notice error">
        {got.message} {got.next}
      </p>
    )
  }
  // The two addresses are ours: `.json` has rows, the other the facts.
  if (kind === 'table') return <RowsTable rows={(got.body as { rows: unknown[] }).rows} caption={`${title}: table`} />
  const facts = got.body as ExportFacts
  return kind === 'cite' ? (
    <CitePanel name={name} query={query} facts={facts} />
  ) : (
    <ExportPanel name={name} title={title} query={query} facts={facts} />
  )
}

async function ask(address: string): Promise<Got<unknown>> {
  try {
    const answer = await fetch(address)
    const body: unknown = await answer.json()
    if (answer.ok) return { ok: true, body }
    const { error } = body as { error: { message: string; next: string } }
    return { ok: false, ...error }
  } catch {
    return { ok: false, message: 'This could not be fetched.', next: 'Check that the product still runs.' }
  }
}
