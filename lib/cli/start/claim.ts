import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { WaveError } from '@/lib/errors'

/** DATA_DIR/run.json: who runs on this folder. `port` is a loopback port on which that process answers its `id`. */
interface RunFile {
  id: string
  pid: number
  port: number
  address: string | null
}

export interface Claim {
  /** Writes down the address once it is known, for a second start to name. */
  announce: (address: string) => Promise<void>
  release: () => Promise<void>
}

/** What the process on `port` says it is; null when nobody, or somebody else, answers. */
async function ask(port: number): Promise<string | null> {
  return await new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 2_000 })
    let text = ''
    socket.on('data', (data) => {
      text += data.toString()
    })
    socket.on('end', () => resolve(text.trim()))
    socket.on('timeout', () => socket.destroy())
    socket.on('error', () => resolve(null))
    socket.on('close', () => resolve(text.trim() || null))
  })
}

const read = async (file: string): Promise<RunFile | null> => {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as RunFile
  } catch {
    return null
  }
}

/**
 * Claims the folder for one running product. A claim whose process is gone (kill -9, power cut) is taken over: not the
 * pid is asked, which another program may have by now, but the port on which the claimant answers its id.
 */
export async function claim(dataDir: string): Promise<Claim> {
  await mkdir(dataDir, { recursive: true })
  const file = path.join(dataDir, 'run.json')
  const id = randomUUID()
  const server: Server = createServer((socket) => socket.end(`${id}\n`))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  server.unref()
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const mine: RunFile = { id, pid: process.pid, port, address: null }
  for (let attempt = 0; ; attempt++) {
    try {
      await writeFile(file, JSON.stringify(mine), { flag: 'wx' })
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const other = await read(file)
    if (other && (await ask(other.port)) === other.id) {
      server.close()
      const where = other.address ? `at ${other.address}` : 'and still starting'
      throw new WaveError(
        'already-running',
        `Hiring Wave runs on this folder already, ${where} (process ${other.pid}).`,
        `Open it, stop it with Ctrl-C, or set DATA_DIR and PORT for a second one.`,
      )
    }
    if (!other && attempt < 3)
      await sleep(200) // being written this instant
    else await rm(file, { force: true })
  }
  return {
    announce: async (url) => {
      await writeFile(`${file}.draft`, JSON.stringify({ ...mine, address: url }))
      await rename(`${file}.draft`, file)
    },
    release: async () => {
      server.close()
      if ((await read(file))?.id === id) await rm(file, { force: true })
    },
  }
}
