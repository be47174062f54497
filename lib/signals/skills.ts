/** One row a skill: slug, name, the phrases that name it (lower case; a space stands for any gap or hyphen). */
const TABLE = [
  ['kubernetes', 'Kubernetes', 'kubernetes|k8s|eks|gke|aks|openshift'],
  ['slurm', 'Slurm', 'slurm'],
  ['hpc', 'HPC', 'hpc|high performance computing|supercomputing|supercomputer'],
  ['cuda', 'CUDA', 'cuda|cudnn|cutlass|cublas'],
  ['rocm', 'ROCm', 'rocm|hip kernels'],
  ['triton', 'Triton', 'triton|triton kernels'],
  ['nccl', 'NCCL', 'nccl|rccl'],
  ['nvlink', 'NVLink', 'nvlink|nvswitch'],
  [
    'gpu-orchestration',
    'GPU orchestration',
    'gpu orchestration|gpu scheduling|gpu provisioning|gpu clusters|gpu cluster',
  ],
  ['infiniband', 'InfiniBand', 'infiniband'],
  ['rdma', 'RDMA', 'rdma'],
  ['roce', 'RoCE', 'roce|rocev2'],
  ['ethernet-fabric', 'Ethernet fabrics', 'ethernet fabric|ethernet fabrics|spectrum x|leaf spine|clos fabric'],
  ['bgp', 'BGP', 'bgp|ospf|is is routing'],
  ['evpn-vxlan', 'EVPN/VXLAN', 'evpn|vxlan'],
  ['sdn', 'Software-defined networking', 'sdn|software defined networking|ovn|open vswitch'],
  [
    'optical-networking',
    'Optical networking',
    'optical networking|dwdm|silicon photonics|optical transport|co packaged optics',
  ],
  ['dpu', 'DPU', 'dpu|dpus|bluefield|smartnic'],
  ['pytorch', 'PyTorch', 'pytorch'],
  ['jax', 'JAX', 'jax'],
  ['tensorflow', 'TensorFlow', 'tensorflow'],
  ['vllm', 'vLLM', 'vllm|sglang'],
  ['tensorrt', 'TensorRT', 'tensorrt|tensorrt llm'],
  ['llm-inference', 'Inference', 'inference|model serving'],
  ['distributed-training', 'Distributed training', 'distributed training|fsdp|deepspeed|megatron|model parallelism'],
  ['fine-tuning', 'Fine-tuning', 'fine tuning|lora|post training|rlhf'],
  ['pre-training', 'Pre-training', 'pre training|pretraining'],
  ['reinforcement-learning', 'Reinforcement learning', 'reinforcement learning|rl environments'],
  ['computer-vision', 'Computer vision', 'computer vision'],
  ['nlp', 'NLP', 'nlp|natural language processing'],
  ['llms', 'Large language models', 'llm|llms|large language models|large language model'],
  ['rag', 'Retrieval', 'rag|retrieval augmented generation|vector database|vector databases'],
  ['agents', 'Agents', 'ai agents|agentic ai|agentic'],
  ['machine-learning', 'Machine learning', 'machine learning|deep learning'],
  ['mlops', 'MLOps', 'mlops|ml ops|llmops'],
  ['model-deployment', 'Model deployment', 'model deployment|ml deployment|ai deployment|model monitoring'],
  ['kubeflow', 'Kubeflow', 'kubeflow'],
  ['mlflow', 'MLflow', 'mlflow|weights & biases|wandb'],
  ['ray', 'Ray', 'ray|anyscale ray|ray clusters'],
  ['airflow', 'Airflow', 'airflow|dagster|prefect'],
  ['feature-stores', 'Feature stores', 'feature store|feature stores'],
  ['data-pipelines', 'Data pipelines', 'data pipelines|data pipeline|etl|ml pipelines|ml pipeline'],
  ['spark', 'Spark', 'spark|apache spark'],
  ['kafka', 'Kafka', 'kafka'],
  ['terraform', 'Terraform', 'terraform|opentofu|pulumi|infrastructure as code'],
  ['ansible', 'Ansible', 'ansible|puppet|saltstack'],
  ['docker', 'Containers', 'docker|containers|containerd'],
  ['virtualization', 'Virtualisation', 'virtualization|virtualisation|kvm|qemu|hypervisor|vmware|openstack'],
  ['bare-metal', 'Bare metal', 'bare metal|metal provisioning|ironic'],
  ['aws', 'AWS', 'aws|amazon web services|ec2'],
  ['gcp', 'Google Cloud', 'gcp|google cloud'],
  ['azure', 'Azure', 'azure'],
  ['cloud-automation', 'Cloud automation', 'cloud automation|cloud platform engineering|cloud engineering'],
  ['ci-cd', 'CI/CD', 'ci/cd|ci cd|cicd|continuous integration|continuous delivery|github actions|gitops|argocd'],
  ['devops', 'DevOps', 'devops|dev ops|platform engineering'],
  ['linux', 'Linux', 'linux|ubuntu'],
  ['linux-kernel', 'Linux kernel', 'linux kernel|kernel development|ebpf|device drivers|kernel drivers'],
  ['distributed-systems', 'Distributed systems', 'distributed systems'],
  [
    'distributed-storage',
    'Distributed storage',
    'distributed storage|object storage|ceph|lustre|weka|parallel file systems|block storage',
  ],
  ['postgresql', 'PostgreSQL', 'postgres|postgresql'],
  ['observability', 'Observability', 'observability|datadog|telemetry|monitoring'],
  ['prometheus', 'Prometheus', 'prometheus|victoriametrics|thanos'],
  ['grafana', 'Grafana', 'grafana'],
  ['opentelemetry', 'OpenTelemetry', 'opentelemetry|otel'],
  ['incident-response', 'Incident response', 'incident response|incident management|on call'],
  ['sre-practice', 'Site reliability', 'site reliability|sre|reliability engineering'],
  ['capacity-planning', 'Capacity planning', 'capacity planning|capacity engineering'],
  ['python', 'Python', 'python'],
  ['golang', 'Go', 'golang|go lang'],
  ['rust', 'Rust', 'rust'],
  ['c-cpp', 'C/C++', 'c++|c/c++|cpp'],
  ['verilog', 'Verilog', 'verilog|systemverilog|vhdl|rtl'],
  ['asic-design', 'ASIC design', 'asic|soc design|physical design|chip design'],
  ['design-verification', 'Design verification', 'design verification|uvm'],
  ['fpga', 'FPGA', 'fpga|fpgas'],
  ['firmware', 'Firmware', 'firmware|uefi|bios'],
  ['bmc', 'BMC', 'bmc|openbmc|ipmi|redfish'],
  ['pcie', 'PCIe', 'pcie|cxl'],
  ['hbm', 'HBM', 'hbm|hbm3|hbm4'],
  ['signal-integrity', 'Signal integrity', 'signal integrity|serdes'],
  ['server-hardware', 'Server hardware', 'server hardware|rack and stack|break fix'],
  [
    'liquid-cooling',
    'Liquid cooling',
    'liquid cooling|direct to chip|immersion cooling|coolant distribution|advanced cooling',
  ],
  ['hvac', 'HVAC', 'hvac|chillers|crah'],
  [
    'electrical-power',
    'Power systems',
    'switchgear|ups systems|medium voltage|power distribution|generators|electrical systems',
  ],
  [
    'critical-facilities',
    'Critical facilities',
    'critical facilities|mission critical|data center operations|data centre operations|datacenter operations',
  ],
  ['bms', 'Building management', 'bms|building management system|epms|scada|plc'],
  ['dcim', 'DCIM', 'dcim'],
  ['structured-cabling', 'Structured cabling', 'structured cabling|fiber optics|fibre optics|cabling'],
  ['commissioning', 'Commissioning', 'commissioning'],
  [
    'security-engineering',
    'Security engineering',
    'security engineering|cybersecurity|cyber security|application security|appsec|infrastructure security|cloud security|ai security',
  ],
  ['zero-trust', 'Zero trust', 'zero trust'],
  ['iam', 'Identity and access', 'iam|identity and access management'],
  [
    'detection-response',
    'Detection and response',
    'detection & response|detection and response|siem|threat detection|threat prevention|threat hunting',
  ],
  ['red-teaming', 'Red teaming', 'red team|red teaming|offensive security|penetration testing|pentest'],
  ['fedramp', 'FedRAMP', 'fedramp|il5|il6|fisma|nist 800 53'],
  ['soc2', 'SOC 2', 'soc 2|soc2|iso 27001'],
  ['grc', 'Governance, risk and compliance', 'grc|governance risk and compliance'],
  ['privacy', 'Privacy engineering', 'privacy|gdpr|data governance|differential privacy'],
  ['cryptography', 'Cryptography', 'cryptography|confidential computing|trusted computing'],
] as const

