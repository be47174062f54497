import type { Document, Subject } from './document'

/** How an advert speaks to who may apply, or what its title is: the name of a job. */
const TO_APPLICANTS =
  /\b(?:[Yy]ou(?: will|['’]ll| have| bring| know)|[Aa]bout you|[Aa]pply (?:with|by|at|now|here|to|via)|[Rr]equirements|[Qq]ualifications|[Ww]e(?: are|['’]re) (?:hiring|looking for|recruiting)|[Yy]our (?:role|profile|tasks)|(?:[Tt]he|[Tt]his) (?:role|position|post|job)\b|on-?call|EP holders|[Vv]isa|no cover letter|Hybrid|[Oo]nsite|[Rr]emote|[Ii]nvoiced|[Ff]reelance|[Cc]lient is|[Ss]tart date|Full[- ]time)\b/g
const JOB_TITLE =
  /\b(?:Engineers?|Technicians?|Managers?|Analysts?|Architects?|Scientists?|Developers?|Interns?|Specialists?|Operators?|Administrators?|SRE|Apprentices?|Electricians?|Researchers?)\b/

/** Each sentence asks it of its document: the whole text is read once. */
const ANSWERS = new WeakMap<Document, boolean>()

/** Whether a document is the advert of a job: by its title and by how it speaks. */
export function isPosting(doc: Document): boolean {
  const known = ANSWERS.get(doc)
  if (known !== undefined) return known
  const answer = speaksToApplicants(doc)
  ANSWERS.set(doc, answer)
  return answer
}

function speaksToApplicants(doc: Document): boolean {
  const cues = doc.text.match(TO_APPLICANTS)?.length ?? 0
  return (
    cues >= 2 ||
    (cues >= 1 &&
      (JOB_TITLE.test(doc.title) || /^(?:Contract|Job|Role|Vacancy|Hiring|Freelance|Wanted)\b/i.test(doc.title))) ||
    / \| [^|\n]+ \| /.test(doc.text)
  )
}

/** Who advertises: the company of the title, else the first one that the text names as more than a skill. null where none. */
export function employerOf(doc: Document): Subject | null {
  const known = EMPLOYERS.get(doc)
  if (known !== undefined) return known
  const employer = firstEmployer(doc)
  EMPLOYERS.set(doc, employer)
  return employer
}

const EMPLOYERS = new WeakMap<Document, Subject | null>()

function firstEmployer(doc: Document): Subject | null {
  const first = doc.units[0]
  if (first?.salient) return first.salient
  for (const u of doc.units)
    for (const c of u.companies)
      if (
        !/^(?:AWS|Azure|Google|Microsoft|Amazon)$/.test(u.text.slice(c.start, c.end)) &&
        !/\b(?:left|from|like) $/i.test(u.text.slice(0, c.start))
      )
        return { name: c.name, slug: c.slug }
  return null
}
