import { cue, findAll } from '../cues'
import type { Unit } from '../document'
import { boundAround, type MoneyBound } from '../money'
import { MAGNITUDES, NUMBER, parseNumber } from '../numbers'

const COUNT = String.raw`(${NUMBER})(?: ?(${MAGNITUDES}))?(?![\d.,]*\d| ?(?:%|per ?cent|mw|gw|gpus?)\b)`
const ABOUT = String.raw`(?:(?:about|around|some|roughly|nearly|almost|approximately|over|more than|at least|up to|as many as|an estimated|another|an additional|a further|a total of|between|only|just|close to|well over|upwards of|eventually|initially|directly|permanently|ultimately) )*`
const WORDS = String.raw`(?:[\w’'/&-]+ ){0,5}?`
const FOLK = String.raw`(?:people|staff|employees|workers|jobs|posts|positions|roles|engineers|technicians|specialists|researchers|scientists|developers|hires|operators|electricians|colleagues|graduates|apprentices|trainees)`
/** Plurals of what people are, where a verb asks for people and not for things. */
const TRADE = String.raw`(?!(?:servers|clusters|customers|users|partners|investors|numbers|centers|centres|computers|containers|offers|quarters|members|shareholders|papers|orders|processors|accelerators|transformers|routers|others|generators|reactors|sensors|rumors|vendors|competitors|readers|suppliers|dollars|papers|letters|drivers for|managers for|sponsors|advisers|lawyers|bankers|underwriters)\b)(?:[a-z]+(?:ists|ers|ors|ians|eers|ants|smiths|wrights|men|hands|heads)|nurses|planners|staff|people|sres|interns|controllers|crew|mechanics|guards|clerks|chefs|cooks|pilots|counsel|phds)`
const TO_BE = String.raw`(?:(?:is|are|was|were|be|been|being|would be|will be|to be|have been|has been|had been) )`

type Rule = { readonly pattern: ReturnType<typeof cue>; readonly kind: 'plan' | 'expansion' | 'opening' }
const rule = (kind: Rule['kind'], source: string): Rule => ({ kind, pattern: cue(new RegExp(source, 'gu')) })