export type SkillSlug = (typeof TABLE)[number][0]

export type Skill = {
  readonly slug: SkillSlug
  readonly name: string
  /** Lower-case phrases; between their words any run of spaces, hyphens or underscores. */
  readonly phrases: readonly string[]
}

export const SKILLS: readonly Skill[] = TABLE.map(([slug, name, phrases]) => ({
  slug,
  name,
  phrases: phrases.split('|'),
}))

const NAMES: ReadonlyMap<string, string> = new Map(SKILLS.map((s) => [s.slug, s.name]))

/** The name people read for a skill's slug; the slug itself where it is unknown. */
export const skillName = (slug: string): string => NAMES.get(slug) ?? slug

/** Phrases that are skills in titles: in prose they mean something else, unless a capital tells (`PROPER`). */
const IN_TITLES_ONLY = new Set([
  'monitoring',
  'telemetry',
  'generators',
  'containers',
  'privacy',
  'inference',
  'ray',
  'spark',
  'triton',
  'bios',
  'plc',
  'rust',
  'rag',
  'lora',
  'salt',
  'ironic',
  'weka',
  'airflow',
  'mission critical',
])

const LONGEST = Math.max(...SKILLS.flatMap((s) => s.phrases.map((p) => p.split(' ').length)))

const PHRASES = new Map<string, SkillSlug>()
const FIRST_WORDS = new Set<string>()
for (const s of SKILLS) {
  for (const phrase of s.phrases) {
    PHRASES.set(phrase, s.slug)
    FIRST_WORDS.add(phrase.split(' ')[0] ?? '')
  }
}

