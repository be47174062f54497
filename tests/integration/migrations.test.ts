import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drift, migrate, migrationNames } from '@/lib/db/migrate'
import { type TestDatabase, testDatabase } from './database'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
})
afterAll(() => test.close())

describe('migrations', () => {
  it('leave a database that is what schema.prisma says', async () => {
    expect(await drift(test.url)).toBe('')
  })

  it('are noticed as drifted when the database differs', async () => {
    await test.db.$executeRaw`ALTER TABLE releases ADD COLUMN extra text`
    expect(await drift(test.url)).toContain('DROP COLUMN "extra"')
    await test.db.$executeRaw`ALTER TABLE releases DROP COLUMN extra`
  })

  it('applied again change nothing and keep the standard table of prisma migrate', async () => {
    expect(await migrate(test.url)).toEqual([])
    const rows = await test.db.$queryRaw<{ migration_name: string; checksum: string }[]>`
      SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1`
    expect(rows.map((r) => r.migration_name)).toEqual(await migrationNames())
    expect(rows.every((r) => /^[0-9a-f]{64}$/.test(r.checksum))).toBe(true)
  })

  it('of a newer version stop an older one with what to do', async () => {
    await test.db.$executeRaw`
      INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
      VALUES ('x', 'x', '99990101000000_newer', now(), now(), 1)`
    await expect(migrate(test.url)).rejects.toMatchObject({
      code: 'database-failed',
      next: expect.stringContaining('version'),
    })
    await test.db.$executeRaw`DELETE FROM _prisma_migrations WHERE id = 'x'`
  })
})
