import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { buildDrawing, currentBundle } from '@/lib/drawing/bundle'
import { DrawingPool, drawingPool } from '@/lib/drawing/pool'
import { sample } from './samples'

const root = process.cwd()
const pools: DrawingPool[] = []
const pool = (options: ConstructorParameters<typeof DrawingPool>[0] = {}) => {
  const made = new DrawingPool({ size: 1, ...options })
  pools.push(made)
  return made
}
afterEach(async () => {
  await Promise.all(pools.splice(0).map((p) => p.close()))
})

const request = async () => ({
  name: 'macro-series' as const,
  data: await sample('macro-series'),
  width: 400,
  theme: 'light' as const,
  title: 'Sample',
})

test('data that a chart cannot be drawn from fails that drawing alone', async () => {
  const one = pool()
  const good = await request()
  const results = await Promise.allSettled([one.draw(good), one.draw({ ...good, data: { points: 7 } }), one.draw(good)])
  expect(results.map((r) => r.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  const [, failed] = results
  expect(failed?.status === 'rejected' && failed.reason).toMatchObject({ code: 'drawing-failed' })
})

test('an unknown chart is an error that names it', async () => {
  await expect(pool().draw({ ...(await request()), name: 'nonsense' as never })).rejects.toMatchObject({
    code: 'drawing-failed',
    message: expect.stringContaining('nonsense'),
  })
})

test('a worker that has drawn its share is replaced, and nothing asked of it is lost', async () => {
  const one = pool({ recycleAfter: 2 })
  const good = await request()
  const drawings = await Promise.all(Array.from({ length: 7 }, () => one.draw(good)))
  expect(new Set(drawings.map((d) => d.height)).size).toBe(1)
})

describe('a worker that hangs or dies', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'wave-drawing-'))
    await mkdir(path.join(folder, '.drawing'))
    await writeFile(
      path.join(folder, '.drawing', 'worker-00000000.mjs'),
      `import { parentPort } from 'node:worker_threads'
       parentPort.on('message', ({ id, title }) => {
         if (title === 'hang') for (;;);
         if (title === 'die') process.exit(3)
         parentPort.postMessage({ id, ok: true, svg: '<svg/>', width: 1, height: 1 })
       })`,
    )
    await writeFile(
      path.join(folder, '.drawing', 'current.json'),
      JSON.stringify({ name: 'worker-00000000.mjs', hash: '00000000' }),
    )
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test.each(['hang', 'die'])('that %ss loses its drawing, and the next is drawn by another', async (title) => {
    const before = process.env.NODE_ENV
    Object.assign(process.env, { NODE_ENV: 'production' })
    try {
      const one = pool({ root: folder, limitMs: 300 })
      const plain = { name: 'coverage' as const, data: {}, width: 1, theme: 'light' as const }
      const [bad, good] = await Promise.allSettled([one.draw({ ...plain, title }), one.draw({ ...plain, title: 'ok' })])
      expect(bad.status === 'rejected' && bad.reason).toMatchObject({ code: 'drawing-failed' })
      expect(good.status).toBe('fulfilled')
    } finally {
      Object.assign(process.env, { NODE_ENV: before })
    }
  })
})

test('the worker is built once for the same sources, and a server without sources finds it', async () => {
  const first = await buildDrawing({ root })
  const lines: string[] = []
  const again = await buildDrawing({ root, log: (line) => lines.push(line) })
  expect(again).toEqual(first)
  expect(lines).toEqual([])
  expect(await currentBundle(root)).toEqual(first)
  expect(await currentBundle(tmpdir())).toBeNull()
})

test('every copy of the module shares one pool', async () => {
  expect(drawingPool()).toBe(drawingPool())
  await drawingPool().close()
})
