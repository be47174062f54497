import type { EmploymentType, WorkMode } from '../taxonomy'
import { firstOf, READ_AT_MOST, type Span } from './words'

/** The words of a title that make a job an internship. */
export const INTERN =
  /\b(?:interns?|internships?|co-?op|trainee|working student|werkstudent|summer analyst|student (?:researcher|assistant|worker|position|trainee|engineer|developer)|(?:software|engineering|hardware|research|science|security|it) student|stagiaire|praktikant(?:in)?|praktikum|alternance|becari[oa])\b/i

const TITLE_TYPES: readonly (readonly [EmploymentType, RegExp])[] = [
  ['internship', INTERN],
  ['part-time', /\bpart[- ]time\b/i],
  [
    'contract',
    /\b(?:(?<!smart )contract(?! (?:manag\w+|administrator|counsel|specialist|negotiat\w+|analyst|lead|document|manufactur\w+))|contractor|freelance|c2h|contract-to-hire|fixed[- ]term|ftc)\b/i,
  ],
  ['temporary', /\b(?:temporary|temp|seasonal)\b/i],
  ['full-time', /\bfull[- ]time\b/i],
]

const TYPE_LABEL = String.raw`\b(?:employment|job|position|contract|commitment|work|schedule)(?: (?:type|status|basis))? ?[:–-] ?`
const TEXT_TYPES: readonly (readonly [EmploymentType, RegExp])[] = [
  [
    'internship',
    new RegExp(
      String.raw`${TYPE_LABEL}intern(?:ship)?\b|\bthis (?:[\w-]+ ){0,4}internship\b|\bas an? (?:[\w-]+ ){0,3}intern\b|\bour (?:[\w-]+ ){0,3}internship program`,
      'i',
    ),
  ],
  [
    'contract',
    new RegExp(
      String.raw`${TYPE_LABEL}(?:full[- ]time |part[- ]time )?(?:contract|freelance|fixed[- ]term)\b|\bcontract[- ]to[- ]hire\b|\b(?:this is|it is|as) an? (?:[\w-]+ ){0,3}(?:contract|contractor)\b(?! manufactur)|\b(?:\d{1,2}|three|six|nine|twelve)[- ](?:months?|weeks?|years?) (?:[\w-]+ ){0,2}contract\b|\bfixed[- ]term (?:contract|role|position|appointment|employment)\b|\bcontract (?:role|position|assignment|opportunity)\b|\bindependent contractor (?:role|position|agreement|basis)|\b(?:paid as|hired as|on a) (?:w-?2|1099)\b`,
      'i',
    ),
  ],
  [
    'part-time',
    new RegExp(
      String.raw`${TYPE_LABEL}part[- ]time\b|\bthis is an? (?:[\w-]+ ){0,2}part[- ]time\b|\bpart[- ]time (?:role|position|job|opportunity)\b|\b(?:role|position|job) is part[- ]time\b`,
      'i',
    ),
  ],
  [
    'temporary',
    new RegExp(
      String.raw`${TYPE_LABEL}(?:temporary|seasonal)\b|\b(?:temporary|seasonal) (?:role|position|job|assignment|opportunity)\b`,
      'i',
    ),
  ],
  [
    'full-time',
    new RegExp(
      String.raw`${TYPE_LABEL}(?:permanent,? )?full[- ]time\b|\bthis is an? (?:[\w-]+ ){0,2}full[- ]time\b|\bfull[- ]time,? (?:[\w-]+ )?(?:role|position|job|opportunity|permanent|exempt)\b|\b(?:role|position|job) is full[- ]time\b`,
      'i',
    ),
  ],
]

const NO_REMOTE = String.raw`\b(?:not (?:an? |eligible for )?(?:fully )?remote|no remote|remote (?:work )?is not|(?:cannot|can['’]t|not) be (?:performed|done|worked) remotely|not open to remote)\b`
/** Things that are remote, hybrid or on site and are no way of working. */
const TITLE_MODES: readonly (readonly [WorkMode, RegExp])[] = [
  ['hybrid', /\bhybrid\b(?! (?:cloud|vehicle|bond|cooling|systems?|powertrain))/i],
  ['onsite', new RegExp(String.raw`${NO_REMOTE}|\b(?:on-?site|in[- ]office|in[- ]person)\b`, 'i')],
  [
    'remote',
    /\bremote(?:ly)?\b(?! (?:hands|sens\w+|monitoring|operations?|access|support|sandbox|work tools|development|surveillance))/i,
  ],
]

