import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { extract } from '@/lib/signals/extract'
import { KNOWN_COMPANIES } from '@/lib/signals/knownCompanies'
import type { ExtractedSignal } from '@/lib/signals/types'

/**
 * One event told in as many ways as the trade has, and what looks like one and is none. A line is
 * `types | company | attributes | text`, with `none` for no event, `-` for what is not asked and `&` between the members of a list.
 */
const folder = new URL('../../fixtures/wordings/', import.meta.url)

const shown = (value: unknown): string => (Array.isArray(value) ? value.join('&') : String(value))

function differences(s: ExtractedSignal, asked: string): string[] {
  const has: Readonly<Record<string, unknown>> = { ...s, ...s.attributes }
  return asked.split(',').flatMap((pair) => {
    const [key = '', want = ''] = pair.split('=')
    const got = shown(has[key])
    return got === want || Number(got) === Number(want) ? [] : [`${key} is ${got}, not ${want}`]
  })
}

for (const file of readdirSync(folder)) {
  const lines = readFileSync(new URL(file, folder), 'utf8')
    .split('\n')
    .filter((l) => l !== '' && !l.startsWith('//'))
  describe(`the wordings of ${file.replace('.txt', '')}`, () => {
    it.each(lines)('%s', (line) => {
      const [types = '', company = '', asked = '', ...rest] = line.split(' | ')
      const { signals } = extract({ text: rest.join(' | '), published: '2025-10-22' }, { companies: KNOWN_COMPANIES })
      const want = types === 'none' ? [] : types.split('+')
      expect(signals.map((s) => s.type).sort()).toEqual([...want].sort())
      const first = signals.find((s) => s.type === want[0])
      if (!first) return
      if (company !== '-') expect(first.company).toBe(company === 'null' ? null : company)
      if (asked !== '-') expect(differences(first, asked)).toEqual([])
    })
  })
}
