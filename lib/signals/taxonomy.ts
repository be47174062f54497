import type { SkillSlug } from './skills'

/**
 * The version of all rules in this folder. It is kept on every signal and raised with every change that can alter an
 * answer, so that stored signals can be told from those that today's rules would give.
 */
export const RULES_VERSION = '2026-11-25.5'

export type RoleSlug =
  | 'gpu-orchestration'
  | 'ml-platform'
  | 'ml-engineering'
  | 'data-center-ops'
  | 'sre'
  | 'ai-security'
  | 'cloud-platform'
  | 'networking'
  | 'hardware-systems'
  | 'other'

export type InfraRoleSlug = Exclude<RoleSlug, 'other'>

type RoleCode = 'GPU' | 'MLP' | 'MLE' | 'DCO' | 'SRE' | 'SEC' | 'CLD' | 'NET' | 'HWS' | 'OTH'

export type Role = {
  readonly slug: RoleSlug
  /** Three letters, fixed in the whole product: the label where a name does not fit. */
  readonly code: RoleCode
  readonly name: string
  /** What the job does; a title is judged by this, not by its words. */
  readonly definition: string
  /** What the field also calls it. */
  readonly synonyms: readonly string[]
  /**
   * How running text names the work, as opposed to titles (which `classifyTitle` reads). Case is ignored.
   * null: text cannot name this role.
   */
  readonly inText: RegExp | null
  /** The nearest occupation of O*NET-SOC 2019 (8 digits); null where there is none. */
  readonly socCode: string | null
  readonly socTitle: string | null
  /** Typical, most telling first. */
  readonly skills: readonly SkillSlug[]
}

const AI = String.raw`(?:ai|ml|machine[- ]learning|model|llm)`

