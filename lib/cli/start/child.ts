import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const PRELOAD = path.join('lib', 'cli', 'start', 'exitWithParent.mjs')
const STOP_MS = 10_000

export interface Child {
  stop: () => Promise<void>
  restart: (env: NodeJS.ProcessEnv) => void
}

/**
 * Keeps a child process running: one that dies is started again, after 0.5 s and ever longer up to 30 s. It lives in a
 * process group of its own, so that Ctrl-C reaches the parent alone, which then stops its children in order; and it ends
 * by itself when the parent is gone.
 */
export function keepRunning(
  name: string,
  args: string[],
  firstEnv: NodeJS.ProcessEnv,
  onLine: (line: string) => void,
  log: (line: string) => void,
): Child {
  let env = firstEnv
  let stopping = false
  let child: ChildProcess | null = null
  let failures = 0

  const start = () => {
    const startedAt = Date.now()
    const preload = `./${PRELOAD.split(path.sep).join('/')}`
    const running = spawn(process.execPath, ['--import', preload, ...args], {
      env,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    child = running
    for (const stream of [running.stdout, running.stderr]) {
      let rest = ''
      stream?.on('data', (data: Buffer) => {
        const lines = (rest + data.toString()).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) if (line.trim() !== '') onLine(line)
      })
    }
    running.once('exit', async (code, signal) => {
      if (stopping || child !== running) return
      failures = Date.now() - startedAt > 60_000 ? 1 : failures + 1
      const wait = Math.min(30_000, 500 * 2 ** (failures - 1))
      log(`${name} ended (${signal ?? `exit ${code}`}); starting it again in ${wait / 1000} s`)
      await sleep(wait)
      if (!stopping && child === running) start()
    })
  }
  const end = async (running: ChildProcess | null) => {
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const gone = new Promise<void>((resolve) => running.once('exit', () => resolve()))
    running.kill('SIGTERM')
    const late = setTimeout(() => running.kill('SIGKILL'), STOP_MS)
    await gone
    clearTimeout(late)
  }
  start()
  return {
    stop: async () => {
      stopping = true
      await end(child)
    },
    restart: (nextEnv) => {
      env = nextEnv
      const old = child
      child = null
      void end(old).then(() => {
        if (!stopping) start()
      })
    },
  }
}
