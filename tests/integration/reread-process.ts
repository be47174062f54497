import { connect } from '@/lib/db/client'
import { rereadArticles } from '@/lib/ingest/reread'
import { nextRules } from './reread-rules'

// Reads stored articles with the next version of the rules, in batches of four, and is killed at the sixth text.
const db = connect(process.env.DATABASE_URL ?? '', 3)
let n = 0
const rules = nextRules(() => {
  if (++n === 6) process.kill(process.pid, 'SIGKILL')
})
await rereadArticles(db, { rules, batch: 4 })
await db.$disconnect()
