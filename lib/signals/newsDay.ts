import { addDays, type Day } from '@/lib/dates'
import type { Document, Unit } from './document'
import type { Draft } from './types'

/** An announcement older than this is not the news of the day of publication. */
const FRESH_DAYS = 7
const LEAD_SENTENCES = 3
const SPEAKS =
  /\b(?:said|says|announc\w+|disclos\w+|confirmed|unveil\w+|reveal\w+|reported|told|wrote|in a (?:statement|filing|blog|post|release))\b/
/** What the sentence itself marks as older than the news, or as a state that lasts. */
const BACKGROUND =
  /\b(?:already|previously|earlier|formerly|originally|ago|had|since|to date|so far|in (?:all|total)|last (?:year|month|quarter|week)|in recent|over the (?:past|last)|currently|used to|once|employs?|operates?|runs|ha(?:s|ve) [\d.,]+|under contract|in operation|has been|have been|ended|is (?:home|based)|the (?:start-?up|company|firm), which)\b/
/** A digest tells what a week or a month has brought; a filing what a company has ever done. */
const DIGEST =
  /\b(?:digest|round-?up|week in|this week|weekly|month in|recap|brief(?:ing|s)?:|timeline|history|explained|glossary)\b/i
const FILING = /\b[Tt]he Company\b.*\b(?:shares|Common Stock|Offering|Notes)\b/

/**
 * Gives the news of the day its date. A sentence that dates its event keeps that date. One that does not, tells the news
 * itself where it stands in the lead paragraph, is stated as done and has no mark of background: then the event gets the
 * day on which the lead says that it was announced ("said on Tuesday"), else the day of publication. Never given to
 * plans and rumours (they have not happened), totals, standing terms of work or pay, statistics (they have a period), nor in
 * a digest or filing, whose sentences are of many days. Such a date may be a day or two late; `rules` names it `date.lead`.
 */
export function dateTheNews(drafts: readonly Draft[], doc: Document): void {
  if (doc.published === null || DIGEST.test(doc.title)) return
  const lead = leadOf(doc)
  if (lead.length === 0 || lead.some((u) => FILING.test(u.text) || DIGEST.test(u.text))) return
  const told = drafts.filter((d) => lead.some((u) => isFrom(d, u)) && isDatable(d))
  // News of several companies in one paragraph is a list, and a list is of many days.
  if (new Set(told.map((d) => d.company?.name)).size > 1) return
  const day = announcedOn(lead, doc.published) ?? doc.published
  for (const d of told) {
    const unit = lead.find((u) => isFrom(d, u))
    if (!unit || d.occurredOn !== null || unit.dates.length > 0 || BACKGROUND.test(unit.lower)) continue
    d.occurredOn = day
    d.fired.push({ rule: 'date.lead', start: unit.start, end: unit.end })
  }
}

const isFrom = (d: Draft, u: Unit): boolean => d.evidence[0]?.start === u.start

const isDatable = (d: Draft): boolean =>
  d.company !== null &&
  d.status === 'completed' &&
  ((d.type === 'funding' && d.attributes.total !== true) ||
    (d.type === 'ipo' && d.attributes.stage !== 'reported') ||
    d.type === 'layoff' ||
    d.type === 'capacity' ||
    (d.type === 'hiring' && (d.attributes.kind === 'expansion' || d.attributes.kind === 'freeze')))

/** The first sentences of the first paragraph; headings and lines of a date before it are passed over. */
function leadOf(doc: Document): readonly Unit[] {
  const first = doc.units.findIndex(
    (u) => u.opensLine && /[.!?…]["”’)]*$/.test(u.text) && u.text.split(/\s+/).length >= 5,
  )
  if (first < 0) return []
  const lead: Unit[] = []
  for (const u of doc.units.slice(first)) {
    if ((lead.length > 0 && u.opensLine) || lead.length === LEAD_SENTENCES) break
    lead.push(u)
  }
  return lead
}

function announcedOn(lead: readonly Unit[], published: Day): Day | null {
  const oldest = addDays(published, -FRESH_DAYS)
  for (const u of lead) {
    if (!SPEAKS.test(u.lower)) continue
    const d = u.dates.find(
      (x) => x.precision === 'day' && x.first !== null && x.first >= oldest && x.first <= published,
    )
    if (d?.first) return d.first
  }
  return null
}
