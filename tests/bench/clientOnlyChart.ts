/** A page that draws a chart in the browser alone, from the same definition: what the server's drawing is held against. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { cssTokens } from '@/components/charts/tokens'

const ENTRY = `
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { liveDefinition } from '@/components/charts/live-definitions'
const { name, data, width } = JSON.parse(document.getElementById('given').textContent)
liveDefinition(name).then((Component) => {
  createRoot(document.getElementById('chart')).render(createElement(Component, { data, width, theme: 'page', interactive: true }))
})
`

/** Serves that page on loopback, minified and compressed like the product's own. Answers its address and a way to stop it. */
export async function clientOnlyChart(given: {
  name: string
  data: unknown
  width: number
}): Promise<{ url: string; close: () => Promise<void> }> {
  const bundled = await build({
    stdin: { contents: ENTRY, resolveDir: process.cwd(), loader: 'js' },
    bundle: true,
    write: false,
    splitting: true,
    minify: true,
    format: 'esm',
    outdir: '/',
    jsx: 'automatic',
    mainFields: ['module', 'main'],
    conditions: ['module', 'import'],
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  })
  const scripts = new Map(bundled.outputFiles.map((f) => [`/${f.path.split(/[\\/]/).at(-1)}`, gzipSync(f.contents)]))
  const json = JSON.stringify(given).replaceAll('<', '\\u003c')
  const html = gzipSync(
    `<!doctype html><title>Chart</title><style>:root{${cssTokens('light')}}</style><p>Hiring</p>` +
      `<div id="chart" data-chart="${given.name}"></div><script type="application/json" id="given">${json}</script>` +
      `<script type="module" src="/stdin.js"></script>`,
  )
  const server = createServer((request, response) => {
    const script = scripts.get(request.url ?? '/')
    const type = script ? 'text/javascript' : 'text/html; charset=utf-8'
    response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' }).end(script ?? html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
