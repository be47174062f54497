import type { InfraRoleSlug } from './taxonomy'

export type TitleRule = {
  readonly name: string
  readonly role: InfraRoleSlug
  /** `head`: what stands before the first comma, dash, bar or bracket, and so names the occupation. */
  readonly where: 'head' | 'any'
  readonly matches: RegExp
  readonly unless?: RegExp
  /** 0..1: how often the rule is right by itself. */
  readonly confidence: number
}

/** Occupations and trades that are `other` whatever they are near. Read in the head of a title, lower case. */
export const NOT_INFRA_HEAD =
  /\b(?:account(?:s|ing|ant)? (?:exec\w*|manager|director|partner|cto|solutions|payable|receivable|coordinator)|accounting|accountant|auditor?|audit|sales|sellers?|pre-?sales|recruit(?:er|ers|ing|ment)|talent|sourcer|counsel|attorney|lawyer|legal|paralegal|fp&a|finance|financial|treasury|tax|payroll|procurement|sourcing|buyer|purchasing|supply chain(?! security (?:engineer|architect|research))|supply planning|logistics|category manager|product (?:manager|management|owner|marketing|designer|design|lead|operations|analyst|policy|counsel)|group product|marketing|marketer|growth|brand|(?<!collective )communications?|public relations|policy|government affairs|partnerships?|partner (?:manager|lead|engineer|sales|enablement|solutions|marketing)|client partner|people partner|people operations|human resources|hr|hrbp|benefits|customer (?:success|support|service|engineer|engineering|experience|trust|activation)|business (?:development|analyst|systems?|operations|partner)|gtm|go-to-market|revenue|deal|deals|strategy|strategic|corporate (?:development|security(?! engineer))|physical (?:safety|security)|event|executive (?:assistant|protection|business)|administrative|office|receptionist|community (?:manager|engagement|marketing|lead)|nurse|nursing|clinical|physician|medical|patient|pharmac\w+|therapist|caregiver|teacher|instructor|trainers?|coach|tutor|writer|editor|copywriter|rater|annotator|translator|linguist|journalist|reporter|anchor|(?<!layout |chip |board |circuit |pcb |hardware |asic |rtl |silicon |mask |cooling |photonics? |ic |analog |server |rack |data center |datacenter )designer|ux|(?<!device |kernel |linux |gpu |cuda |graphics |network |storage |display )driver(?!s? (?:ics?|developer|development|engineer|software|and kernel))|cook|chef|warehouse|janitor|guard|(?<!information security |systems? security |cyber ?security |infosec )officer|trader|trading|appraiser|underwriter|actuar\w+|insurance|bank(?:er|ing)?|teller|retail|(?<!feature )store|merchandis\w+|leas(?:e|ing)|real estate|land|site selection|permitting|data (?:scientist|science|analyst|analytics|engineer|engineering|annotat\w+|entry|rater)|analytics|economist|(?<!cloud )solutions? architects?|solutions? (?:engineers?|engineering|architecture|consultants?|executive|area|specialist)|applied ai architect\w*|ai (?:deployment|success|adoption) (?:engineers?|engineering|managers?|strategists?|lead)|deployment strategist|field (?:security|ai) specialists?|(?<!security |cyber |risk |fedramp |hardware )compliance (?:program|analyst|manager|specialist|officer|lead|associate)|forward deployed|fde|(?<!electrical |mechanical |hardware |data center |datacenter |network |infiniband |fabric |fiber )field engineer|implementation consultant|technical account|frontend|front-end|front end|mobile(?! network)|android|ios|web|salesforce|servicenow|workday|netsuite|sap|erp|dynamics ?365|power platform|power apps|sharepoint|gainsight|blockchain|web3|solana|defi|smart contract|bitcoin|crypto trading|railway|rail|mission software|gnc|flight|falcon|starship|avionics|mechanic|welder|machinist|cnc|press brake|bottling|maintenance|plumber|provider network|assembler|quote to cash|prompt(?! (?:red|injection|security))|appointment setter|advisory|(?<!devops |kubernetes )consultant|investor relations|compliance officer|ethics|sanctions|industrial security|industrial|pest|oil|gas|rig|automotive|vehicle|av|robotics operator)\b/

