import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import { type Config, readConfig } from '@/lib/config'
import { WaveError } from '@/lib/errors'
import { log } from './withDb'

export function register(program: Command): void {
  program
    .command('start')
    .description('database, migrations, reference data, build, web server and worker; stops on Ctrl-C')
    .option('--no-worker', 'only serve; fetch nothing')
    .action(async (options: { worker: boolean }) => {
      await start(readConfig(), options)
    })
}

const say = (step: string, line: string) => log(`  ${step.padEnd(11)} ${line}`)

async function portIsFree(port: number, host: string): Promise<boolean> {
  return await new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })
}

/** PORT when it is set; otherwise 3000 or the next free one. */
async function choosePort(config: Config): Promise<number> {
  if (await portIsFree(config.PORT, config.HOST)) return config.PORT
  if (process.env.PORT) {
    throw new WaveError(
      'bad-config',
      `PORT ${config.PORT} is taken by another program.`,
      'Stop that program or choose another PORT.',
    )
  }
  for (let port = config.PORT + 1; port < config.PORT + 50; port++) if (await portIsFree(port, config.HOST)) return port
  throw new WaveError('bad-config', `PORT ${config.PORT} and the 49 after it are taken.`, 'Set PORT to a free one.')
}

async function start(config: Config, options: { worker: boolean }): Promise<void> {
  const { claim } = await import('./start/claim')
  const { buildIfNeeded } = await import('./start/build')
  const { keepRunning } = await import('./start/child')
  const { openDatabase } = await import('@/lib/db/open')
  const { operatorToken } = await import('@/lib/operator')
  const root = process.cwd()

  const stops: (() => Promise<void>)[] = []
  let stopping: Promise<void> | null = null
  const stopAll = () => {
    stopping ??= (async () => {
      for (const stop of stops.reverse()) await stop().catch((error) => log(String(error)))
    })()
    return stopping
  }
  let resolveStopped: () => void = () => undefined
  const stopped = new Promise<void>((resolve) => {
    resolveStopped = resolve
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) return
      say('stopping', 'web server, worker and database')
      void stopAll().then(() => {
        say('stopped', 'nothing is left running')
        resolveStopped()
        process.exit(0)
      })
    })
  }

  try {
    log('Hiring Wave')
    const held = await claim(config.DATA_DIR)
    stops.push(held.release)
    const port = await choosePort(config)
    const opened = await openDatabase(config, say)
    stops.push(opened.close)
    if (stopping) return await stopped
    const built = await buildIfNeeded(root, path.join(config.DATA_DIR, 'build.log'), (line) => say('build', line))
    if (stopping) return await stopped
    say('build', built ? 'built' : 'up to date')

    const address = `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${port}`
    const token = await operatorToken(config)
    const environment = (): NodeJS.ProcessEnv => ({
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      PORT: String(port),
      HOST: config.HOST,
      DATA_DIR: config.DATA_DIR,
      DATABASE_URL: opened.url,
      OPERATOR_TOKEN: token,
    })
    if (options.worker) {
      const worker = keepRunning(
        'worker',
        ['--import', 'tsx', path.join('lib', 'cli', 'index.ts'), 'worker'],
        environment(),
        (line) => say('worker', line),
        (line) => say('worker', line),
      )
      stops.push(worker.stop)
      say('worker', 'running')
    }
    const next = path.join('node_modules', 'next', 'dist', 'bin', 'next')
    const web = keepRunning(
      'web',
      [next, 'start', '-H', config.HOST, '-p', String(port)],
      environment(),
      webLine,
      (line) => say('web', line),
    )
    stops.push(web.stop)
    await untilHealthy(`${address}/api/health`, () => stopping !== null)
    if (stopping) return await stopped
    const { liveSources } = await import('./start/liveSources')
    for (const line of await liveSources(opened.db, config)) say('sources', line)
    await held.announce(address)
    say('address', address)
    say('operator', `${address}/operator?token=${token}`)
    say('', 'Ctrl-C stops it.')
    if (opened.embedded) watchDatabase(config, () => stopping !== null)
    await stopped
  } catch (error) {
    if (stopping) return await stopped
    await stopAll()
    throw error
  }
}

/** Next says on every start what is said here already; the rest of its lines are worth showing. */
function webLine(line: string): void {
  if (/^\s*(▲|- (Local|Network)|✓ (Starting|Ready))/.test(line)) return
  say('web', line)
}

async function untilHealthy(url: string, cancelled: () => boolean): Promise<void> {
  const until = Date.now() + 60_000
  while (!cancelled()) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null)
    if (answer?.ok) return
    if (Date.now() > until) {
      throw new WaveError(
        'internal',
        `The web server does not answer at ${url}.`,
        'The lines above say why; try again.',
      )
    }
    await sleep(200)
  }
}

/** A database that was killed is started again on the same port; the pools of web and worker reconnect by themselves. */
function watchDatabase(config: Config, cancelled: () => boolean): void {
  void (async () => {
    const { restartIfDown } = await import('@/lib/db/embedded')
    while (!cancelled()) {
      await sleep(3_000)
      if (cancelled()) return
      try {
        if (await restartIfDown(config.DATA_DIR, cancelled)) say('database', 'had stopped; started again')
      } catch (error) {
        say('database', `is down: ${(error as Error).message.split('\n')[0]}`)
      }
    }
  })()
}
