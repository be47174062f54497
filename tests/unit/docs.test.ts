import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { CONFIG_NAMES, readConfig } from '@/lib/config'

const readme = readFileSync('README.md', 'utf8')

describe('the README', () => {
  it('has the two commands on its first screen', () => {
    const screen = readme.split('\n').slice(0, 25).join('\n')
    expect(screen).toContain('npm ci && npm start')
    expect(screen).toContain('npm ci && npm test')
  })

  it('names every setting', () => {
    for (const name of CONFIG_NAMES) expect(readme, name).toContain(`\`${name}\``)
  })

  it('names every command', async () => {
    const program = new Command()
    for (const file of readdirSync('lib/cli')) {
      if (!file.endsWith('.ts') || ['index.ts', 'withDb.ts'].includes(file)) continue
      const command = (await import(path.resolve('lib/cli', file))) as { register?: (program: Command) => void }
      command.register?.(program)
    }
    expect(program.commands.length).toBeGreaterThan(10)
    for (const { name } of program.commands.map((c) => ({ name: c.name() }))) {
      expect(readme, name).toMatch(new RegExp(`^\\| \`${name}\\b`, 'm'))
    }
  })
})

describe('settings', () => {
  it('stop the start with one line that names a wrong one, without repeating its value', () => {
    expect(() => readConfig({ PORT: 'eighty', NODE_ENV: 'test' })).toThrow(/^PORT /)
    expect(() => readConfig({ FRED_API_KEY: 'my-secret', NODE_ENV: 'test' })).toThrow(/FRED_API_KEY/)
    try {
      readConfig({ FRED_API_KEY: 'my-secret', NODE_ENV: 'test' })
    } catch (error) {
      expect(JSON.stringify(error)).not.toContain('my-secret')
    }
  })

  it('left empty are as if unset', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', NODE_ENV: 'test' })).toMatchObject({
      PORT: 3000,
      DATABASE_URL: undefined,
    })
  })
})