/** Words behind the comma or dash that make a job `other`, unless its head names an infrastructure occupation. */
export const NOT_INFRA_TAIL =
  /\b(?:sales|marketing|recruiting|talent|legal|finance|fp&a|accounting|procurement|sourcing|gtm|go-to-market|people|communications|product manag\w+|ads?|advertising|retail|business systems|finance systems|frontend|front-end|mobile|android|ios|web3|blockchain|payments?|billing|leasing|physical security|strategic accounts|solutions? architects?|internal audit|monetization|onboarding|growth|investment|crypto|trading)\b/

const DC = `data ?-?(?:cent(?:er|re)|hall)s?`
/** Trades that are `other` elsewhere and run the plant where the title names a data center. */
export const PLANT_TRADES =
  /\b(?:maintenance|mechanics?|electricians?|industrial|welder|plumber|logistics|warehouse)\b/g
export const DATA_CENTER = new RegExp(String.raw`\b${DC}\b|\bcritical facilit|\bmission critical\b`)

const WORKER = `engineers?|engineering|developers?|architects?|administrators?|admins?|testers?|technicians?|specialists?|analysts?|researchers?|scientists?|leads?|managers?|operators?|interns?|staff|director|head|consultants?`
const ML = String.raw`machine learning|deep learning|neural networks?|ml|ai\/ml|ml\/ai|llms?|genai|gen ai`

