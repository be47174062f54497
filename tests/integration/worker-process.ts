import { readConfig } from '@/lib/config'
import { connect } from '@/lib/db/client'
import { work } from '@/lib/ingest/worker'

// What `wave worker` does on a database that is migrated already: started in a fraction of the time, so that a test can
// start and kill many.
// One that stands by is loaded already when it is told to begin.
if (process.env.WAVE_STAND_BY) await new Promise((go) => process.stdin.once('data', go))

const stop = new AbortController()
process.once('SIGTERM', () => stop.abort())
const db = connect(process.env.DATABASE_URL ?? '')
await work(db, { config: readConfig(), signal: stop.signal, pollMs: 100 })
await db.$disconnect()
process.stdin.destroy()
