import { availableParallelism } from 'node:os'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { WaveError } from '@/lib/errors'
import { buildDrawing, currentBundle } from './bundle'
import type { Drawing, DrawReply, DrawRequest } from './protocol'

const LIMIT_MS = 15_000
/** A window leaks about 0.65 kB a drawing. */
const RECYCLE_AFTER = 4000
const MEMORY_MB = 256

interface Job {
  request: DrawRequest
  resolve: (drawing: Drawing) => void
  reject: (error: WaveError) => void
}

interface Crew {
  worker: Worker
  drawn: number
  job: Job | null
  timer: NodeJS.Timeout | null
}

const failed = (name: string, next: string, cause?: unknown): WaveError =>
  new WaveError('drawing-failed', `The chart ${name} could not be drawn.`, next, cause === undefined ? {} : { cause })

/**
 * One or two worker threads that draw; a queue in front of them. A worker that crashes, or takes longer than the limit,
 * loses its drawing alone: it is replaced and the queue goes on. Threads do not keep the process alive.
 */
export class DrawingPool {
  private readonly queue: Job[] = []
  private readonly crew: Crew[] = []
  private file: Promise<string> | null = null
  private nextId = 1

  constructor(
    private readonly options: {
      size?: number
      limitMs?: number
      recycleAfter?: number
      memoryMb?: number
      root?: string
    } = {},
  ) {}

  draw(request: Omit<DrawRequest, 'id'>): Promise<Drawing> {
    return new Promise((resolve, reject) => {
      this.queue.push({ request: { ...request, id: this.nextId++ }, resolve, reject })
      this.pump().catch((error: unknown) => {
        const reason = error instanceof WaveError ? error : failed(request.name, 'Try again.', error)
        for (const job of this.queue.splice(0)) job.reject(reason)
      })
    })
  }

  /** Ends the threads; drawings under way are refused. */
  async close(): Promise<void> {
    for (const job of this.queue.splice(0)) job.reject(failed(job.request.name, 'The server is stopping.'))
    await Promise.all(this.crew.splice(0).map((member) => this.dismiss(member, 'The server is stopping.')))
  }

  private async pump(): Promise<void> {
    const file = await this.workerFile()
    while (this.queue.length > 0) {
      const member = this.crew.find((m) => m.job === null) ?? this.hire(file)
      if (!member) return
      const job = this.queue.shift()
      if (!job) return
      this.start(member, job)
    }
  }

  private workerFile(): Promise<string> {
    this.file ??= locate(this.options.root ?? path.join(/* turbopackIgnore: true */ process.cwd())).catch((error) => {
      this.file = null
      throw error
    })
    return this.file
  }

  private hire(file: string): Crew | null {
    const size = this.options.size ?? Math.max(1, Math.min(2, availableParallelism() - 1))
    if (this.crew.length >= size) return null
    const worker = new Worker(file, {
      resourceLimits: { maxOldGenerationSizeMb: this.options.memoryMb ?? MEMORY_MB },
      stdout: false,
      env: { NODE_ENV: 'production' },
    })
    worker.unref()
    const member: Crew = { worker, drawn: 0, job: null, timer: null }
    worker.on('message', (reply: DrawReply) => this.finish(member, reply))
    worker.on('error', (error) => this.lose(member, error))
    worker.on('exit', () => this.lose(member, new Error('the drawing thread ended')))
    this.crew.push(member)
    return member
  }

  private start(member: Crew, job: Job): void {
    member.job = job
    const limit = this.options.limitMs ?? LIMIT_MS
    // A thread that is drawing keeps the process alive, an idle one does not.
    member.worker.ref()
    member.timer = setTimeout(() => this.lose(member, new Error(`no drawing within ${limit} ms`)), limit)
    member.worker.postMessage(job.request)
  }

  private finish(member: Crew, reply: DrawReply): void {
    const job = member.job
    if (!job || job.request.id !== reply.id) return
    this.release(member)
    member.drawn++
    if (reply.ok) job.resolve({ svg: reply.svg, width: reply.width, height: reply.height })
    else {
      job.reject(
        failed(
          job.request.name,
          'The rest of the page is not affected; the log has the cause.',
          new Error(reply.reason),
        ),
      )
    }
    if (member.drawn >= (this.options.recycleAfter ?? RECYCLE_AFTER)) {
      this.crew.splice(this.crew.indexOf(member), 1)
      void this.dismiss(member, '')
    }
    this.pumpOn()
  }

  private lose(member: Crew, cause: Error): void {
    const at = this.crew.indexOf(member)
    if (at < 0) return
    this.crew.splice(at, 1)
    const job = member.job
    void this.dismiss(member, '')
    job?.reject(failed(job.request.name, 'Choose a shorter range or a coarser grain, or try again.', cause))
    this.pumpOn()
  }

  private release(member: Crew): void {
    if (member.timer) clearTimeout(member.timer)
    member.timer = null
    member.job = null
    member.worker.unref()
  }

  private async dismiss(member: Crew, reason: string): Promise<void> {
    const job = member.job
    this.release(member)
    member.worker.removeAllListeners()
    member.worker.on('error', () => {})
    if (job && reason) job.reject(failed(job.request.name, reason))
    await member.worker.terminate()
  }

  private pumpOn(): void {
    this.pump().catch((error: unknown) => {
      for (const job of this.queue.splice(0)) job.reject(failed(job.request.name, 'Try again.', error))
    })
  }
}

/** A production server takes the bundle of its build; everything else makes sure that it is of today's sources. */
async function locate(root: string): Promise<string> {
  if (process.env.NODE_ENV === 'production') {
    const current = await currentBundle(root)
    if (current) return current.file
  }
  return (await buildDrawing({ root })).file
}

const HOLDER = Symbol.for('hiring-wave.drawing-pool')
type Holder = { [HOLDER]?: DrawingPool }

/** The one pool of the process, shared by every copy of this module that a bundler may make. */
export function drawingPool(): DrawingPool {
  const holder = globalThis as Holder
  holder[HOLDER] ??= new DrawingPool()
  return holder[HOLDER]
}
