import { WaveError } from '@/lib/errors'
import { ashby } from './ashby'
import { bls } from './bls'
import { edgar } from './edgar'
import { edgarDaily, edgarSearch } from './edgarFinders'
import { feed } from './feed'
import { fred } from './fred'
import { greenhouse } from './greenhouse'
import { hiringLab } from './hiringLab'
import { hn } from './hn'
import { jobPosting, optionsFor } from './jobPosting'
import { lever } from './lever'
import { personio } from './personio'
import { recruitee } from './recruitee'
import { smartRecruiters } from './smartRecruiters'
import type { Source } from './source'
import { workable } from './workable'
import { workday } from './workday'

/** Every kind of source. The last two take addresses that the others do not know: careers pages by their words, feeds all. */
export const SOURCES = [
  greenhouse,
  lever,
  ashby,
  smartRecruiters,
  workable,
  recruitee,
  workday,
  personio,
  fred,
  bls,
  hiringLab,
  edgarDaily,
  edgarSearch,
  edgar,
  hn,
  jobPosting,
  feed,
] as const

type AnySource = Source<Record<string, unknown>>

/** A source of a kind whose options are checked when they are read from the database. */
export function sourceOf(kind: string): AnySource | null {
  // The options of a source are only ever given to the source that parsed them, by `optionsOf` or `recogniseAddress`.
  return (SOURCES.find((s) => s.kind === kind) as unknown as AnySource | undefined) ?? null
}

export type Recognised = {
  readonly source: AnySource
  readonly options: Record<string, unknown>
  readonly name: string
}

/**
 * What an address that a person pastes stands for.
 * @throws WaveError `bad-input` when it is no http(s) address
 */
export function recogniseAddress(address: string): Recognised {
  const url = readAddress(address)
  for (const kind of SOURCES) {
    const source = kind as unknown as AnySource
    const options = source.recognise(url)
    if (options) return { source, options, name: source.name(options) }
  }
  throw new WaveError(
    'bad-input',
    `No kind of source knows the address ${url.href}.`,
    'Give the address of a feed, a job board, a FRED series or an EDGAR filer.',
  )
}

/** A page as a kind that its address alone does not show; null where the kind cannot take it. */
export function recogniseAs(kind: 'jobposting' | 'feed', url: string): Recognised | null {
  const source = sourceOf(kind)
  const options = kind === 'feed' ? { url } : optionsFor(new URL(url))
  return source && options ? { source, options, name: source.name(options) } : null
}

/** The options as stored, or why they no longer fit. */
export function optionsOf(source: AnySource, stored: unknown): Record<string, unknown> {
  const parsed = source.options.safeParse(stored)
  if (parsed.success) return parsed.data
  throw new WaveError(
    'bad-input',
    `The options of this ${source.title} are wrong: ${parsed.error.issues[0]?.message ?? 'unreadable'}.`,
    'Remove the source and add it again by its address.',
  )
}

function readAddress(address: string): URL {
  const text = address.trim()
  // people leave the scheme out; a name with a dot and no spaces is meant as an address
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
    ? text
    : /^[\w-]+(?:\.[\w-]+)+(?:[:/?#]|$)/.test(text)
      ? `https://${text}`
      : text
  try {
    const url = new URL(full)
    if (/^https?:$/.test(url.protocol)) {
      // Keys and passwords have no place in what is stored and shown.
      url.username = ''
      url.password = ''
      return url
    }
  } catch {
    // said below, in words
  }
  throw new WaveError(
    'bad-input',
    `“${text.slice(0, 200)}” is no web address.`,
    'Give an address that begins with https://.',
  )
}
