'use client'
import { type ComponentProps, type ComponentType, useState } from 'react'
import type { FrameOpened } from './FrameOpened'

type Kind = 'table' | 'limits' | 'cite' | 'export'
type Opened = ComponentType<ComponentProps<typeof FrameOpened>>

/**
 * What a reader may take from a chart. Every action is a link that works without JavaScript; with it, table, citation and export
 * open in place, their code fetched when they are first asked for, and the link is copied.
 */
export function FrameActions({
  name,
  title,
  query,
  link,
  limits,
}: {
  name: string
  title: string
  /** The view and the chart's own parameters, without `?`. */
  query: string
  /** The page that shows the chart, with its view. */
  link: string
  /** What limits the answer, in sentences. */
  limits: readonly string[]
}) {
  const [opened, setOpened] = useState<Kind | null>(null)
  const [Panel, setPanel] = useState<Opened | null>(null)
  const [copied, setCopied] = useState(false)
  const asked = query && `?${query}`

  const toggle = (kind: Kind) => async (event: React.MouseEvent<HTMLAnchorElement>) => {
    event.preventDefault()
    const { href } = event.currentTarget
    if (opened === kind) return setOpened(null)
    try {
      if (kind !== 'limits' && !Panel) {
        const { FrameOpened } = await import('./FrameOpened')
        setPanel(() => FrameOpened)
      }
      setOpened(kind)
    } catch {
      // The code did not come: the page that the link names shows the same.
      window.location.href = href
    }
  }
  const copy = (event: React.MouseEvent) => {
    event.preventDefault()
    const whole = new URL(link, window.location.href).href
    // Without a clipboard (a page over plain HTTP) the link is followed instead.
    void (navigator.clipboard?.writeText(whole) ?? Promise.reject(new Error('none'))).then(
      () => setCopied(true),
      () => {
        window.location.href = link
      },
    )
  }
  const opener = (kind: Kind, href: string, label: string) => (
    <a href={href} onClick={toggle(kind)} aria-expanded={opened === kind}>
      {label}
    </a>
  )
  const table = `/embed/${name}?${query}${query && '&'}show=table`
  return (
    <>
      <p className="actions">
        {opener('table', table, 'Table')}
        {limits.length > 0 && opener('limits', table, 'Limits')}
        {(['png', 'svg', 'csv'] as const).map((form) => (
          <a href={`/charts/${name}.${form}${asked}`} download={`${name}.${form}`} key={form}>
            {form.toUpperCase()}
          </a>
        ))}
        {opener('cite', `/export/${name}${asked}#cite`, 'Cite')}
        <a href={link} onClick={copy} onBlur={() => setCopied(false)}>
          <span aria-live="polite">{copied ? 'Copied' : 'Link'}</span>
        </a>
        {opener('export', `/export/${name}${asked}`, 'Export')}
      </p>
      {opened && (
        <div className="opened">
          {opened === 'limits' ? (
            <ul className="notes">
              {limits.map((limit) => (
                <li key={limit}>{limit}</li>
              ))}
            </ul>
          ) : (
            Panel && <Panel kind={opened} name={name} title={title} query={query} key={opened} />
          )}
        </div>
      )}
    </>
  )
}
