import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * A copy of what a new user would clone: the tracked files (and new ones that are not ignored), nothing built, nothing
 * installed.
 */
export async function cleanCopy(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'wave-clean-'))
  const { stdout } = await run('git', ['ls-files', '-co', '--exclude-standard', '-z'], { maxBuffer: 1 << 26 })
  for (const file of stdout.split('\0').filter((f) => f !== '')) {
    await mkdir(path.dirname(path.join(dir, file)), { recursive: true })
    // A tracked file that has just been deleted is no part of the copy.
    await cp(file, path.join(dir, file)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
  }
  return dir
}

export async function npmCi(dir: string): Promise<void> {
  await run('npm', ['ci'], { cwd: dir, maxBuffer: 1 << 26 })
}

export interface Product {
  url: string
  operatorLink: string
  process: ChildProcess
  output: () => string
  /** Sends the signal to the whole group, as Ctrl-C in a terminal does, and waits; answers the exit code. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>
}

/** Runs `command` (the README's by default) and waits until it prints its address. */
export async function startProduct(options: {
  dir: string
  env?: Record<string, string | undefined>
  command?: [string, ...string[]]
  timeoutMs?: number
}): Promise<Product> {
  const [command, ...args] = options.command ?? ['npm', 'start']
  // Tests run with NODE_ENV=test; a user's terminal has none.
  const env: NodeJS.ProcessEnv = { ...process.env, ...options.env }
  Reflect.deleteProperty(env, 'NODE_ENV')
  const child = spawn(command, args, {
    cwd: options.dir,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const ready = new Promise<RegExpExecArray>((resolve) => {
    const take = (data: Buffer) => {
      text += data.toString()
      const found = /address\s+(http:\S+)[\s\S]*operator\s+(http:\S+)/.exec(text)
      if (found) resolve(found)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
  })
  const stop = async (signal: NodeJS.Signals = 'SIGINT') => {
    if (child.pid && child.exitCode === null && child.signalCode === null) {
      try {
        process.kill(-child.pid, signal)
      } catch {
        // It ended in this instant.
      }
    }
    return await exited
  }
  const timeoutMs = options.timeoutMs ?? 300_000
  const outcome = await Promise.race([
    ready,
    exited.then((code) => `ended with exit code ${code}`),
    new Promise<string>((resolve) => {
      setTimeout(() => resolve(`was not up in ${timeoutMs / 1000} s`), timeoutMs).unref()
    }),
  ])
  if (typeof outcome === 'string') {
    await stop('SIGKILL')
    throw new Error(`the product ${outcome}:\n${text}`)
  }
  return { url: outcome[1] ?? '', operatorLink: outcome[2] ?? '', process: child, output: () => text, stop }
}