const WORD = /[a-z0-9&]+(?:\+\+|\/(?:cd|c\+\+))?/g
/** Case tells these from common words in prose: Spark the engine, Rust the language. */
const PROPER = /\b(?:Rust|Ray|Spark|Triton|LoRA|RAG|Airflow)\b/g

/**
 * The skills that a text names, each once, in the order of first mention. Written for titles and for postings: a text
 * with running prose passes `prose: true`, and then common words ("rust", "spark") count only as proper names.
 * Linear in the length of the text.
 */
export function skillsIn(text: string, { prose = false }: { prose?: boolean } = {}): SkillSlug[] {
  const words = text.toLowerCase().match(WORD)
  if (!words) return []
  const found = new Set<SkillSlug>()
  eachSkill(words, prose ? properIn(text) : null, (slug) => found.add(slug))
  return [...found]
}

/** The same with the words of each first mention, as UTF-16 offsets into the text. */
export function skillWordsIn(
  text: string,
  { prose = false }: { prose?: boolean } = {},
): { value: SkillSlug; start: number; end: number }[] {
  // Lower case must not move the offsets: the one letter that grows stays as it is.
  const lower = text.replace(/[^\u0130]+/g, (part) => part.toLowerCase())
  const at = [...lower.matchAll(WORD)].map((m) => ({ word: m[0], start: m.index }))
  const found = new Map<SkillSlug, { value: SkillSlug; start: number; end: number }>()
  eachSkill(
    at.map((a) => a.word),
    prose ? properIn(text) : null,
    (value, i, n) => {
      const last = at[i + n - 1]
      if (!found.has(value) && last)
        found.set(value, { value, start: at[i]?.start ?? 0, end: last.start + last.word.length })
    },
  )
  return [...found.values()]
}

const properIn = (text: string): Set<string> => new Set((text.match(PROPER) ?? []).map((w) => w.toLowerCase()))

/** Calls back for the longest phrase that starts at each word: its skill, the number of that word, how many words it has. */
function eachSkill(
  words: readonly string[],
  proper: ReadonlySet<string> | null,
  found: (slug: SkillSlug, at: number, length: number) => void,
): void {
  for (let i = 0; i < words.length; i++) {
    const first = words[i] ?? ''
    if (!FIRST_WORDS.has(first)) continue
    let phrase = first
    let best: SkillSlug | undefined
    let length = 0
    for (let n = 1; n <= LONGEST; n++) {
      const slug = PHRASES.get(phrase)
      if (slug !== undefined && !(proper && IN_TITLES_ONLY.has(phrase) && !proper.has(phrase))) {
        best = slug
        length = n
      }
      const next = words[i + n]
      if (next === undefined) break
      phrase = `${phrase} ${next}`
    }
    if (best !== undefined) found(best, i, length)
  }
}
