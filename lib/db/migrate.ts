import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum, type SqlQueryable } from '@prisma/driver-adapter-utils'
import type { DiffTarget, MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg'
import { WaveError } from '@/lib/errors'

type EngineModule = typeof import('@prisma/schema-engine-wasm/schema_engine_bg')

const FILTERS = { externalTables: [], externalEnums: [] }
const root = () => path.resolve(process.cwd())
const schemaFile = () => path.join(root(), 'prisma', 'schema.prisma')
const migrationsDir = () => path.join(root(), 'prisma', 'migrations')

let loaded: Promise<EngineModule> | null = null

/**
 * Prisma's schema engine as WebAssembly: the same engine that `prisma migrate` downloads as a binary. Node cannot import
 * its entry (a bare .wasm import), so it is instantiated by hand.
 */
function engineModule(): Promise<EngineModule> {
  loaded ??= (async () => {
    const folder = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
    const glue = (await import(pathToFileURL(path.join(folder, 'schema_engine_bg.js')).href)) as EngineModule
    const bytes = await readFile(path.join(folder, 'schema_engine_bg.wasm'))
    const { instance } = await WebAssembly.instantiate(bytes, {
      './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports,
    })
    glue.__wbg_set_wasm(instance.exports)
    ;(instance.exports.__wbindgen_start as () => void)()
    return glue
  })()
  return loaded
}

/** What the adapter asks the driver, before it maps types. */
interface Driver {
  performIO(query: unknown): Promise<{ fields: { dataTypeID: number }[]; rows: unknown[][] }>
}
const CHAR = 18 // pg_type.oid of the catalogue's one-byte "char"
const TEXT = 25

/**
 * The adapter does not know the catalogue's one-byte "char", and Postgres sends its zero byte ("none") as an empty text
 * where the engine wants a character. Only reading a live database's structure meets either. The engine asks one thing
 * at a time, so the columns found by the driver belong to the query that waits for them.
 */
function readChars<A extends SqlQueryable>(adapter: A): A {
  const driver = adapter as unknown as Driver
  const ask = driver.performIO.bind(adapter)
  let chars: number[] = []
  driver.performIO = async (query) => {
    const answer = await ask(query)
    chars = answer.fields.flatMap((field, i) => (field.dataTypeID === CHAR ? [i] : []))
    for (const i of chars) (answer.fields[i] as { dataTypeID: number }).dataTypeID = TEXT
    return answer
  }
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query)
    for (const i of chars) {
      result.columnTypes[i] = ColumnTypeEnum.Character
      for (const row of result.rows) if (row[i] === '') row[i] = '\u0000'
    }
    return result
  }
  return adapter
}

/** Keeps what it opened, because the engine leaves its connections to the pool's idle time. */
class MigrationPg extends PrismaPg {
  private readonly opened: { dispose(): Promise<void> }[] = []

  override async connect() {
    const adapter = readChars(await super.connect())
    this.opened.push(adapter)
    return adapter
  }
  override async connectToShadowDb() {
    const adapter = readChars(await super.connectToShadowDb())
    this.opened.push(adapter)
    return adapter
  }
  async close(): Promise<void> {
    await Promise.all(this.opened.map((adapter) => adapter.dispose()))
  }
}

async function withEngine<T>(url: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const { SchemaEngine: Engine } = await engineModule()
  const pg = new MigrationPg({ connectionString: url })
  const engine = await Engine.new(
    { datamodels: [[schemaFile(), await readFile(schemaFile(), 'utf8')]] },
    () => undefined, // its log repeats what its errors say
    bindMigrationAwareSqlAdapterFactory(pg),
  )
  try {
    return await work(engine)
  } finally {
    engine.free()
    await pg.close()
  }
}

async function migrationList(): Promise<MigrationList> {
  const baseDir = migrationsDir()
  const entries = await readdir(baseDir, { withFileTypes: true })
  const names = entries
    .filter((e) => e.isDirectory())
    .map((e) => e.name)
    .sort()
  return {
    baseDir,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(path.join(baseDir, 'migration_lock.toml'), 'utf8').catch(() => null),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(path.join(baseDir, name, 'migration.sql'), 'utf8') },
        },
      })),
    ),
  }
}

const reason = (cause: unknown): string => {
  const text = cause instanceof Error ? cause.message : typeof cause === 'string' ? cause : JSON.stringify(cause)
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 4)
    .join(' ')
}

/**
 * Applies the migrations that the database lacks, in order, and answers their names. It keeps the standard
 * `_prisma_migrations` table, so `prisma migrate deploy` goes on from here. Fails with `database-failed` when one of them
 * failed before or the database has migrations that this version does not know.
 */
export async function migrate(url: string): Promise<string[]> {
  try {
    const migrationsList = await migrationList()
    return await withEngine(url, async (engine) => {
      const { history, failedMigrationNames } = await engine.diagnoseMigrationHistory({
        migrationsList,
        optInToShadowDatabase: false,
        filters: FILTERS,
      })
      if (failedMigrationNames.length > 0) {
        throw new WaveError(
          'database-failed',
          `The migration ${failedMigrationNames.join(', ')} failed before and was left unfinished.`,
          'Mend its cause, then mark it with `npx prisma migrate resolve --rolled-back NAME` and start again.',
        )
      }
      if (history?.diagnostic === 'historiesDiverge' || history?.diagnostic === 'migrationsDirectoryIsBehind') {
        throw new WaveError(
          'database-failed',
          `The database has been migrated by a newer version (${history.unpersistedMigrationNames.join(', ')}).`,
          'Start that version, or point DATA_DIR or DATABASE_URL to another database.',
        )
      }
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: FILTERS })
      return appliedMigrationNames
    })
  } catch (cause) {
    if (cause instanceof WaveError) throw cause
    throw new WaveError(
      'database-failed',
      `The migrations could not be applied: ${reason(cause)}`,
      'Nothing was changed by the step that failed. See docs/database.md.',
      { cause },
    )
  }
}

/** The names of the migrations that ship, in order. */
export async function migrationNames(): Promise<string[]> {
  return (await migrationList()).migrationDirectories.map((d) => d.path)
}

/** SQL that would turn the database at `url` into what schema.prisma says; empty when they agree. */
export async function drift(url: string): Promise<string> {
  const content = await readFile(schemaFile(), 'utf8')
  const files = [{ path: schemaFile(), content }]
  const from: DiffTarget = { tag: 'schemaDatasource', files, configDir: root() }
  const to: DiffTarget = { tag: 'schemaDatamodel', files }
  const { stdout } = await withEngine(url, (engine) =>
    engine.diff({ from, to, script: true, exitCode: null, filters: FILTERS }),
  )
  const sql = stdout ?? ''
  return sql.includes('This is an empty migration') ? '' : sql.trim()
}
