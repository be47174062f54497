import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FAULTS } from './misbehaving-server'

describe('docs/reliability.md', () => {
  const text = readFileSync('docs/reliability.md', 'utf8')

  it('names every fault of the misbehaving server', () => {
    for (const name of Object.keys(FAULTS)) expect(text, name).toContain(`\`${name}\``)
  })

  it('names tests that exist', () => {
    const files = [...text.matchAll(/`(tests\/[\w./-]+)`/g)].map((m) => m[1] ?? '')
    expect(files.length).toBeGreaterThan(20)
    for (const file of files) expect(existsSync(file), file).toBe(true)
  })
})
