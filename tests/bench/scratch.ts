import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { connect, type Db } from '@/lib/db/client'
import { embeddedServer } from '@/lib/db/embedded'
import { migrate } from '@/lib/db/migrate'

/** A migrated database in a server and folder of its own, gone afterwards. */
export async function withScratchDatabase<T>(work: (db: Db, url: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(path.join(tmpdir(), 'wave-bench-'))
  const server = await embeddedServer(dir, () => undefined)
  try {
    await migrate(server.url)
    const db = connect(server.url)
    try {
      return await work(db, server.url)
    } finally {
      await db.$disconnect()
    }
  } finally {
    await server.release()
    await rm(dir, { recursive: true, force: true })
  }
}
