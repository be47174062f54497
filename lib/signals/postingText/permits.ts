import { READ_AT_MOST, type Span, sentenceAround } from './words'

/** What a posting says of visas. Absent: unsaid. */
export type Sponsorship = 'offered' | 'not-offered'
export type Clearance = 'required' | 'preferred'

const SPONSOR = /\bsponsor(?:s|ed|ing|ships?)?\b/gi
const VISA =
  /\b(?:visas?|immigration|h-?1b|o-?1|green cards?|work (?:authori[sz]ation|permits?)|employment authori[sz]ation|authori[sz]ed to work|(?:employment|work(?:ing)?)(?:-based)? sponsorship|sponsor(?:s|ing)? (?:candidates?|applicants?|employment|work)|require sponsorship|sponsorship (?:is|now|for employment|will|to work|available|offered|provided))\b/i
const NEGATIVE =
  /\b(?:not|unable|cannot|no|without|neither|nor|never|unavailable|won['’]t|can['’]t|don['’]t|doesn['’]t|aren['’]t|isn['’]t|unfortunately)\b/i
/** "We can't sponsor visas for every role" takes nothing back; a question of a form says nothing. */
const PARTIAL = /\bfor (?:every|all|each)\b|\bnot (?:every|all)\b|\bcase[- ]by[- ]case\b/i
const QUESTION = /\b(?:will|do|would|are) you\b[^?]*\?|\?\s*$/i
/** Who needs a visa is addressed, and nothing is promised. */
const CONDITION =
  /\b(?:if you|candidates? who|applicants? who|those who|whether you)\b[^.]{0,40}\b(?:need|requir)|\bsponsor\w* (?:may|might) be\b|\bsponsor(?:ed)? by\b/i

/** Whether a visa is sponsored, by a posting's text: its first clear word. null: unsaid. Linear in the length of the text. */
export function sponsorshipIn(description: string): Span<Sponsorship> | null {
  return firstMention(description, SPONSOR, (sentence) => {
    if (!VISA.test(sentence) || QUESTION.test(sentence)) return null
    if (NEGATIVE.test(sentence)) return PARTIAL.test(sentence) ? null : 'not-offered'
    return CONDITION.test(sentence) ? null : 'offered'
  })
}

const CLEARANCE =
  /\bclearances?\b|\bts\/sci\b|\btop secret\b|\bpolygraph\b|\b(?:sc|dv)[- ]cleared\b|\bpublic trust\b|(?<![\w])\*?cleared\*?(?= |$)/gi
const OF_STATE =
  /\b(?:security|secret|ts\/?sci|ts|sci|sc|dv|nato|dod|doe|government|federal|active|poly(?:graph)?|public trust|nv-?1|nv-?2|baseline|level [2-5])\b[^.\n]{0,60}\bclear(?:ance|ed)|\bclearance (?:required|mandatory|level|eligib\w+|is required)|\bts\/sci\b|\btop secret\b|\bpolygraph\b|\bcleared\b|\bpublic trust\b/i
const MUST =
  /\b(?:must|mandatory|required?s?|requires|requirement|need(?:s|ed)? to|eligib\w+ (?:to|for)|able to (?:obtain|get|hold)|ability to (?:obtain|get|hold|maintain)|obtain and maintain)\b/i
const NOT_NEEDED =
  /\b(?:not (?:required|necessary|needed|mandatory)|no (?:\w+ )?clearance|doesn['’]t require|does not require)\b/i
const WELCOME =
  /\b(?:preferred|preference|a plus|nice[- ]to[- ]have|beneficial|bonus|desirable|desired|advantage(?:ous)?|ideally|helpful|a strong plus)\b/i

/** Whether a security clearance is asked for; null: unsaid. A bare line ("Active TS/SCI clearance") counts by the head above it. */
export function clearanceIn(text: string, where: 'title' | 'description'): Span<Clearance> | null {
  return firstMention(text, CLEARANCE, (sentence, at) => {
    if (!OF_STATE.test(sentence)) return null
    if (NOT_NEEDED.test(sentence)) return WELCOME.test(sentence) ? 'preferred' : null
    if (MUST.test(sentence)) return 'required'
    if (WELCOME.test(sentence)) return 'preferred'
    if (where === 'title') return 'required'
    if (/^\W*(?:active|current|valid|existing|security|u\.?s\.?|dod|ts|top|sc\b|dv\b|secret)/i.test(sentence))
      return isUnderWishes(text, at) ? 'preferred' : 'required'
    return null
  })
}

const CITIZEN = /\bcitizens?(?:hip)?\b|\bu\.?s\.? persons?\b/gi
const OF_COUNTRY =
  /\b(?:u\.?s\.?a?\.?|united states|american|uk|british|canadian|australian|eu|german|french|nato|five eyes|sole|dual)(?![a-z])[^.\n]{0,40}\b(?:citizen|persons?\b)|\bcitizens?(?:hip)? (?:of|in) (?:the )?(?:u\.?s|united|canada|australia|uk)|\bcitizenship (?:is )?required/i
const ONLY = /\b(?:only|must|required?s?|requires|limited to|restricted to|need(?:s|ed)? to be|have to be|eligib\w+)\b/i
const EQUAL_CHANCE =
  /\b(?:regardless|discriminat\w+|without regard|protected|veterans?|national origin|marital|religion|ancestry)\b/i

/** Whether only citizens (or "US persons": citizens and permanent residents) may apply; null: unsaid. */
export function citizenshipIn(text: string, where: 'title' | 'description'): Span<'required'> | null {
  return firstMention(text, CITIZEN, (sentence, at) => {
    if (EQUAL_CHANCE.test(sentence) || !OF_COUNTRY.test(sentence) || WELCOME.test(sentence)) return null
    if (/\bnot (?:required|necessary|a requirement)\b/i.test(sentence)) return null
    if (ONLY.test(sentence) || where === 'title') return 'required'
    return /^\W*(?:active |valid |proof of )?(?:u\.?s\.?|uk|united|british|canadian|australian|sole|eu)\b/i.test(
      sentence,
    ) && !isUnderWishes(text, at)
      ? 'required'
      : null
  })
}

const HEADS =
  /\b(nice[- ]to[- ]haves?|preferred (?:qualifications?|skills|experience)|bonus(?: points| if)?|desired (?:qualifications?|skills|experience)|good to have|even better|it['’]s a plus)\b|\b(?:requirements|qualifications|must[- ]haves?|what we require|looking for|you (?:have|bring)|about you|who you are)\b/gi

/** Whether the last head above a place starts a list of wishes rather than of needs. */
function isUnderWishes(text: string, at: number): boolean {
  const heads = [...text.slice(Math.max(0, at - 1_500), at).matchAll(HEADS)]
  return heads.at(-1)?.[1] !== undefined
}

/** The first mention whose sentence says something clear. */
function firstMention<T>(
  whole: string,
  mention: RegExp,
  read: (sentence: string, at: number) => T | null,
): Span<T> | null {
  const text = whole.slice(0, READ_AT_MOST)
  let done = -1
  for (const m of text.matchAll(mention)) {
    if (m.index < done) continue
    const { start, end } = sentenceAround(text, m.index)
    const value = read(text.slice(start, end), m.index)
    if (value !== null) return { value, start, end }
    done = end
  }
  return null
}
