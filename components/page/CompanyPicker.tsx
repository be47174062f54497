'use client'
import { useEffect, useRef, useState } from 'react'

interface Named {
  company: string
  name: string
}
type List = { kind: 'waiting' } | { kind: 'shown'; companies: Named[] } | { kind: 'failed' }

/**
 * The companies of a view's menu. Nobody needs all of them before the menu is open, so only those chosen come with the
 * page; the rest is read when it opens. `check`: boxes of a form; `go`: links to each company's page with `query`.
 */
export function CompanyPicker({ as, chosen, query = '' }: { as: 'check' | 'go'; chosen: Named[]; query?: string }) {
  const root = useRef<HTMLDivElement>(null)
  const [list, setList] = useState<List>({ kind: 'waiting' })
  const [filter, setFilter] = useState('')
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set(chosen.map((c) => c.company)))

  useEffect(() => {
    const menu = root.current?.closest('[popover]')
    if (!menu) return
    const onToggle = (event: Event) => {
      if ('newState' in event && event.newState === 'open') void load().then(setList)
    }
    menu.addEventListener('toggle', onToggle)
    // Opened before this ran.
    if (menu.matches(':popover-open')) void load().then(setList)
    return () => menu.removeEventListener('toggle', onToggle)
  }, [])

  const words = filter.trim().toLowerCase()
  const known = list.kind === 'shown' ? list.companies : chosen
  const shown = known.filter((c) => picked.has(c.company) || c.name.toLowerCase().includes(words))
  const toggle = (company: string) =>
    setPicked((before) => {
      const after = new Set(before)
      if (!after.delete(company)) after.add(company)
      return after
    })
  return (
    <div ref={root}>
      {list.kind === 'failed' && (
        <p className="tiny">The list could not be fetched. Close this menu and open it again.</p>
      )}
      {list.kind === 'shown' && (
        <p>
          <input
            type="search"
            aria-label="Find a company"
            placeholder="Find a company"
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
          />
        </p>
      )}
      {shown.map((c) =>
        as === 'check' ? (
          <label key={c.company}>
            <input
              type="checkbox"
              name="company"
              value={c.company}
              checked={picked.has(c.company)}
              onChange={() => toggle(c.company)}
            />
            {c.name}
          </label>
        ) : (
          <a
            href={`/companies/${c.company}${query ? `?${query}` : ''}`}
            aria-current={picked.has(c.company) ? 'true' : undefined}
            key={c.company}
          >
            {c.name}
          </a>
        ),
      )}
      {list.kind === 'shown' && shown.length === 0 && <p className="tiny">No company is called so.</p>}
      <noscript>
        <p>
          <a href="/companies">All companies</a>
        </p>
      </noscript>
    </div>
  )
}

async function load(): Promise<List> {
  try {
    const answer = await fetch('/api/companies')
    if (!answer.ok) return { kind: 'failed' }
    const { companies } = (await answer.json()) as { companies: Named[] }
    return { kind: 'shown', companies }
  } catch {
    return { kind: 'failed' }
  }
}
