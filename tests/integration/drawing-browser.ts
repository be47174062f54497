/** A page in a real Chromium that shows charts, and the comparison of two pictures of it, pixel by pixel. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from '@playwright/test'
import { build } from 'esbuild'
import { cssTokens } from '@/components/charts/tokens'
import { launchChromium } from '../chromium'

const STYLE = `
  @font-face { font-family: 'Instrument Sans Variable'; src: url(/font.woff2) format('woff2'); font-weight: 400 700; font-stretch: 75% 100% }
  :root { ${cssTokens('light')} }
  body { margin: 0; background: #fafcfc; font-family: 'Instrument Sans Variable'; font-variant-numeric: tabular-nums; word-spacing: .05em }
  svg { display: block }
  #still, #live { position: absolute; left: 0; top: 0 }
  .drawing svg { max-width: 100%; height: auto }
  .drawing .narrow { display: none }
  @media (max-width: 700px) { .drawing .wide { display: none } .drawing .narrow { display: block } }
`

export interface ChartPage {
  page: Page
  browser: Browser
  /** Paths that were asked for, in order. */
  asked: string[]
  /** Sets the body that the next visit of `/` gets. */
  setBody: (html: string) => void
  open: () => Promise<void>
  close: () => Promise<void>
}

/** Bundles `entry` for the browser, with what it imports lazily in files of their own, and serves it beside a page. */
export async function chartPage(entry: string, jsx = 'js' as 'js' | 'tsx'): Promise<ChartPage> {
  const bundled = await build({
    stdin: { contents: entry, resolveDir: process.cwd(), loader: jsx, sourcefile: 'entry.js' },
    bundle: true,
    write: false,
    splitting: true,
    format: 'esm',
    outdir: '/',
    jsx: 'automatic',
    mainFields: ['module', 'main'],
    conditions: ['module', 'import'],
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  })
  const scripts = new Map(bundled.outputFiles.map((file) => [`/${file.path.split(/[\\/]/).at(-1)}`, file.contents]))
  const require = createRequire(import.meta.url)
  const font = await readFile(
    require.resolve('@fontsource-variable/instrument-sans/files/instrument-sans-latin-standard-normal.woff2'),
  )
  const asked: string[] = []
  let body = ''
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push(path)
    const script = scripts.get(path)
    if (script) response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
    else if (path === '/font.woff2') response.writeHead(200, { 'content-type': 'font/woff2' }).end(font)
    else {
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(
          `<!doctype html><title>Charts</title><style>${STYLE}</style>${body}<script type="module" src="/stdin.js"></script>`,
        )
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await launchChromium()
  const page = await browser.newPage({ viewport: { width: 1300, height: 900 } })
  return {
    page,
    browser,
    asked,
    setBody: (html) => {
      body = html
    },
    open: async () => {
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
      await page.evaluate(() =>
        Promise.all(['400', '600'].map((weight) => document.fonts.load(`${weight} 12px "Instrument Sans Variable"`))),
      )
    },
    close: async () => {
      await browser.close()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Waits for two frames: what React and Recharts place in effects stands then. */
export const settle = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))

/** How many pixels of two PNGs (base64) differ at all, and by how much at most (of 255); -1 for different sizes. */
export const differing = (page: Page, a: string, b: string): Promise<{ pixels: number; most: number }> =>
  page.evaluate(
    async ([x, y]) => {
      const read = async (base64: string) => {
        const image = new Image()
        image.src = `data:image/png;base64,${base64}`
        await image.decode()
        const canvas = document.createElement('canvas')
        canvas.width = image.width
        canvas.height = image.height
        const context = canvas.getContext('2d')
        context?.drawImage(image, 0, 0)
        return context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray()
      }
      const [p, q] = [await read(x), await read(y)]
      if (p.length !== q.length) return { pixels: -1, most: 255 }
      let pixels = 0
      let most = 0
      for (let i = 0; i < p.length; i += 4) {
        const d = Math.max(...[0, 1, 2].map((k) => Math.abs((p[i + k] ?? 0) - (q[i + k] ?? 0))))
        if (d > 0) pixels++
        if (d > most) most = d
      }
      return { pixels, most }
    },
    [a, b] as [string, string],
  )
