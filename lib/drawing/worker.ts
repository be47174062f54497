/**
 * Draws charts in a worker thread: one small DOM, reused; each drawing is mounted, serialised and unmounted again.
 * Bundled for production by bundle.ts together with the chart definitions; never imported by the product itself.
 */
import { createHash } from 'node:crypto'
import { parentPort } from 'node:worker_threads'
import { createElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { Global } from 'recharts'
import { definitionOf } from '@/components/charts/registry'
import { document } from './dom'
import type { Drawing, DrawReply, DrawRequest } from './protocol'
import { serialise } from './serialise'

// Recharts then waits for no animation frame and asks for no layout.
Global.isSsr = true

function draw(request: DrawRequest): Drawing {
  const { name, data, width, theme, title } = request
  const { Component, heightOf } = definitionOf(name)
  const host = document.createElement('div')
  const failures: unknown[] = []
  const root = createRoot(host, { onUncaughtError: (error) => failures.push(error) })
  try {
    flushSync(() => root.render(createElement(Component, { data, width, theme })))
    // Recharts places what it drew in effects; a second flush lets the last of them settle.
    flushSync(() => {})
    if (failures.length > 0) throw failures[0]
    const surface = host.querySelector('.recharts-surface')
    if (!surface) throw new Error('the definition drew no surface')
    const height = Math.round(heightOf(data, width))
    const svg = serialise(surface, { prefix: prefixOf(request), width, height, title })
    if (/NaN|undefined|Infinity/.test(svg.replace(/>[^<]*</g, '><').replace(/aria-label="[^"]*"/, ''))) {
      throw new Error('a coordinate of the drawing is not a number')
    }
    return { svg, width, height }
  } finally {
    flushSync(() => root.unmount())
  }
}

/** Begins the ids of a drawing: another for other data, so that two may share a page, the same for the same drawing. */
function prefixOf({ name, data, width, theme }: DrawRequest): string {
  return `${name}-${createHash('sha256')
    .update(JSON.stringify([data, width, theme]))
    .digest('hex')
    .slice(0, 8)}`
}

parentPort?.on('message', (request: DrawRequest) => {
  let reply: DrawReply
  try {
    reply = { id: request.id, ok: true, ...draw(request) }
  } catch (error) {
    reply = {
      id: request.id,
      ok: false,
      reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  }
  // Let pending work of React run between two drawings, else memory swells.
  setImmediate(() => parentPort?.postMessage(reply))
})
