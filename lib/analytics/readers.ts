/** Words for who read a board and how completely. Pure. */

/** A reader that stands for many small documents, each read once, and this installation itself. */
const OWN_NAMES: Record<string, string> = { self: 'this installation', once: 'single public documents' }

/** The name people know a reader by: its public repository, else its id. `repositories`: by reader id. */
export const readerName = (reader: string, repositories: ReadonlyMap<string, string>): string =>
  OWN_NAMES[reader] ?? repositories.get(reader) ?? reader

const COMPLETENESS: Record<string, string> = {
  whole: 'whole',
  partial: 'in part',
  capped: 'up to a cap',
  unknown: 'one cannot say how completely',
}

const completenessWords = (completeness: string): string => COMPLETENESS[completeness] ?? completeness

/**
 * Why growth may not cross a day, as stored with the coverage, in words for people: readers by name, completeness as one would
 * say it. What is not one of the stored forms stays as it is.
 */
export function breakInWords(stored: string, repositories: ReadonlyMap<string, string>): string {
  const other = /^the reader changed from (\S+)(?: \((\S+)\))? to (\S+)(?: \((\S+)\))?$/.exec(stored)
  if (other) {
    const [, before = '', how, after = '', howNow] = other
    const named = (reader: string, completeness: string | undefined) =>
      `${readerName(reader, repositories)}${completeness ? ` (${completenessWords(completeness)})` : ''}`
    return `readings by ${named(after, howNow)} follow those by ${named(before, how)}`
  }
  const same = /^the reading changed from (\S+) to (\S+)$/.exec(stored)
  if (same) {
    const [, before = '', after = ''] = same
    return `the board is read ${completenessWords(after)} where it was read ${completenessWords(before)} before`
  }
  return stored
}