export const ROLES: readonly Role[] = [
  {
    slug: 'gpu-orchestration',
    code: 'GPU',
    name: 'GPU orchestration',
    definition:
      'Provisions, schedules and optimises GPUs and other accelerators: clusters, HPC, Slurm, capacity, and kernels tuned for the hardware.',
    synonyms: [
      'GPU infrastructure',
      'accelerator infrastructure',
      'HPC',
      'cluster engineering',
      'compute infrastructure',
      'fleet management',
      'GPU kernels',
    ],
    inText:
      /\b(?:gpus?(?:\s*\/\s*accelerators?)?|accelerators?|hpc|gpu[- ]clusters?|supercomputing)[- ](?:(?:and|&) \w+ )?(?:orchestration|provisioning|scheduling|optimi[sz]ation|infrastructure|capacity|fleets?|engineers?|engineering|clusters?|specialists?|performance|kernels?|operations)\b|\b(?:hpc|cluster|slurm) (?:engineers?|engineering|administrators?)\b/i,
    socCode: '15-1299.08',
    socTitle: 'Computer Systems Engineers/Architects',
    skills: ['slurm', 'kubernetes', 'cuda', 'nccl', 'infiniband', 'hpc', 'triton', 'rocm', 'linux', 'python'],
  },
  {
    slug: 'ml-platform',
    code: 'MLP',
    name: 'ML platform',
    definition:
      'Builds and runs the platform that others train and serve models on: MLOps, pipelines, registries, training and serving infrastructure.',
    synonyms: ['MLOps', 'ML infrastructure', 'machine learning platform', 'AI platform', 'research infrastructure'],
    inText: new RegExp(
      String.raw`\bml[- ]?ops\b|\b${AI}[- ](?:platforms?|infrastructure|infra|deployment|pipelines?)(?: engineers?| engineering| teams?| pipelines?)?\b|\binference platforms?\b`,
      'i',
    ),
    socCode: '15-1252.00',
    socTitle: 'Software Developers',
    skills: [
      'mlops',
      'kubernetes',
      'kubeflow',
      'ray',
      'mlflow',
      'airflow',
      'ci-cd',
      'python',
      'pytorch',
      'feature-stores',
    ],
  },
  {
    slug: 'ml-engineering',
    code: 'MLE',
    name: 'ML engineering',
    definition:
      'Trains, tunes, evaluates and serves models: pre-training, post-training, inference, kernels for models, applied ML and ML research.',
    synonyms: ['machine learning engineer', 'inference engineer', 'research engineer', 'applied ML', 'AI engineer'],
    inText:
      /\b(?:ml|machine[- ]learning|deep[- ]learning|ai|inference|training|llm|nlp|computer vision) (?:engineers?|engineering|researchers?|scientists?)\b|\bresearch engineers?\b/i,
    socCode: '15-1221.00',
    socTitle: 'Computer and Information Research Scientists',
    skills: [
      'pytorch',
      'jax',
      'tensorflow',
      'python',
      'llm-inference',
      'vllm',
      'distributed-training',
      'fine-tuning',
      'reinforcement-learning',
      'cuda',
    ],
  },
  {
    slug: 'data-center-ops',
    code: 'DCO',
    name: 'Data-centre operations',
    definition:
      'Designs, builds and runs data centres: facilities, power, cooling, racks, hardware on site, critical operations.',
    synonyms: [
      'data center technician',
      'critical facilities',
      'facilities engineer',
      'mission critical',
      'hardware operations',
    ],
    inText:
      /\bdata[- ]?cent(?:er|re)s? (?:operations?|technicians?|engineers?|engineering|staff|roles?|ops|managers?|operators|teams?|electricians|facilities)\b|\bcritical[- ](?:facilities|operations|environment)\b|\b(?:cooling|facilities|electrical|commissioning|mechanical) (?:engineers?|technicians?)\b/i,
    socCode: '15-1244.00',
    socTitle: 'Network and Computer Systems Administrators',
    skills: [
      'critical-facilities',
      'liquid-cooling',
      'hvac',
      'electrical-power',
      'bms',
      'dcim',
      'structured-cabling',
      'server-hardware',
      'commissioning',
      'linux',
    ],
  },
  {
    slug: 'sre',
    code: 'SRE',
    name: 'Reliability (SRE)',
    definition: 'Keeps services reliable: site reliability, production engineering, observability, incident response.',
    synonyms: ['site reliability engineer', 'production engineer', 'observability', 'reliability engineering'],
    inText:
      /\bsite[- ]reliability\b|\bsres?\b|\b(?:platform |infrastructure |service |cloud )?reliability engineer(?:s|ing)?\b|\b(?:platform|infrastructure|service) reliability\b|\bobservability (?:engineers?|engineering|teams?)\b|\bproduction engineers?\b/i,
    socCode: '15-1244.00',
    socTitle: 'Network and Computer Systems Administrators',
    skills: [
      'sre-practice',
      'observability',
      'prometheus',
      'grafana',
      'kubernetes',
      'incident-response',
      'linux',
      'terraform',
      'opentelemetry',
      'python',
    ],
  },
  {
    slug: 'ai-security',
    code: 'SEC',
    name: 'AI security',
    definition:
      'Secures AI systems, their infrastructure and their data: security engineering, red teams, privacy engineering, GRC and FedRAMP.',
    synonyms: ['security engineer', 'AI security', 'GRC', 'privacy engineer', 'FedRAMP', 'red team'],
    inText:
      /\b(?:security|privacy|compliance) (?:and \w+ )?for ai\b|\bai (?:security|governance and compliance)\b|\bcyber[- ]?security\b|\bsecurity (?:engineers?|engineering|researchers?|analysts?|architects?|specialists?)\b|\bprivacy engineers?\b|\bmodel security\b|\bred[- ]team(?:s|ers?)\b/i,
    socCode: '15-1212.00',
    socTitle: 'Information Security Analysts',
    skills: [
      'security-engineering',
      'fedramp',
      'grc',
      'iam',
      'zero-trust',
      'detection-response',
      'privacy',
      'red-teaming',
      'soc2',
      'cryptography',
    ],
  },
  {
    slug: 'cloud-platform',
    code: 'CLD',
    name: 'Cloud platform',
    definition:
      'Builds and runs general cloud and platform services: Kubernetes, DevOps, storage, virtualisation, infrastructure as code.',
    synonyms: [
      'platform engineer',
      'cloud engineer',
      'DevOps',
      'infrastructure engineer',
      'Kubernetes engineer',
      'storage engineer',
    ],
    inText:
      /\bcloud(?:[- ](?:infrastructure|platform|platforms))?[- ](?:engineers?|engineering|architects?|compute|ops|operations)\b|\b(?<!ml |ai |learning )platform engineer(?:s|ing)?\b|\bdev[- ]?ops\b|\b(?<!ml |ai |learning |training |inference |research )(?:kubernetes|storage|infrastructure) engineers?\b/i,
    socCode: '15-1299.08',
    socTitle: 'Computer Systems Engineers/Architects',
    skills: [
      'kubernetes',
      'terraform',
      'aws',
      'gcp',
      'azure',
      'ci-cd',
      'docker',
      'linux',
      'distributed-storage',
      'virtualization',
    ],
  },
  {
    slug: 'networking',
    code: 'NET',
    name: 'Networking',
    definition:
      'Designs, builds and runs networks: interconnects and fabrics between accelerators, backbones, optical and software-defined networks.',
    synonyms: ['network engineer', 'InfiniBand', 'fabric', 'interconnect', 'optical', 'SDN'],
    inText:
      /\bnetwork(?:ing)? (?:engineers?|engineering|architects?|operations|technicians?)\b|\b(?:interconnect|fabric|optical|rdma|infiniband) (?:engineers?|engineering|specialists?)\b/i,
    socCode: '15-1241.00',
    socTitle: 'Computer Network Architects',
    skills: [
      'infiniband',
      'rdma',
      'roce',
      'bgp',
      'ethernet-fabric',
      'evpn-vxlan',
      'sdn',
      'optical-networking',
      'nvlink',
      'linux',
    ],
  },
  {
    slug: 'hardware-systems',
    code: 'HWS',
    name: 'Hardware systems',
    definition:
      'Designs and validates accelerators, boards, servers and racks, with their firmware, drivers and kernels of operating systems.',
    synonyms: ['silicon', 'ASIC', 'firmware', 'hardware engineer', 'design verification', 'FPGA'],
    inText:
      /\b(?:hardware|silicon|asic|fpga|firmware|chip(?: design)?|soc|board|verification|embedded) (?:engineers?|engineering|designers?|architects?|developers?)\b|\bchip designers?\b/i,
    socCode: '17-2061.00',
    socTitle: 'Computer Hardware Engineers',
    skills: [
      'asic-design',
      'verilog',
      'firmware',
      'fpga',
      'pcie',
      'hbm',
      'design-verification',
      'bmc',
      'linux-kernel',
      'c-cpp',
    ],
  },
  {
    slug: 'other',
    code: 'OTH',
    name: 'Other',
    definition:
      'All that fits none of the nine: sales, recruiting, legal, finance, policy, product management, general software and data work.',
    synonyms: [],
    inText: null,
    socCode: null,
    socTitle: null,
    skills: [],
  },
]

