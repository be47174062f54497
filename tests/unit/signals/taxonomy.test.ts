import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SKILLS, skillsIn } from '@/lib/signals/skills'
import { INFRA_ROLES, ROLES, RULES_VERSION, rolesInText } from '@/lib/signals/taxonomy'
import { taxonomyMarkdown } from '@/lib/signals/taxonomyDoc'

describe('the taxonomy', () => {
  it('is what docs/taxonomy.md says', () => {
    const file = readFileSync(new URL('../../../docs/taxonomy.md', import.meta.url), 'utf8')
    expect(file, 'write it anew from taxonomyMarkdown()').toBe(taxonomyMarkdown())
  })
  it('has ten roles, each with a code of its own, nine of them infrastructure', () => {
    expect(ROLES.map((r) => r.code)).toEqual(['GPU', 'MLP', 'MLE', 'DCO', 'SRE', 'SEC', 'CLD', 'NET', 'HWS', 'OTH'])
    expect(INFRA_ROLES).toHaveLength(9)
    expect(RULES_VERSION).toMatch(/^\d{4}-\d{2}-\d{2}\.\d+$/)
  })
  it('names only skills that the list of skills has, and no phrase twice', () => {
    const slugs = new Set<string>(SKILLS.map((s) => s.slug))
    for (const r of ROLES) for (const s of r.skills) expect(slugs).toContain(s)
    const phrases = SKILLS.flatMap((s) => s.phrases)
    expect(new Set(phrases).size).toBe(phrases.length)
  })
  it('reads roles in running text', () => {
    expect(
      rolesInText('GPU/accelerator provisioning, ML Ops, data center operations, SRE and cybersecurity for AI'),
    ).toEqual(['gpu-orchestration', 'ml-platform', 'data-center-ops', 'sre', 'ai-security'])
    expect(rolesInText('a bakery needs a baker')).toEqual([])
  })
  it('finds each skill by each of its phrases', () => {
    for (const s of SKILLS) for (const p of s.phrases) expect(skillsIn(`knows ${p} well`), p).toContain(s.slug)
  })
})
