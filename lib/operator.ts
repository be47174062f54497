import { randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Config } from '@/lib/config'

/**
 * The token that every route that writes asks for: OPERATOR_TOKEN, or one made at the first start and kept in DATA_DIR,
 * readable by its owner alone.
 */
export async function operatorToken(config: Config): Promise<string> {
  if (config.OPERATOR_TOKEN) return config.OPERATOR_TOKEN
  const file = path.join(config.DATA_DIR, 'operator-token')
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim()
  if (kept.length >= 12) return kept
  await mkdir(config.DATA_DIR, { recursive: true })
  const token = randomBytes(24).toString('base64url')
  try {
    await writeFile(file, `${token}\n`, { mode: 0o600, flag: 'wx' })
    return token
  } catch {
    // Another process made it in this instant, or what is there is too short to be one.
    const other = (await readFile(file, 'utf8')).trim()
    if (other.length >= 12) return other
    await writeFile(file, `${token}\n`, { mode: 0o600 })
    return token
  }
}

/** Compares in constant time. */
export function isOperator(given: string | null | undefined, token: string | null | undefined): boolean {
  if (!given || !token) return false
  const a = Buffer.from(given)
  const b = Buffer.from(token)
  return a.length === b.length && timingSafeEqual(a, b)
}
