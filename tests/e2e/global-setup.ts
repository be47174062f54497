import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '@/lib/db/embedded'
import { startProduct } from '../product'

/**
 * Starts the product once for all browser tests, with the README's command on a folder of its own. One port is kept for a
 * publisher on loopback, which the outbound guard lets through.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const given = process.env.WAVE_E2E_URL
  if (given) return async () => undefined
  const dataDir = await mkdtemp(path.join(tmpdir(), 'wave-e2e-'))
  const publisherPort = await freePort()
  const product = await startProduct({
    dir: process.cwd(),
    env: {
      DATA_DIR: dataDir,
      DATABASE_URL: undefined,
      PORT: String(await freePort()),
      ALLOW_PRIVATE_HOSTS: `127.0.0.1:${publisherPort}`,
      OPERATOR_TOKEN: undefined,
      CONTACT: undefined,
    },
    timeoutMs: 420_000,
  })
  process.env.WAVE_E2E_URL = product.url
  process.env.WAVE_E2E_OPERATOR = product.operatorLink
  process.env.WAVE_E2E_PUBLISHER_PORT = String(publisherPort)
  return async () => {
    await product.stop('SIGINT')
    await rm(dataDir, { recursive: true, force: true })
  }
}
