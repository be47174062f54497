'use client'

import { useEffect, useState } from 'react'
import { number } from '@/components/charts/format'
import type { SourcesData } from '@/lib/queries/types'

type Running = { id: string; name: string; seen: number; message: string | null }

/** While something runs it is looked at often; otherwise now and then, whether something began. */
const BUSY_MS = 2_000
const IDLE_MS = 15_000

const runningOf = (sources: SourcesData['sources']): Running[] =>
  sources
    .filter((s) => s.state === 'running')
    .map((s) => ({ id: s.id, name: s.name, seen: s.lastRun?.seen ?? 0, message: s.lastRun?.message ?? null }))

/** The visits that run at this moment and how far they are, kept up to date while the page is looked at. */
export function RunningIngest({ sources }: { sources: SourcesData['sources'] }) {
  const [running, setRunning] = useState(() => runningOf(sources))
  const isBusy = running.length > 0
  useEffect(() => {
    const stop = new AbortController()
    const look = async () => {
      if (document.hidden) return
      try {
        const answer = await fetch('/api/sources', { signal: stop.signal })
        if (answer.ok) setRunning(runningOf(((await answer.json()) as SourcesData).sources))
      } catch {
        // What was last known stays; the next look may find the server again.
      }
    }
    const timer = setInterval(() => void look(), isBusy ? BUSY_MS : IDLE_MS)
    return () => {
      clearInterval(timer)
      stop.abort()
    }
  }, [isBusy])
  if (!isBusy) return null
  return (
    <section className="section" aria-live="polite">
      <p className="kick">Being read now</p>
      <ul className="limits">
        {running.map((run) => (
          <li key={run.id} style={{ gridTemplateColumns: 'minmax(0,1fr)' }}>
            <span>
              <b>{run.name}</b>
              {run.seen > 0 && `: ${number(run.seen)} read so far`}
              {run.message && ` (${run.message})`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
