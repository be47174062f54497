import { defineConfig } from 'prisma/config'

// `prisma generate` looks for the schema engine although it does not use it; naming any program stops the download.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost:5432/hiring_wave' },
})
