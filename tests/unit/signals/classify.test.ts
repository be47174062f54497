import { describe, expect, it } from 'vitest'
import { classifyTitle } from '@/lib/signals/classify'
import { isRoleSlug } from '@/lib/signals/taxonomy'

describe('classifyTitle', () => {
  it.each([
    ['Sr. SRE II - GPU Fleet (Remote, US) [R-10423]', 'sre', 'senior'],
    ['Member of Technical Staff, Inference', 'ml-engineering', 'unknown'],
    ['Data Center Technician - Night Shift', 'data-center-ops', 'unknown'],
    ['Datacentre Operations Engineer III', 'data-center-ops', 'senior'],
    ['HPC Network Engineer (InfiniBand)', 'networking', 'unknown'],
    ['Critical Facilities Engineer', 'data-center-ops', 'unknown'],
    ['Security GRC Analyst, FedRAMP', 'ai-security', 'unknown'],
    ['Staff Software Engineer, GPU Orchestration', 'gpu-orchestration', 'staff'],
    ['Senior MLOps Engineer', 'ml-platform', 'senior'],
    ['Junior DevOps Engineer (m/f/d)', 'cloud-platform', 'junior'],
    ['Firmware Engineering Intern (Summer 2027)', 'hardware-systems', 'intern'],
    ['Head of Site Reliability Engineering', 'sre', 'director'],
    ['Engineering Manager, Kubernetes Platform', 'cloud-platform', 'manager'],
    ['Principal ASIC Design Verification Engineer', 'hardware-systems', 'staff'],
    ['Commissioning Program Manager, Data Center Delivery', 'data-center-ops', 'manager'],
  ])('%s is %s, %s', (title, category, seniority) => {
    expect(classifyTitle(title)).toMatchObject({ category, seniority })
  })

  it.each([
    'Reliability Nurse, ICU',
    'Platform Sales Engineer',
    'Technical Recruiter, GPU Infrastructure',
    'Counsel, Data Centers',
    'FP&A Manager, Compute',
    'Product Manager, ML Platform',
    'Policy Lead, AI Security',
    'Account Executive, HPC',
    'Software Engineer, Ads Platform',
    'Data Scientist, Infrastructure',
    'Railway Platform Supervisor',
    'Provider Network Coordinator',
    'Backend Engineer',
    'Security Guard',
    'Data Center Leasing Manager',
    'Asset Reliability Technician, Bottling Plant',
    '',
    '  ',
    '🚀',
  ])('forces nothing on: %s', (title) => {
    expect(classifyTitle(title).category).toBe('other')
  })

  it('knows networks, layouts and reliability by their other names', () => {
    for (const [title, category] of [
      ['DWDM Transport Engineer', 'networking'],
      ['Ingénieur réseau H/F', 'networking'],
      ['Sr. InfiniBand Field Engineer', 'networking'],
      ['PCB Layout Designer', 'hardware-systems'],
      ['UPS Technician - Hyperscale', 'data-center-ops'],
      ['Chiller Operator - Data Hall', 'data-center-ops'],
      ['Software Engineer - Telemetry', 'sre'],
      ['Prompt Red Teamer', 'ai-security'],
      ['Neural Network Researcher', 'ml-engineering'],
      ['Research Scientist', 'ml-engineering'],
    ] as const)
      expect(classifyTitle(title).category, title).toBe(category)
  })

  it('is not led by words of other trades', () => {
    for (const title of [
      'Research Scientist, Immunology',
      'Linear Accelerator Engineer',
      'Mine Production Engineer',
      'Travel Security Manager',
      'Cross-Platform Software Engineer',
      'Fabric Cutter',
      'Product Designer',
    ])
      expect(classifyTitle(title).category, title).toBe('other')
  })

  it('takes a fellow for a level only where one is, and a range of levels for none', () => {
    expect(classifyTitle('Fellow, Silicon Design').seniority).toBe('staff')
    expect(classifyTitle('AI Safety Fellow').seniority).toBe('unknown')
    expect(classifyTitle('Field Technician I/II/III').seniority).toBe('unknown')
    expect(classifyTitle('Dir. of SRE').seniority).toBe('director')
  })

  it('reads a generic title from its description, with less confidence', () => {
    const generic = classifyTitle(
      'Software Engineer',
      'You run Slurm and Kubernetes on InfiniBand, tune NCCL and CUDA, and know HPC.',
    )
    expect(generic.category).toBe('gpu-orchestration')
    expect(generic.confidence).toBeLessThan(classifyTitle('GPU Cluster Engineer').confidence)
    expect(classifyTitle('Software Engineer', 'You write forms.').category).toBe('other')
  })

  it('names skills, form of employment, place of work and the rules that fired', () => {
    const c = classifyTitle(
      'Site Reliability Engineer, Kubernetes (Contract, Hybrid)',
      'Prometheus, Terraform and CI/CD. The rust belt is near.',
    )
    expect(c.skills).toEqual(expect.arrayContaining(['sre-practice', 'kubernetes', 'prometheus', 'terraform', 'ci-cd']))
    expect(c.skills).not.toContain('rust')
    expect(c).toMatchObject({ employmentType: 'contract', workMode: 'hybrid' })
    expect(c.rules).toContain('sre.head')
  })

  it('answers every string with a known role and a confidence in 0..1', () => {
    for (const t of ['x'.repeat(5000), '((((', '- - -', 'Engineer — — GPU', '\u0000', 'データセンター エンジニア']) {
      const c = classifyTitle(t)
      expect(isRoleSlug(c.category)).toBe(true)
      expect(c.confidence).toBeGreaterThan(0)
      expect(c.confidence).toBeLessThanOrEqual(1)
    }
  })
})