/** Sentences that say how many people are to work, have come, or are wanted. Group 1 and 2: the number. */
const RULES: readonly Rule[] = [
  // "Around 200 people will work there", "60 engineers are to be based in Cork".
  rule(
    'plan',
    String.raw`(?<![$€£¥\p{L}\d.,])${COUNT} ${WORDS}${FOLK}\b[^;]{0,60}? (?:will|would|are to|to|should|are expected to|are due to|are set to|could) (?:eventually |then |also |all )?(?:work|be (?:based|employed|stationed|needed|required|working|hired|on site|taken on|recruited|created|added|supported|generated|sustained)|come|follow|go to|move in|report|find work|staff|run|operate|man)\b`,
  ),
  // "30 engineers have come on board", "1,340 people are on board".
  rule(
    'expansion',
    String.raw`(?<![$€£¥\p{L}\d.,])${COUNT} [^;]{0,60}? (?:come|came|are|were|is|brought|signed) (?:now |already )?(?:on[ -]board|aboard|on the payroll|on the books)\b`,
  ),
  // "aims to have 400 staff by year-end", "will be staffed by 60 engineers", "needs 80 people to run".
  rule(
    'plan',
    String.raw`\b(?:to|will|would|should|could) (?:then |eventually |ultimately |also |in time )?(?:have|reach|number|total|hit|need|require|house|accommodate|be home to|be staffed (?:by|with)|be run by|give work to|give jobs to|sustain|support|count|grow to|rise to|swell to|employ|put (?:[\w’'-]+ ){0,3}?to work) ${ABOUT}${COUNT} (?:[\w’'/&-]+ ){0,4}?(?:people|staff|employees|workers|engineers|technicians|jobs|researchers|posts|positions|roles|hires)\b`,
  ),
  // "puts permanent employment at around 1,700", "a permanent workforce of 50", "employment there to 900".
  rule(
    'plan',
    String.raw`\b(?:will|would|once|when|plans?|planned|expects?|expected|aims?|eventually|to|after|by 20\d\d|puts?|permanent)\b[^;]{0,80}?\b(?:employment|workforce|staff|headcount|payroll|head count|employees|team)(?: [\w’'-]+){0,4}? (?:at|to|of|reach(?:es|ing)?) ${ABOUT}${COUNT}(?! ?(?:mw|gw|million|billion|years|months|days|hours|sites|countries|offices))`,
  ),
  // "a team of 25 was hired", "has hired a class of 40".
  rule(
    'expansion',
    String.raw`\b(?:hired|recruited|taken on|took on|brought in|assembled|engaged|welcomed|onboarded|signed up) (?:[\w’'-]+ ){0,4}?(?:team|group|crew|cohort|class|batch|intake) of ${ABOUT}${COUNT}`,
  ),
  rule(
    'expansion',
    String.raw`\b(?:team|group|crew|cohort|class|batch|intake) of ${ABOUT}${COUNT}(?: [\w’'-]+){0,4}? ${TO_BE}+(?:hired|recruited|taken on|brought in|assembled|engaged)`,
  ),
  // "need four CNC machinists", "is hiring 12 welders", "looking for two controllers".
  rule(
    'opening',
    String.raw`\b(?<!-)(?:hir(?:e|es|ed|ing)|recruit(?:s|ed|ing)?|seek(?:s|ing)?|looking (?:for|to (?:hire|recruit|add|take on|bring in))|need(?:s|ing)?|wants?|wanted|is after|are after|tak(?:e|es|ing) on|took on|onboard(?:s|ed|ing)?|search(?:es|ing) for|engag(?:es|ed|ing)|lur(?:es|ed|ing)|poach(?:es|ed|ing)|has openings for|vacanc(?:y|ies) for|openings? for) ${ABOUT}${COUNT} (?:[\w’'/&-]+ ){0,4}?${TRADE}\b`,
  ),
  // "60 of them for technicians", "18 vacancies", "has 75 jobs going".
  rule(
    'opening',
    String.raw`(?<![$€£¥\p{L}\d.,])${COUNT} (?:[\w’'/&-]+ ){0,4}?(?:vacancies|openings|(?:jobs|posts|positions|roles) (?:going|to fill|open|available|advertised|on offer|vacant|unfilled|up for grabs|waiting))\b`,
  ),
  // "advertises 30", "lists 210 jobs", "has posted 75 roles".
  rule(
    'opening',
    String.raw`\b(?:advertis(?:es|ed|ing)|list(?:s|ed|ing)?|post(?:s|ed|ing)|shows?|showed|carr(?:y|ies|ied)|counts?|counted) ${ABOUT}${COUNT} (?:[\w’'/&-]+ ){0,4}?(?:jobs|roles|positions|posts|vacancies|openings|adverts|ads|postings|listings)\b`,
  ),
]
/** What is counted is not wanted: members, and people whom someone else's product reaches. */
const NOT =
  /\b(?:of its|of the|of their|of our|users?|customers?|visitors|attend\w*|protest\w*|laid off|lay off|layoffs?|redundan\w+|let go|lose|lost|cut|cuts|cutting|eliminat\w+|unemploy\w+|jobless|strike|striking|survey\w*|polled|interviewed|injur\w+|killed|surveyed|trained|certified|applicants|applied|applications|payrolls|nonfarm|economy|nationwide)\b/

/** Without one of these `jobsStated` finds nothing. */
export const JOBS_STATED = RULES.map((r) => r.pattern)

export type JobsStated = {
  readonly kind: 'plan' | 'expansion' | 'opening'
  readonly at: number
  readonly end: number
  readonly headcount: number
  readonly is: MoneyBound
}

/** How many people a sentence says are to work, have come, or are wanted; null where it says none of these. */
export function jobsStated(unit: Unit): JobsStated | null {
  for (const { pattern, kind } of RULES) {
    for (const m of findAll(unit, pattern)) {
      const n = parseNumber(m[1] ?? '', m[2])
      if (n === null || n < 2 || NOT.test(m[0]) || isYear(m[1] ?? '', n)) continue
      const at = m.index
      const from = at + m[0].indexOf(m[1] ?? '')
      return {
        kind,
        at,
        end: at + m[0].length,
        headcount: n,
        is: boundAround(unit.lower, from, from + (m[1] ?? '').length),
      }
    }
  }
  return null
}

const isYear = (digits: string, n: number): boolean => !digits.includes(',') && n >= 1990 && n <= 2100
