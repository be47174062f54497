import { dayWords, rangeWords } from '@/lib/analytics/words'
import { addDays } from '@/lib/dates'
import type { BriefData } from '@/lib/queries'
import type { Words } from '@/lib/queries/types'

/** Where a piece of a sentence leads, as an absolute address; null for plain words. */
export type LinkOf = (piece: Words[number], data: BriefData) => string | null

const titleOf = (data: BriefData): string => data.headline.map((p) => p.text).join('')

/** Characters that Markdown would read as its own. */
const plainMarkdown = (text: string): string => text.replace(/[\\`*_[\]<>#|]/g, (c) => `\\${c}`)
const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? '&quot;')
// A bracket in an address would end the link that it stands in.
const inLink = (url: string): string => url.replaceAll('(', '%28').replaceAll(')', '%29')

/** The brief as Markdown, fit for an e-mail or a note: every number is a link to its evidence. */
export function briefMarkdown(data: BriefData, linkOf: LinkOf): string {
  const sentence = (words: Words) =>
    words
      .map((piece) => {
        const url = linkOf(piece, data)
        return url ? `[${plainMarkdown(piece.text)}](${inLink(url)})` : plainMarkdown(piece.text)
      })
      .join('')
  return [
    `# ${sentence(data.headline)}`,
    `The week of ${rangeWords(data.week, data.last)}, as known on ${dayWords(data.knownOn)}.`,
    ...data.sections.flatMap((s) => [`## ${s.heading}`, s.sentences.map((words) => `- ${sentence(words)}`).join('\n')]),
    '## How it is counted',
    data.limits.map((line) => `- ${plainMarkdown(line)}`).join('\n'),
    '',
  ].join('\n\n')
}

/** Briefs as an Atom feed (RFC 4287), the newest first. An entry's id is its address, its time the end of its day of knowledge. */
export function briefAtom(briefs: readonly BriefData[], origin: string, linkOf: LinkOf): string {
  const html = (words: Words, data: BriefData) =>
    words
      .map((piece) => {
        const url = linkOf(piece, data)
        return url ? `<a href="${escapeXml(url)}">${escapeXml(piece.text)}</a>` : escapeXml(piece.text)
      })
      .join('')
  const body = (data: BriefData) =>
    [
      ...data.sections.map(
        (s) =>
          `<h2>${escapeXml(s.heading)}</h2><ul>${s.sentences.map((w) => `<li>${html(w, data)}</li>`).join('')}</ul>`,
      ),
      `<p>${data.limits.map(escapeXml).join(' ')}</p>`,
    ].join('')
  const updated = (data: BriefData) => `${addDays(data.knownOn, 1)}T00:00:00Z`
  const entries = briefs.map((data) => {
    const url = escapeXml(`${origin}/brief?week=${data.week}`)
    return `<entry><id>${url}</id><title>${escapeXml(titleOf(data))}</title><updated>${updated(data)}</updated><link href="${url}"/><content type="html">${escapeXml(body(data))}</content></entry>`
  })
  const [newest] = briefs
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<id>${escapeXml(`${origin}/brief`)}</id><title>Hiring Wave: the brief</title>`,
    `<subtitle>AI-infrastructure hiring, a week at a time; nothing that the intervals do not support.</subtitle>`,
    `<updated>${newest ? updated(newest) : '1970-01-01T00:00:00Z'}</updated>`,
    '<author><name>Hiring Wave</name></author>',
    `<link rel="self" href="${escapeXml(`${origin}/brief.atom`)}"/><link href="${escapeXml(`${origin}/brief`)}"/>`,
    ...entries,
    '</feed>',
    '',
  ].join('\n')
}
