/**
 * `npx tsx scripts/create-migration.ts NAME`: writes prisma/migrations/TIMESTAMP_NAME/migration.sql with what
 * schema.prisma has and the migrations lack, for a developer to read and complete by hand (checks, expression indexes).
 */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { embeddedServer } from '@/lib/db/embedded'
import { drift, migrate } from '@/lib/db/migrate'

const name = process.argv[2]
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('usage: npx tsx scripts/create-migration.ts NAME (lower case, digits, underscores)')
  process.exit(2)
}
const dir = await mkdtemp(path.join(tmpdir(), 'wave-migration-'))
const server = await embeddedServer(dir, () => undefined)
try {
  const folder = path.join('prisma', 'migrations')
  await mkdir(folder, { recursive: true })
  await writeFile(
    path.join(folder, 'migration_lock.toml'),
    '# Kept for `prisma migrate deploy`.\nprovider = "postgresql"\n',
  )
  if ((await readdir(folder, { withFileTypes: true })).some((e) => e.isDirectory())) await migrate(server.url)
  const sql = await drift(server.url)
  if (sql === '') console.error('nothing to do: the migrations and schema.prisma agree')
  else {
    const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
    const target = path.join(folder, `${stamp}_${name}`)
    await mkdir(target)
    await writeFile(path.join(target, 'migration.sql'), `${sql}\n`)
    console.log(target)
  }
} finally {
  await server.release()
  await rm(dir, { recursive: true, force: true })
}
