import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const ANSWER = z.looseObject({
  title: z.string(),
  category: z.string(),
  seniority: z.string(),
  sponsorship: z.string(),
  pay: z.looseObject({ min: z.number(), max: z.number(), currency: z.string(), period: z.string() }).nullable(),
  locations: z.array(z.looseObject({ country: z.string(), state: z.string().nullable() })),
  evidence: z.array(
    z.object({ of: z.string(), in: z.string(), quote: z.string(), start: z.number(), end: z.number() }),
  ),
})

async function classify(input: string): Promise<z.infer<typeof ANSWER>[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/cli/index.ts', 'classify'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk
  })
  child.stdin.end(input)
  const [code] = await once(child, 'close')
  expect(code).toBe(0)
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => ANSWER.parse(JSON.parse(line)))
}

describe('wave classify', () => {
  it('answers a line for each title, in order, and reads the text behind a tab', async () => {
    const text = 'Pay: $40 - $52 per hour. We do not sponsor visas. Location: Reno, NV'
    const [plain, whole, empty] = await classify(`Sr. Network Engineer\nData Center Technician\t${text}\n\n日本語\n`)
    expect(plain).toMatchObject({ category: 'networking', seniority: 'senior', pay: null, sponsorship: 'unsaid' })
    expect(whole).toMatchObject({
      title: 'Data Center Technician',
      category: 'data-center-ops',
      pay: { min: 40, max: 52, currency: 'USD', period: 'hour' },
      sponsorship: 'not-offered',
      locations: [{ country: 'US', state: 'NV' }],
    })
    for (const e of whole?.evidence ?? [])
      expect((e.in === 'title' ? (whole?.title ?? '') : text).slice(e.start, e.end)).toBe(e.quote)
    expect(whole?.evidence.find((e) => e.of === 'sponsorship')?.quote).toBe('We do not sponsor visas.')
    expect(empty).toMatchObject({ title: '日本語', category: 'other' })
  }, 60_000)
})