const SITE = `(?:on-?site|in[- ]office|in[- ]person|office|offices|hq|headquarters|data cent(?:er|re)|location)`
const DAYS = String.raw`(?:\d|one|two|three|four|five)(?: ?(?:-|–|to|or) ?(?:\d|four|five|three))?\+? (?:full )?days?(?: ?\/ ?| (?:a|per|each|every) )(?:work ?)?week`
const DAYS_ON_SITE = new RegExp(
  String.raw`\b${SITE}\b[^.!?\n]{0,50}\b${DAYS}|\b${DAYS}\b[^.!?\n]{0,40}\b(?:in|from|at|on)\b[^.!?\n]{0,25}\b${SITE}\b|\b${DAYS}\s(?:in[- ]office|on-?site|in[- ]person)`,
  'i',
)
const HYBRID =
  /\bhybrid (?:work(?:ing|place)?|role|position|schedule|model|policy|set-?up|arrangement|office|collaboration|team|opportunity|job|remote|environment (?:with|–|-|in our))\b|\b(?:role|position|job|team|schedule|this|work|company) (?:is|will be|follows) (?:[\w-]+ ){0,4}hybrid\b|\b(?:location|work(?:place)?(?: (?:type|model|mode|arrangement))?) ?[:–-] ?hybrid\b|\(hybrid\)|\bremote or hybrid\b|\bhybrid or (?:remote|on-?site)\b|\bon-?site or hybrid\b/i
const REMOTE = new RegExp(
  [
    String.raw`\b(?:fully|100 ?%|completely|entirely|permanent(?:ly)?|all)[- ]remote\b`,
    String.raw`\b(?:role|position|job|opportunity|team|this|work) (?:is|can be|may be|will be) (?:performed |done |based |worked )?(?:an? )?(?:fully |100 ?% |open to )?remote(?:ly)?\b(?! (?:hands|monitor|access))`,
    String.raw`\bremote (?:role|position|job|opportunity|within|anywhere|candidates?|presence|eligible|[-–] ?(?:us|usa|uk|eu|emea|canada|united states)\b|\((?:us|usa|uk|eu|emea|canada|united states|north america)|in the (?:us|u\.s|uk|eu|united))`,
    String.raw`\bremote[- ](?:first|friendly|eligible|optional)\b`,
    String.raw`\bwork(?:ing)? (?:remotely|fully remote|from (?:home|anywhere))\b(?! (?:day|days|stipend|allowance|equipment|setup|budget|policy is))`,
    String.raw`\b(?:location|work(?:place)?(?: (?:type|model|mode|arrangement))?) ?[:–-] ?(?:fully )?remote\b`,
    String.raw`\(remote (?:or|\))|\bremote or (?:in )?[A-Z]`,
  ].join('|'),
  'i',
)
const ON_SITE = new RegExp(
  [
    NO_REMOTE,
    String.raw`\b(?:role|position|job|team|this) (?:is|will be|requires|needs)[^.!?\n]{0,40}\b(?:on-?site|in[- ]office|in[- ]person)\b(?! (?:events?|meetings?|visits?|interviews?))`,
    String.raw`\b(?:must|required to|expected to|need to|will|able to|willing to) (?:be|work|report)(?: full[- ]time)? (?:on-?site|in[- ]office|in[- ]person|from (?:the|our) office)\b`,
    String.raw`\b(?:fully|100 ?%|strictly) (?:on-?site|in[- ]office|in[- ]person)\b`,
    String.raw`\b(?:on-?site|in[- ]person|in[- ]office) (?:role|position|only|job|team|company|culture)\b`,
    String.raw`\b(?:location|work(?:place)?(?: (?:type|model|mode|arrangement))?) ?[:–-] ?(?:on-?site|in[- ]office|in[- ]person)\b`,
    String.raw`\b(?:requires?|must have) (?:physical )?presence in\b`,
  ].join('|'),
  'i',
)
const EVERY_DAY = /\b(?:5|five)\b(?! ?(?:-|–|to|or))/i

/** The form of employment that a title names; null where it names none. */
export const employmentTypeInTitle = (title: string): Span<EmploymentType> | null => firstOf(title, TITLE_TYPES)

/**
 * The form of employment that a posting's text names for this job; null where it names none. Who else is employed there
 * ("full-time employees get …") says nothing about it.
 */
export const employmentTypeInText = (text: string): Span<EmploymentType> | null =>
  firstOf(text.slice(0, READ_AT_MOST), TEXT_TYPES)

/** Where the work is done, by a title; null where it does not say. */
export const workModeInTitle = (title: string): Span<WorkMode> | null => firstOf(title, TITLE_MODES)

/**
 * Where the work is done, by a posting's text; null where it does not say. Some days a week in the office are hybrid, all
 * five are on site. Hybrid clouds, remote hands and on-site visits are none.
 */
export function workModeInText(description: string): Span<WorkMode> | null {
  const text = description.slice(0, READ_AT_MOST)
  const days = DAYS_ON_SITE.exec(text)
  if (days) {
    const week = new RegExp(DAYS, 'i').exec(days[0])?.[0] ?? ''
    return {
      value: EVERY_DAY.test(week) ? 'onsite' : 'hybrid',
      start: days.index,
      end: days.index + days[0].length,
    }
  }
  return firstOf(text, [
    ['hybrid', HYBRID],
    ['onsite', new RegExp(NO_REMOTE, 'i')],
    ['remote', REMOTE],
    ['onsite', ON_SITE],
  ])
}
