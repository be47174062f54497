import { type Colours, colours, ROLE_COLOURS } from './tokens'
import type { ExploreLine } from './types'

/** Lines of one tone differ by their dashes: whole, long, short, dash and dot, dotted. */
const DASHES = ['', '8 4', '3 3', '8 3 2 3', '1.5 4']

const isRole = (tone: string): tone is keyof typeof ROLE_COLOURS => Object.hasOwn(ROLE_COLOURS, tone)

/** A line's colour: its role's; ink or wave for openings in all; ink or muted for what others measure. */
export const exploreTone = (line: ExploreLine, colour: Colours = colours('page')): string =>
  isRole(line.tone)
    ? colour.role(line.tone)
    : colour.of(line.tone === 'wave' ? 'wave' : line.tone === 'outside' ? 'muted' : 'ink')

/** What others measure is dashed from the first on. */
export const exploreDash = (line: ExploreLine): string | undefined =>
  DASHES[(line.twin + (line.tone.startsWith('outside') ? 1 : 0)) % DASHES.length] || undefined