/** In order: the first that matches decides. All read a lower-case title. */
export const TITLE_RULES: readonly TitleRule[] = [
  {
    name: 'mlops',
    role: 'ml-platform',
    where: 'any',
    matches:
      /\b(?:ml ?-?ops|llm ?-?ops|ai ?ops engineer|machine learning operations|(?:ai|ml|ai\/ml|ml\/ai|machine learning) (?:dev ?ops|deployment) engineer|model operations (?:engineer|lead|manager)|(?:engineer\w*|developer|technical staff)\b.*\b(?:kubeflow|mlflow|sagemaker|vertex ai|model registr(?:y|ies)|experiment tracking)|(?:kubeflow|mlflow|sagemaker) (?:\w+ )?(?:engineer|developer)|model (?:serving|deployment) (?:\w+ )?(?:engineers?|engineering|developer|lead|manager))\b/,
    confidence: 0.95,
  },
  {
    name: 'sre.head',
    role: 'sre',
    where: 'head',
    matches: /\bsite reliability\b|\bsres?\b|\bproduction (?:operations )?engineer|\bobservability\b/,
    unless: /\b(?:data ?cent|film|video|oil|gas|mine|mining|petroleum|drilling|tv|manufacturing)/,
    confidence: 0.95,
  },
  {
    name: 'security',
    role: 'ai-security',
    where: 'any',
    matches: new RegExp(
      String.raw`\b(?:security|privacy|cyber ?security|cyber|infosec|secops|devsecops|appsec|cryptograph\w+|trust(?:ed|worthy) computing|confidential computing)\b.*\b(?:software|systems?|${WORKER}|platform|infrastructure|agents?|red team)\b|\b(?:${WORKER}|software|technical staff)\b.*\b(?:security|secure|privacy|cyber ?security|cyber|cryptography|fedramp)\b|\b(?:fedramp|security grc|grc (?:analyst|engineer|specialist|lead|manager)|red team(?:er|ing)?|penetration test\w+|pentest\w*|threat (?:intelligence|detection|hunt\w+|research\w*)|devsecops|appsec|ciso|soc (?:analyst|manager|lead)|cyber threat|(?:ai|model|agent|product|platform|hardware|infrastructure|cloud|network|application|offensive|firmware) security$|security operations cent(?:er|re)|(?:iam|identity) (?:engineer|architect|analyst)|vulnerabilit(?:y|ies) (?:management|research\w*|engineer\w*|analyst|assessment|disclosure|remediation|program)|vulnerability research|security (?:controls?|risk|compliance|assurance|governance)|governance,? risk,?(?: and| &)? compliance|incident respon(?:se|ders?)|(?<!fire |leak |gas |smoke |metal |radiation )detection engineer(?:ing)?|detection (?:&|and) response|soc (?:engineer|operator|monitoring)|(?:information|systems?|cyber) ?security officers?|dfir|digital forensics|malware|reverse engineer(?:ing)?|exploit (?:developer|development)|(?:zero trust|pki|siem|edr|dlp|data (?:loss prevention|protection)|key management|secure (?:boot|enclaves?)|identity (?:and|&) access|insider (?:threat|risk)|iam) (?:\w+ )?(?:engineer\w*|architect|analyst|developer|administrator|operations|lead|manager)|(?:engineer\w*|architect|analyst|developer|technical staff)\b.*\b(?:iam|identity (?:and|&) access|zero trust|pki|siem|dlp|insider threat|differential privacy|adversarial (?:attacks?|robustness)|prompt injection|jailbreak\w*|model weights?)|isso|issm|cmmc|adversarial (?:ml|machine learning|robustness)|ai control|bug bounty)\b`,
    ),
    unless: new RegExp(
      String.raw`\b(?:physical|(?:travel|personnel|airport|aviation|border|facility|facilities|executive|residential|event) security|security systems? technician|national security|social security|public safety|patrol|food|homeland|home|securities|site security|(?<!information |systems? |cyber ?)security (?:guard|officer|supervisor|coordinator|program|receptionist|solution area|dispatcher|systems)|security agents?(?! engineer)|loss prevention|global safety|enforcement|emergency|traffic|fire|crisis|event|community)\b|\b${DC} security(?! engineer|, cloud)(?!.*engineer)(?<!engineer.*)`,
    ),
    confidence: 0.85,
  },
  {
    name: 'sre.reliability-head',
    role: 'sre',
    where: 'head',
    matches:
      /\b(?:software|infrastructure|platform|service|services|systems?|cloud|network|database|fleet|production) reliability\b/,
    unless: /maintenance|mechanical|manufactur/,
    confidence: 0.85,
  },
  {
    name: 'network.head',
    role: 'networking',
    where: 'head',
    matches:
      /\bnetwork(?:s|ing)?\b.*\b(?:engineers?|engineering|architects?|technicians?|administrators?|admins?|operations|operating|devops|developers?|infrastructure|lead|systems|software|security|manager|director)\b|\b(?:engineer|engineering manager|architect)\b.*\bnetwork(?:s|ing)?\b|\b(?:ingénieure?|administrateur|technicien|arquitecto|ingeniero|administrador)\b.*\b(?:réseaux?|redes)\b|\bnetzwerk\w*|\b(?:cisco|wireless|firewall|load balancer|fabric|ethernet switch|switch software|interconnection|optical (?:systems|transport|network)) (?:\w+ )?(?:engineers?|engineering|architects?|administrators?|managers?|developers?)\b|\b(?:dwdm|optical transport|sd-?wan|mpls|rdma|roce|(?:ethernet|sonic|(?<!model |llm |request |order |call |vehicle |delivery |payment )routing|switching|dns|cdn|load balancing|traffic|osp|outside plant) (?:\w+ )?(?:engineer|engineering|developer|architect)|fib(?:er|re)(?: optics?)? (?:\w+ )?(?:technician|foreman|superintendent|engineer|installer|supervisor|lead|splicer)|lan\/wan|wan engineer|bgp|wireless network|fib(?:er|re) network)\b|\b(?:noc|infiniband|optical network\w*|interconnect|network fabric|netdeploy|backbone|peering)\b/,
    unless: new RegExp(
      String.raw`\b(?:provider|neural|social|ad|dealer|partner|business|pharmacy|clinical|care|retail|acquisition|contracting|charity|strategy|game)\b|\b${DC} networking technician`,
    ),
    confidence: 0.9,
  },
  {
    name: 'hardware.head',
    role: 'hardware-systems',
    where: 'head',
    matches:
      /\b(?:firmware|asic|fpga|silicon|soc|rtl|vlsi|bmc|design verification|(?<!hand printed )circuit|pcb|(?:ic|analog|mask|pcb) layout|signal integrity|mixed signal|analog|physical design|physical verification|formal verification|(?<!software |model |identity |income |employment |claims |insurance )verification engineers?|(?:cpu|gpu|ic|logic|memory|chip|processor) design|mixed-signal|layout engineers?|computer architects?|sta engineers?|optical modules?|silicon photonics|semiconductor packaging|power integrity|dft|static timing|timing analysis|uefi|bios|serdes|hbm|microarchitecture|computer architecture|(?:cpu|gpu|chip|memory|performance modeling|rtl) architect|memory (?:controller|subsystem)|photonics?|eda|(?:linux|operating systems?|os|xnu|windows) kernels?|kernel software|dram|nand|ssd|emc engineers?|(?:linux|device|kernel|gpu|cuda|graphics|display) drivers?|embedded|bring-?up)\b/,
    unless:
      /\b(?:partnerships?|sourcing|kubernetes|clusters?|embedded (?:experiences|finance|analytics|insurance)|exploratory data|soc ?2|optical shop|silicon valley)\b/,
    confidence: 0.92,
  },
  {
    name: 'data-center.head',
    role: 'data-center-ops',
    where: 'head',
    matches: new RegExp(
      String.raw`\b${DC}\b|\bcritical (?:facilit\w+|operations|environments?|systems (?:technician|engineer))\b|\bmission critical\b|\bcommissioning\b|\b(?:advanced|liquid) cooling\b|\bmep\b|\brack (?:&|and) stack\b|\bserver technician\b|\bstructured cabling\b|\bcritical power\b|\brechenzentr\w+|\bcentros? de datos\b|\bcentres? de données\b|\b(?:white ?space|smart hands|remote hands|break[- ]?fix)\b.*\b(?:technician|engineer|lead|operations)\b`,
    ),
    unless: new RegExp(
      String.raw`\b(?:software sales|aviation|offshore|wind|solar|nhs|social care|pharma\w*)\b|\b${DC} (?:physical )?security(?!.*engineer)`,
    ),
    confidence: 0.93,
  },
  {
    name: 'hardware',
    role: 'hardware-systems',
    where: 'any',
    matches:
      /\bhardware\b.*\b(?:engineers?|engineering|architects?|technicians?|validation|systems?|health|design|lab|quality|test|lead|manager|intern)\b|\b(?:engineers?|engineering|architect|developer|technical staff|software|intern|(?:technical program|technical project) manager)\b.*\b(?:hardware|firmware|asic|fpga|silicon|soc|kernel drivers|(?:device|linux) drivers?|gpu drivers|bmc|openbmc|uefi|bios|server design|board design|chip design|pcie|serdes|rtl|physical design|design verification|post-silicon|embedded (?:systems?|software|linux))\b|\brack (?:\w+ )?(?:infrastructure|integration|design|engineer)\b|\bservers?\b.*\b(?:chassis|validation|mechanical)\b|\b(?:validation|mechanical) engineer\b.*\bservers?\b|\b(?:chip|board|server|thermal|power electronics|serdes|emulation) (?:design )?(?:engineers?|architects?|designers?)\b|\bkernel\b.*\bsilicon\b|\bsemiconductor\b.*\bengineer\b/,
    unless: new RegExp(
      String.raw`\b${DC}\b.*(?:technician|operations)|\b(?:procurement|consumer|display|soft goods|robotics mechanical)\b`,
    ),
    confidence: 0.88,
  },
  {
    name: 'hpc',
    role: 'gpu-orchestration',
    where: 'any',
    matches: /\b(?:hpc|high performance computing|supercomput\w+|slurm)\b/,
    confidence: 0.9,
  },
  {
    name: 'network',
    role: 'networking',
    where: 'any',
    matches:
      /\b(?:engineers?|engineering|architect|developer|technical staff|technician|manager)\b.*\b(?:network(?:s|ing)?|infiniband|rdma|roce|interconnects?|network fabric|sdn|backbone|sonic|ethernet|(?<!model |llm |request |order |call |vehicle |delivery |payment )routing|dns|cdn|load balancing)\b/,
    unless:
      /\b(?:provider|neural|social|ad|dealer|business|pharmacy|partner) network|\bnetwork (?:effects|marketing)|\bnetworked? (?:games?|product)/,
    confidence: 0.82,
  },
  {
    name: 'data-center',
    role: 'data-center-ops',
    where: 'any',
    matches: new RegExp(
      String.raw`\b${DC}\b|\bcritical facilit\w+|\bcooling\b.*\bengineer|\bengineer\b.*\b(?:liquid )?cooling\b|\bfacilit(?:y|ies)\b.*\b(?:engineer|compute)\b|\b(?:hyperscale|colocation|colo)\b.*\b(?:technician|engineer|operations|facilities)\b|\b(?:technician|engineer|facilities)\b.*\b(?:hyperscale|colocation|colo)\b|\b(?:electrical|mechanical) (?:controls?|construction|commissioning) (?:engineer|manager|lead)|\bconstruction manager\b.*\b(?:mep|electrical|mechanical|base building)\b|\b(?:mechanical|electrical|instrumentation (?:& |and )?|bms|hvac|critical) ?controls engineer\b|\b(?:bms|epms|ups|chillers?|switchgear|crac|generators?)\b.*\b(?:technician|engineer|operator|mechanic)\b|\bcritical (?:environments?|infrastructure technician)\b|\bmission critical\b|\b(?:engineer|engineering|manager|director|lead|technician|agent|intern|specialist)\b.*\bcommissioning\b|\bdcim\b|\b(?:rack|server installation|server deployment) technicians?\b|\bcommissioning (?:engineer|manager|agent|lead|technician|specialist|authority)\b`,
    ),
    unless: new RegExp(
      String.raw`\b(?:office|workplace|aviation|aircraft|nhs|offshore|wind|pharma\w*|vaccine|clinical|music|art)\b|\b${DC} (?:physical )?security(?!.*engineer)`,
    ),
    confidence: 0.85,
  },
  {
    name: 'gpu',
    role: 'gpu-orchestration',
    where: 'any',
    matches:
      /\b(?:gpus?|tpus?|cuda|rocm|accelerators?|kernel (?:engineer|optimi[sz]ation|performance)|gpu kernels?|kernels? engineer|nccl|collective communications?|accelerated comput\w+|(?:job|batch|workload|resource) schedul(?:er|ers|ing)|exascale|dgx|hgx|(?:parallel|distributed|grid) computing (?:\w+ )?(?:engineer|architect|scientist)|ai factory (?:\w+ )?(?:engineer|operations|architect)|fleet (?:operations|infrastructure) engineer|(?:scientific|research) computing (?:\w+ )?(?:engineer|administrator|specialist|facilitator|lead|manager)|calcul intensif|clusters? (?:\w+ )?(?:engineer|administrator))\b|\b(?:engineer|technical staff)\b.*\bkernels\b/,
    unless:
      /\b(?:startup|business|sales|linux|linear|particle|impact|growth|seed) (?:accelerator|kernel)|physicist|beam|accelerator program|\b(?:crew|nurse|patient|appointment|production)s?\b.*\bschedul/,
    confidence: 0.9,
  },
  {
    name: 'clusters',
    role: 'gpu-orchestration',
    where: 'any',
    matches:
      /\b(?:compute|cluster|clusters|fleet|frontier)\b.*\b(?:infrastructure|scheduling|scheduler|orchestration|capacity|platform|deployment|management|efficiency|systems?)\b|\b(?:engineers?|technical staff|engineering manager)\b.*\b(?:clusters?|compute|fleet|frontier systems|capacity)\b|\bcapacity engineer\b/,
    unless:
      /\b(?:storage|vehicles?|delivery|truck|aircraft|robot\w*|autonom\w+|fleet technician|edge|accounting|country|red team|frontier red|kubernetes|reliability|inference)\b/,
    confidence: 0.72,
  },
  {
    name: 'sre',
    role: 'sre',
    where: 'any',
    matches:
      /\b(?:site reliability|sres?|observability|incident management (?:engineer|lead|tooling|platform)|incident (?:manager|commander)|production engineering|chaos engineer(?:ing)?|resilien(?:ce|cy) engineer(?:ing)?|(?:monitoring|logging|alerting|tracing|metrics|availability|uptime)(?: (?:&|and) (?:monitoring|logging|alerting|tracing|metrics|observability))? (?:platform )?engineer(?:ing)?|on-?call (?:\w+ )?engineer|(?:apm|prometheus|grafana|datadog|opentelemetry) (?:\w+ )?engineer)\b|^(?:head|director|vp|svp|vice president)(?: of|,)? (?:\w+ )?reliability\b|\b(?:engineers?|developer|technical staff)\b.*\b(?:metrics|tracing|logging|monitoring|alerting|resilien(?:ce|cy)|incident management|uptime|slos?)\b|\b(?:engineers?|developer|technical staff)\b.*\btelemetry\b|\btelemetry\b.*\b(?:engineers?|developer)\b|\b(?:engineers?|engineering|technical staff|software)\b.*\breliability\b|\breliability\b.*\b(?:engineer|engineering)\b/,
    unless:
      /\b(?:maintenance|bottling|equipment|mechanical|asset|plant|manufacturing|nurse|vehicle|product reliability|electrical|rotating|grid|battery|model|patient|condition|environmental|health|supply|organi[sz]ational|climate|business|cyber|security|workflow|wind|turbines?|vehicles?|starship|rockets?|spacecraft|satellites?|solar|aircraft|rail|well|timber|mud)\b/,
    confidence: 0.82,
  },
  {
    name: 'ml-platform',
    role: 'ml-platform',
    where: 'any',
    matches: new RegExp(
      String.raw`\b(?:${ML}|ai|model|models|inference|training|research|rl)\b[ ,/&-]*(?:\w+ )?(?:platforms?|infrastructure|infra|tooling|serving infrastructure|pipelines?|cloud platform)\b|\bplatform engineer\b.*\b(?:model|models|machine learning|ml|ai|inference|training)\b|\b(?:machine learning|ml)\b.*\bplatform\b|\b(?:serving|evaluation|evals?) infrastructure\b|\b(?:training|model) (?:orchestration|serving platform|lifecycle|registry)\b|\b(?:inference|model) (?:gateway|routing)\b|\b(?:ml|machine learning) developer (?:productivity|experience|tools)\b|\bfeature stores?\b|\b(?:data|dataset) infrastructure for (?:training|models)\b`,
    ),
    unless: /\b(?:training infra|cloud & ai platforms|ai cloud infrastructure storage)\b/,
    confidence: 0.85,
  },
  {
    name: 'ml-engineering',
    role: 'ml-engineering',
    where: 'any',
    matches: new RegExp(
      String.raw`\b(?:${ML}|applied ai|computer vision|nlp|natural language|reinforcement learning|(?:speech|language|generative|diffusion|foundation|world|vision) models?|speech (?:recognition|synthesis)|asr|recommend(?:er|ation) systems?|recommendations|quanti[sz]ation (?:and|&|research)|(?:model|knowledge|llm) distillation|perception|deep reinforcement)\b.*\b(?:${WORKER}|software|systems|technical staff)\b|\b(?:engineers?|engineering|technical staff|scientists?|researchers?|tech lead|engineering manager)\b.*\b(?:${ML}|inference|pre-?training|post-?training|mid-?training|fine-?tuning|reinforcement learning|rl|evals?|evaluations?|applied ai|multimodal|alignment|interpretability|generative models?|foundation models?|pretraining|model (?:training|optimi[sz]ation|performance|quality|behavior|serving|deployment|efficiency)|distributed training|reasoning|mle|computer vision|speech|recommend(?:er|ation)s? systems?|quanti[sz]ation|(?:model |knowledge )?distillation(?! (?:process|column|unit))|diffusion models?|world models?|speculative decoding)\b|\b(?:inference|distributed training|pre-?training|post-?training|llm training|training performance|training infra|model training) (?:\w+ ){0,2}(?:${WORKER})\b|\b(?:head|director|vp|vice president|tlm) (?:of |, )?(?:\w+ )?(?:machine learning|deep learning|ai research|applied science)\b|\bresearch science (?:manager|lead|director)\b|\b(?:multimodal|generative|diffusion|alignment|interpretability) (?:ai )?(?:researchers?|scientists?|engineers?)\b|\bresearchers?\b.*\b(?:ai|(?:mis)?alignment|safety|oversight|robustness|agents?|self-improvement)\b|\btechnical staff\b.*\b(?:model+ing|applied research)\b|\b(?:technical staff|researcher)\b.*\b(?:mle|training|image generation|video generation|vision|agents|multilingual|trustworthy ai|frontier risk)\b|\bpost-?training\b.*\b(?:research|evals|personality|agents?)\b|\bmodel (?:training|optimi[sz]ation|performance|quality|behavior|serving|deployment|efficiency) (?:\w+ ){0,2}engineers?\b|\b(?:ml|ai|graph|tensor|deep learning|model) (?:\w+ )?compilers?\b|\bapplied scientists?\b|\b(?:ai|ml) resident\b|\bai research (?:lead|engineer|scientist)\b|\bapplied research\b.*\b(?:rl|agents|models?)\b`,
    ),
    unless:
      /\b(?:front-?end|full ?-?stack|android|ios|tutor|writer|trainer|rater|sales|prompt|causal inference|inference analyst|corporate|learning & development|annotation|policy|legal|forward deployed engineer|fde)\b/,
    confidence: 0.85,
  },
  {
    name: 'ai-engineer',
    role: 'ml-engineering',
    where: 'any',
    matches:
      /\bai (?:software |safety |systems |performance |model )?(?:engineers?|engineering|researchers?|research (?:engineer|scientist)|scientists?|developer)\b|\b(?:research|founding ml) engineers?\b/,
    unless:
      /\b(?:tutor|full ?-?stack|mechanical|chemical|materials|bio\w*|clinical|hardware|frontend|agentic ai consultant|forward deployed|fde)\b/,
    confidence: 0.65,
  },
  {
    name: 'research-scientist',
    role: 'ml-engineering',
    where: 'any',
    matches:
      /^(?:(?:senior|sr\.?|staff|principal|lead|junior|applied|founding) )*research scientist(?: (?:i{1,3}|intern))?$|\bapplied research scientists?\b|\bresearch (?:scientist|lead|manager|intern|resident|fellow)s?\b.*\b(?:ai|agents?|safety|alignment|robustness|llms?|training|reasoning|multimodal|speech|vision|languages?|multimodality|interpretability|models?|learning|rl|video|audio|societal|generative)\b|\b(?:speech|vision|language|ai|deep learning|reasoning) research scientist\b/,
    unless: /\b(?:user|ux|market|economics?|clinical|bio\w*|policy)\b/,
    confidence: 0.6,
  },
  {
    name: 'research-scientist.plain',
    role: 'ml-engineering',
    where: 'any',
    // At the companies whose boards are read, a research scientist of no named science does machine learning.
    matches: /\bresearch scientists?\b/,
    unless:
      /\b(?:bio\w*|chem\w*|clinical|materials?|physic\w*|quantum|medical|medicine|pharma\w*|drug|oncology|immuno\w*|neuro\w*|agri\w*|food|soil|plant|cells?|protein|genom\w*|social|econom\w*|policy|ux|user|market\w*|environment\w*|atmospher\w*|psycholog\w*|quantitative|survey|nurs\w*|polymer|analytical|formulation|vaccine|geo\w*|ocean\w*|climate|energy|education|health|behavio\w*|wet lab|electrochem\w*|battery|optic\w*|sensory|textile|forest\w*|wildlife|water|manufacturing|process)\b/,
    confidence: 0.5,
  },
  {
    name: 'cloud',
    role: 'cloud-platform',
    where: 'any',
    matches:
      /\b(?:kubernetes|k8s|vmware|vsphere|control plane|ci\/cd|build (?:and|&) release|release engineer|devops|dev ops|openstack|terraform|hypervisor|virtuali[sz]ation|virtual machines?|containers?(?! (?:yard|ship|port|terminal|inspect\w*|plann\w*))|serverless|(?:aws|azure|gcp|google cloud) (?:\w+ )?(?:engineers?|architects?|administrators?|developers?|specialists?)|openshift|gitops|jenkins|release (?:&|and) deployment|(?:san|backup|build) engineers?|(?:it|corporate it) infrastructure (?:manager|lead|specialist|analyst|technician)|(?:distributed )?file ?systems? (?:\w+ )?engineers?|build systems?|bare[- ]metal|infrastructure as code|management plane)\b|\bcloud\b.*\b(?:engineers?|engineering|architects?|developers?|administrators?|infrastructure|operations|software|technical staff)\b|\b(?:engineers?|engineering|technical staff|developer|architect)\b.*\b(?:cloud|clouds|storage|caching|object store)\b|\bstorage (?:engineers?|engineering|administrators?|architect|developer|software)\b/,
    unless:
      /\b(?:energy storage|battery|cold storage|shipping|creative cloud|self.?storage|point cloud|marketing cloud|warehouse)\b/,
    confidence: 0.85,
  },
  {
    name: 'platform-engineer',
    role: 'cloud-platform',
    where: 'any',
    matches:
      /^[^,(|–—]*\bplatform (?:\w+ )?(?:engineers?|engineering|architect|operations)\b|\b(?:engineer|engineering manager)(?:,| -) platform(?: foundations)?$/,
    unless:
      /\b(?:cross[- ]platform|growth|ads?|commerce|trading|video|mobile|bitcoin|payments?|game|drilling|offshore|lift|product|content|oil|data|api|sales)\b/,
    confidence: 0.75,
  },
  {
    name: 'infrastructure',
    role: 'cloud-platform',
    where: 'any',
    matches:
      /\b(?:infrastructure|infra)\b.*\b(?:engineers?|engineering|developers?|architects?|software|administrators?|technical staff)\b|\b(?:software|backend|systems?|engineers?|engineering manager|technical staff|tech lead)\b.*\b(?:infrastructure|infra|developer platform|platform infrastructure)\b|^(?:vp|svp|vice president|head|director)(?: of|,)? (?:cloud |engineering,? )?infrastructure$/,
    unless:
      /\b(?:civil|transport\w*|highways?|roads?|water|rail|structural|bridges?|social infrastructure|infrastructure fund|data infrastructure|marketing|product manag\w+|finance|lab|ads|program manager|project manager|bid|proposal|power|construction|energy|electrical)\b/,
    confidence: 0.65,
  },
  {
    name: 'systems',
    role: 'cloud-platform',
    where: 'any',
    matches:
      /\b(?:linux|unix|windows server|systems?) administrators?\b|\bsysadmin\b|\b(?:linux|linux systems?|unix|distributed systems|database reliability|database) engineers?\b|\bsystemadministrator\w*|\badministrator (?:systèmes?|de sistemas|di sistema|sistemas)|\b(?:unix|linux|windows) systems? (?:engineers?|architects?)\b|\badministrateur système\w*|\bsite operations engineer\b|\bmanaged orchestration\b/,
    unless: /\b(?:physical|business|hris|payroll|security systems|salesforce|data platform)\b/,
    confidence: 0.55,
  },
]

/** A head that says only "engineer": what the job is about must then come from the tail or the description. */
export const GENERIC_HEAD =
  /^(?:(?:senior|staff|principal|lead|junior|mid-level|founding|experienced) )*(?:software|systems?|backend|back-end)? ?(?:engineer|developer|member of technical staff|software development engineer|swe)(?: (?:i|ii|iii|iv|v))?$/