const isInfra = (slug: RoleSlug): slug is InfraRoleSlug => slug !== 'other'

/** The nine roles without `other`, in the order of `ROLES`. */
export const INFRA_ROLES: readonly InfraRoleSlug[] = ROLES.map((r) => r.slug).filter(isInfra)

const BY_SLUG: ReadonlyMap<string, Role> = new Map(ROLES.map((r) => [r.slug, r]))

/** The role with this slug, or null: an unknown slug from a URL is the caller's to refuse. */
export const roleOf = (slug: string): Role | null => BY_SLUG.get(slug) ?? null

export const isRoleSlug = (slug: string): slug is RoleSlug => BY_SLUG.has(slug)

export const SENIORITIES = ['intern', 'junior', 'mid', 'senior', 'staff', 'manager', 'director', 'unknown'] as const
/** `unknown`: the title names no level ("Member of Technical Staff" names none). */
export type Seniority = (typeof SENIORITIES)[number]

export const EMPLOYMENT_TYPES = ['full-time', 'part-time', 'contract', 'temporary', 'internship'] as const
export type EmploymentType = (typeof EMPLOYMENT_TYPES)[number]

export const WORK_MODES = ['remote', 'hybrid', 'onsite'] as const
export type WorkMode = (typeof WORK_MODES)[number]

export const ENGAGEMENT_FORMS = [
  'contract-to-hire',
  'internship',
  'co-op',
  'apprenticeship',
  'part-time',
  'fractional',
  'side-projects',
  'innovation-time',
  'open-source',
] as const
/** The "Employee+" family: ways to work for a company other than, or beside, one full-time job. */
export type EngagementForm = (typeof ENGAGEMENT_FORMS)[number]

/**
 * The roles that running text names, in the order of `ROLES`. Never `other`. Not for titles: `classifyTitle` reads those.
 */
export function rolesInText(text: string): InfraRoleSlug[] {
  const found: InfraRoleSlug[] = []
  for (const role of ROLES) {
    if (isInfra(role.slug) && role.inText?.test(text)) found.push(role.slug)
  }
  return found
}
