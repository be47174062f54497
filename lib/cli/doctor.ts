import { lookup } from 'node:dns/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import { type Config, readConfig } from '@/lib/config'
import { asWaveError, type WaveError } from '@/lib/errors'
import { urlOf } from '@/lib/url'
import { print } from './withDb'

interface Finding {
  what: string
  state: 'ok' | 'off' | 'behind' | 'failing'
  detail: string
  next: string | null
}

export function register(program: Command): void {
  program
    .command('doctor')
    .description('what is configured, reachable, behind, and why')
    .action(async () => {
      const findings = await examine(readConfig())
      print({ findings })
      if (findings.some((f) => f.state === 'failing')) process.exitCode = 1
    })
}

async function examine(config: Config): Promise<Finding[]> {
  const findings: Finding[] = [
    { what: 'node', state: 'ok', detail: process.version, next: null },
    config.CONTACT
      ? { what: 'CONTACT', state: 'ok', detail: 'is set and goes into the User-Agent', next: null }
      : {
          what: 'CONTACT',
          state: 'off',
          detail: 'is not set: SEC filings are not read',
          next: 'Set CONTACT to a mail or web address.',
        },
    config.FRED_API_KEY
      ? { what: 'FRED_API_KEY', state: 'ok', detail: 'is set: vintages are read', next: null }
      : {
          what: 'FRED_API_KEY',
          state: 'off',
          detail: 'is not set: FRED is read as CSV, without vintages',
          next: 'Ask FRED for a key and set it.',
        },
  ]
  const { openDatabase } = await import('@/lib/db/open')
  try {
    const { db, embedded, close } = await openDatabase(config, () => undefined)
    try {
      const [version] = await db.$queryRaw<{ version: string }[]>`SELECT current_setting('server_version') AS version`
      findings.push({
        what: 'database',
        state: 'ok',
        detail: `${embedded ? 'embedded ' : ''}Postgres ${version?.version}`,
        next: null,
      })
      const set = await db.referenceSet.findUnique({ where: { id: 1 } })
      findings.push(
        set
          ? {
              what: 'reference data',
              state: 'ok',
              detail: `${set.version}, loaded ${set.loadedAt.toISOString()}`,
              next: null,
            }
          : { what: 'reference data', state: 'failing', detail: 'is not loaded', next: 'Run `npm start`.' },
      )
      const rejects = await db.reject.count({ where: { resolvedAt: null } })
      findings.push({
        what: 'rejects',
        state: 'ok',
        detail: `${rejects} open`,
        next: rejects > 0 ? 'See /sources for their reasons.' : null,
      })
      const sources = await db.source.findMany({ orderBy: { id: 'asc' } })
      if (sources.length === 0) {
        findings.push({
          what: 'sources',
          state: 'off',
          detail: 'none is followed: only the reference data is shown',
          next: 'Add one with `wave sources add ADDRESS` or on /sources.',
        })
      }
      findings.push(...(await reachable(sources.filter((s) => s.enabled).map((s) => s.address))))
      const now = Date.now()
      for (const source of sources) {
        const error = source.lastError as { message?: string; next?: string } | null
        const late = now - source.nextCheckAt.getTime() > 3_600_000
        findings.push({
          what: `source ${source.id}`,
          state: !source.enabled ? 'off' : error ? 'failing' : late ? 'behind' : 'ok',
          detail:
            error?.message ??
            `last read ${source.lastOkAt?.toISOString() ?? 'never'}, due ${source.nextCheckAt.toISOString()}`,
          next: error?.next ?? (late && source.enabled ? 'Is the worker running? `npm start` runs it.' : null),
        })
      }
    } finally {
      await close()
    }
  } catch (thrown) {
    const error: WaveError = asWaveError(thrown)
    findings.push({ what: 'database', state: 'failing', detail: error.message, next: error.next })
  }
  return findings
}

/** Whether the hosts of the sources can be found from here; a name that resolves is asked for nothing more. */
async function reachable(addresses: string[]): Promise<Finding[]> {
  const hosts = [...new Set(addresses.flatMap((a) => urlOf(a)?.hostname ?? []))].sort()
  const missing = (
    await Promise.all(
      hosts.map(async (host) => {
        const found = await Promise.race([
          lookup(host).then(
            () => true,
            () => false,
          ),
          sleep(3_000, false),
        ])
        return found ? null : host
      }),
    )
  ).filter((host) => host !== null)
  if (hosts.length === 0) return []
  return [
    missing.length === 0
      ? { what: 'network', state: 'ok', detail: `all ${hosts.length} hosts of the sources can be found`, next: null }
      : {
          what: 'network',
          state: 'failing',
          detail: `cannot be found from here: ${missing.join(', ')}`,
          next:
            missing.length === hosts.length
              ? 'Is there a network? The reference data is shown meanwhile.'
              : 'Check these addresses.',
        },
  ]
}
