import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { embeddedServer } from '@/lib/db/embedded'
import { migrate } from '@/lib/db/migrate'
import { createDatabase } from './database'

declare module 'vitest' {
  export interface ProvidedContext {
    serverUrl: string
  }
}

/** One real server for the run, with a migrated database that each test's own is copied from. */
export default async function setup(project: TestProject) {
  const dir = await mkdtemp(path.join(tmpdir(), 'wave-test-'))
  const server = await embeddedServer(dir, () => undefined)
  await migrate(await createDatabase(server.url, 'template_empty'))
  project.provide('serverUrl', server.url)
  return async () => {
    await server.release()
    await rm(dir, { recursive: true, force: true })
  }
}
