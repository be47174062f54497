/**
 * Notes come with remarks of the compiler (which copy was read, which other file has more). What ships is the fact and
 * how far it can be trusted, in words that need no other file.
 */
const REWRITES: readonly (readonly [RegExp, string])[] = [
  [
    /;? ?known_on is the day of the seed article \(2025-09-12\), which tells it, citing TechCrunch/g,
    '; known from an article of 2025-09-12 that cites TechCrunch',
  ],
  [/;? ?second address (?:was )?cut in the stored copy/g, ''],
  [/;? ?addresses cut in the stored copies/g, ''],
  [/address and title cut in the stored copy: complete them/g, 'address and title are not complete'],
  [/ \(announced (\d{4}-\d\d-\d\d), see rounds\.csv\)/g, ' (announced $1)'],
  [/\. Also stands for the former rounds\.csv row of [\d-]+/g, ''],
  [/\. Moved here from rounds\.csv/g, ''],
  [/ \(articles\.csv(?:, ([\d-]+))?\)/g, ''],
  [/, see ipo\.csv/g, ''],
  [/ \(see ipo\.csv\)/g, ''],
  [/ \(ipo\.csv\)/g, ''],
  [/\bipo\.csv\b/g, 'the IPO rows'],
  [/\barticles\.csv\b/g, 'the article rows'],
  [
    / ?Address cited in a public file of the code index; the page itself is not stored/g,
    ' Address cited in a public file; the page itself was not read',
  ],
  [/ ?Page itself not stored: read through/g, ' Page itself not read: told by'],
  [/read as dated entries in stored news digests/g, 'read as dated entries in news digests'],
  [/\bstored note\b/g, 'note'],
  [/, so the cell (?:stays|is) empty/g, ''],
  [/: check\b/g, ''],
  [/;? ?the other rows of this file give gross proceeds/g, ''],
  [/ the next row /g, ' another row '],
  [/amount of this row/g, 'the amount given here'],
  [/ in this row /g, ' here '],
]

/** A note without its grade and without references to files that do not ship. */
export function plainNote(note: string): string {
  let text = note.replace(/^\[[a-z]+\] ?/, '')
  for (const [pattern, words] of REWRITES) text = text.replace(pattern, words)
  return text.replace(/^[;, ]+/, '').trim()
}

/** The grade in brackets at the start of a note: page, list, quoted, digest or cited; empty where there is none. */
export function gradeOf(note: string): string {
  return /^\[(page|list|quoted|digest|cited)\]/.exec(note)?.[1] ?? ''
}
