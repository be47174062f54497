/** What the address of the explore page says beside the view: read leniently, written in one fixed order. */
import type { Db } from '@/lib/db/client'
import { asWaveError } from '@/lib/errors'
import type { ChartParams } from '@/lib/queries'
import { EXPLORE_KEYS, exploreAsk, FIRST_LINES, lineExists, lineSpecs, MOST_LINES, readNotes } from '@/lib/queries'
import type { SearchParams, View, ViewProblem } from '@/lib/view'
import { type Extra, pageAddress } from './address'

export const EXPLORE = '/explore'
/** An address without series shows the first ones; this one shows none. */
const NONE = 'none'

export interface ExploreState {
  /** Words of the series, in the reader's order. */
  series: string[]
  base: string | undefined
  smooth: string | undefined
  against: string | undefined
  events: string[]
  scale: string | undefined
  overlay: string | undefined
  pins: string | undefined
  /** Each series in a drawing of its own. */
  multiples: boolean
}

const text = (value: string | string[] | undefined): string | undefined =>
  (Array.isArray(value) ? value.join(',') : value) || undefined
const words = (value: string | string[] | undefined): string[] => [
  ...new Set((text(value) ?? '').split(',').filter((word) => word !== '')),
]

/** A field that cannot be used falls back by itself and is reported; so is a series that does not exist. */
export async function readExplore(
  params: SearchParams,
  db: Db,
): Promise<{ state: ExploreState; problems: ViewProblem[] }> {
  const problems: ViewProblem[] = []
  const refuse = (field: string, value: string, thrown: unknown) => {
    const { message, next } = asWaveError(thrown)
    const suggestion = /^Did you mean (.+)\?$/.exec(next)?.[1] ?? null
    problems.push({
      field,
      value: value.slice(0, 80),
      message: suggestion ? message : `${message} ${next}`,
      suggestion:
        suggestion && field === 'series'
          ? // What is misspelt is the company where the error says so, else what stands before it.
            /company/.test(message)
            ? value.replace(/@.*$/, `@${suggestion}`)
            : value.replace(/^[^@]*/, suggestion)
          : suggestion,
    })
  }
  const series: string[] = []
  for (const word of words(params.series)) {
    if (word === NONE) continue
    try {
      if (series.length >= MOST_LINES) lineSpecs([...series, word].join(','))
      for (const spec of lineSpecs(word)) await lineExists(spec, db)
      series.push(word)
    } catch (thrown) {
      refuse('series', word, thrown)
    }
  }
  const usable = (key: (typeof EXPLORE_KEYS)[number]): string | undefined => {
    const value = text(params[key])
    if (value === undefined) return undefined
    try {
      exploreAsk({ [key]: value })
      return value
    } catch (thrown) {
      refuse(key, value, thrown)
      return undefined
    }
  }
  const pins = text(params.pins)
  const bare = [...EXPLORE_KEYS, 'series', 'pins', 'multiples'].every((key) => params[key] === undefined)
  return {
    state: {
      series: series.length > 0 || params.series !== undefined ? series : FIRST_LINES.split(','),
      base: usable('base'),
      // Weeks of small counts jump about: what is shown first is averaged.
      smooth: bare ? '4' : usable('smooth'),
      against: usable('against'),
      events: words(usable('events')),
      scale: usable('scale'),
      overlay: usable('overlay'),
      pins: pins && readNotes(pins).length > 0 ? pins : undefined,
      multiples: text(params.multiples) === 'yes',
    },
    problems,
  }
}

/** The chart's own parameters. */
export const exploreParams = (state: ExploreState): ChartParams => ({
  series: state.series.join(',') || NONE,
  ...(state.base && { base: state.base }),
  ...(state.smooth && { smooth: state.smooth }),
  ...(state.against && { against: state.against }),
  ...(state.events.length > 0 && { events: state.events.join(',') }),
  ...(state.scale && { scale: state.scale }),
  ...(state.overlay && { overlay: state.overlay }),
  ...(state.pins && { pins: state.pins }),
})

/** The state as keys of the page's address. */
export const exploreExtra = (state: ExploreState): Extra => ({
  ...exploreParams(state),
  multiples: state.multiples ? 'yes' : null,
})

/** The page's address with some of the state or the view changed. */
export const exploreAddress = (
  view: View,
  state: ExploreState,
  change: Partial<ExploreState> = {},
  viewChange: Partial<View> = {},
): string => pageAddress(EXPLORE, view, viewChange, exploreExtra({ ...state, ...change }))
