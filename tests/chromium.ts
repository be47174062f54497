/** Finds a Chromium for tests, on machines where Playwright's own download may not be possible. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium, type LaunchOptions } from '@playwright/test'

const run = promisify(execFile)

const INSTALLED = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/** Flags for a browser as root in a closed network: nothing but the pages under test is fetched. */
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]

let found: Promise<string> | null = null

/**
 * Path of a Chromium: `CHROMIUM_PATH`, one that is installed, Playwright's own (downloaded if need be), or Debian's.
 * Throws with what to do when there is none.
 */
function chromiumPath(): Promise<string> {
  found ??= find()
  return found
}

async function find(): Promise<string> {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`CHROMIUM_PATH names ${named}, where there is no file. Correct it or unset it.`)
  }
  const installed = onPath()
  if (installed) return installed
  if (existsSync(chromium.executablePath())) return chromium.executablePath()
  if (await succeeds('npx', ['playwright', 'install', 'chromium'], 240_000)) {
    if (existsSync(chromium.executablePath())) return chromium.executablePath()
  }
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    await succeeds('apt-get', ['update'], 120_000)
    await succeeds('apt-get', ['install', '-y', 'chromium'], 300_000)
    const fresh = onPath()
    if (fresh) return fresh
  }
  throw new Error('No Chromium was found. Install one (npx playwright install chromium) or set CHROMIUM_PATH.')
}

function onPath(): string | null {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  for (const name of INSTALLED) {
    for (const folder of folders) {
      const file = path.join(folder, name)
      if (existsSync(file)) return file
    }
  }
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  return existsSync(mac) ? mac : null
}

const succeeds = (command: string, args: string[], timeout: number): Promise<boolean> =>
  run(command, args, { timeout }).then(
    () => true,
    () => false,
  )

/** Options for Playwright's `chromium.launch` and its config's `launchOptions`. */
export const launchOptions = async (): Promise<LaunchOptions> => ({
  executablePath: await chromiumPath(),
  args: CHROMIUM_FLAGS,
})

/** A browser of its own; close it. */
export const launchChromium = async (): Promise<Browser> => chromium.launch(await launchOptions())
