import { describe, expect, it } from 'vitest'
import { classifyTitle } from '@/lib/signals/classify'
import type { RoleSlug } from '@/lib/signals/taxonomy'

/** Titles that stand in no labelled set: each family of words in a few of its forms, and what only looks like one. */
const FAMILIES: Readonly<Record<RoleSlug, readonly string[]>> = {
  'gpu-orchestration': [
    'Slurm Engineer',
    'Exascale Systems Engineer',
    'CUDA Kernel Developer',
    'Software Engineer, Batch Scheduler',
    'Accelerated Computing Engineer',
    'DGX Systems Engineer',
    'Collective Communications Engineer',
  ],
  'ml-platform': [
    'Model Serving Engineer',
    'Kubeflow Engineer',
    'Machine Learning DevOps Engineer',
    'Software Engineer, Model Registry',
    'LLM Infrastructure Engineer',
    'Engineering Manager, Training Orchestration',
  ],
  'ml-engineering': [
    'Vision Language Models Researcher',
    'Speech Recognition Engineer',
    'Head of Machine Learning',
    'Recommendation Systems Engineer',
    'Member of Technical Staff, World Models',
    'Researcher, Alignment',
  ],
  'data-center-ops': [
    'HVAC Technician - Data Center',
    'Generator Technician (Data Centers)',
    'DCIM Administrator',
    'Senior Manager, Commissioning',
    'Chiller Mechanic, Mission Critical',
    'Technicien de maintenance - Data Center',
    'Gestionnaire de centre de données',
    'Techniker Rechenzentrum (m/w/d)',
  ],
  sre: [
    'Chaos Engineer',
    'Resilience Engineer',
    'Prometheus/Grafana Engineer',
    'Software Engineer, Tracing',
    'Head of Reliability',
    'Incident Commander',
  ],
  'ai-security': [
    'Detection Engineer',
    'Incident Responder, Cloud',
    'Information System Security Officer',
    'Chief Information Security Officer',
    'Engineer, Identity and Access Management',
    'Researcher, Adversarial Robustness',
    'Ingénieur cybersécurité',
  ],
  'cloud-platform': [
    'Azure Administrator',
    'AWS Engineer',
    'OpenShift Specialist',
    'Backup Engineer',
    'Distributed File Systems Engineer',
    'Administrateur systèmes et réseaux',
    'Software Engineer, Build Systems',
    'Unix Systems Engineer',
  ],
  networking: [
    'Cisco Engineer',
    'RoCE Engineer',
    'Fiber Splicer Technician, Long Haul Fiber Technician',
    'Firewall Engineer',
    'Technicien réseau',
    'Ingeniero de redes',
    'Software Engineer, Load Balancing',
    'Interconnection Manager',
  ],
  'hardware-systems': [
    'Power Integrity Engineer',
    'UEFI Engineer',
    'Mixed-Signal Engineer',
    'Computer Architect',
    'Linux Driver Developer',
    'Member of Technical Staff - Firmware',
    'Logic Design Engineer',
    'Silicon Photonics Designer',
  ],
  other: [
    'Applied AI Architect, Startups',
    'AI Deployment Engineer',
    'Accelerator Physicist',
    'Wheel Alignment Specialist',
    'Distillation Process Engineer',
    'Well Logging Engineer',
    'Reliability Engineer - Wind Turbines',
    'Offshore Platform Operations Technician',
    'Container Yard Planner',
    'Loss Prevention Security Agent',
    'Fire Detection Engineer',
    'Technical Training Instructor, Data Center',
    'Commissioning Manager, NHS',
    'UPS Delivery Driver',
    'Infrastructure Engineer, Roads',
    'Vulnerability Outreach Worker',
    'Silicon Valley Community Organizer',
    'Data Center Recruiter',
  ],
}

describe('families of titles', () => {
  it.each(Object.entries(FAMILIES))('%s', (role, titles) => {
    expect(titles.filter((title) => classifyTitle(title).category !== role)).toEqual([])
  })

  it('read titles of requisitions that never close, and long ones, in no time worth telling', () => {
    for (const words of ['[1', 'engineer, network ', 'data center security ', '(', '- ']) {
      const start = process.cpuUsage()
      classifyTitle(words.repeat(1_000_000 / words.length))
      const long = process.cpuUsage(start).user
      const again = process.cpuUsage()
      for (let i = 0; i < 100; i++) classifyTitle(words.repeat(500 / words.length))
      // What stands behind the first 500 units costs no more than reading it.
      expect(long).toBeLessThan(process.cpuUsage(again).user + 500_000)
    }
  })
})
