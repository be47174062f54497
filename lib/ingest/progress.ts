import type { Db } from '@/lib/db/client'
import type { ParsedBatch } from '@/lib/sources/source'

/** Often enough to look alive, seldom enough to cost nothing. */
const EVERY_MS = 500

/** A run whose process died: what it told of its progress was never written, so it brought nothing. */
export const INTERRUPTED = {
  status: 'interrupted',
  seen: 0,
  rejected: 0,
  message: 'The process ended before the run did.',
} as const

/** Tells those who watch how far a running visit is: what it read so far and what it is at. */
export class Progress {
  #seen = 0
  #rejected = 0
  #toldAt = performance.now()

  constructor(
    private readonly db: Db,
    private readonly runId: bigint,
  ) {}

  async add(batch: ParsedBatch, bytes: number): Promise<void> {
    this.#rejected += batch.rejects.length
    this.#seen += sizeOf(batch)
    await this.tell(bytes, `read ${this.#seen} so far`)
  }

  async tell(bytes: number, message: string): Promise<void> {
    if (performance.now() - this.#toldAt < EVERY_MS) return
    this.#toldAt = performance.now()
    await this.db.ingestRun.updateMany({
      where: { id: this.runId, status: 'running' },
      data: { seen: this.#seen, rejected: this.#rejected, bytes: BigInt(bytes), message },
    })
  }
}

const sizeOf = (b: ParsedBatch): number =>
  b.articles.length +
  b.boards.reduce((n, board) => n + board.postings.length, 0) +
  b.filings.length +
  b.observations.length +
  b.rejects.length
