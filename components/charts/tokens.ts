import type { RoleSlug } from '@/lib/signals/taxonomy'
import type { Theme } from './types'

/** The colours of the product, by theme. CSS custom properties of the same names are made from this table. */
export const TOKENS = {
  light: {
    paper: '#fafcfc',
    sunk: '#f0f5f6',
    ink: '#0f2530',
    ink2: '#39505b',
    muted: '#566b75',
    hair: '#dbe4e7',
    hair2: '#a9bac1',
    edge: '#748a94',
    accent: '#b4126f',
    'accent-tint': '#fbe7f2',
    wave: '#0b5a7a',
    water: '#e2eff4',
    water2: '#4c89a2',
    land: '#faf6ea',
    'land-line': '#8f7d4b',
    'land-ink': '#6b5a2b',
    up: '#0b5a7a',
    down: '#9a4a00',
    'e-capital': '#0b7f60',
    'e-ipo': '#5a3fc0',
    'e-capacity': '#8a6200',
    'e-layoff': '#a3340f',
    'e-macro': '#1d3540',
  },
  dark: {
    paper: '#0e1b21',
    sunk: '#14252d',
    ink: '#e8f0f2',
    ink2: '#b9c9cf',
    muted: '#8fa4ad',
    hair: '#22363f',
    hair2: '#48606b',
    edge: '#66808c',
    accent: '#ff7ac2',
    'accent-tint': '#3a1a2d',
    wave: '#74c5e8',
    water: '#143340',
    water2: '#3f86a3',
    land: '#262419',
    'land-line': '#8d7f52',
    'land-ink': '#c9b985',
    up: '#74c5e8',
    down: '#f0a56b',
    'e-capital': '#4fcfa3',
    'e-ipo': '#ab9bff',
    'e-capacity': '#e0b04a',
    'e-layoff': '#f28b66',
    'e-macro': '#b9c9cf',
  },
} as const satisfies Record<'light' | 'dark', Record<string, string>>

type Token = keyof typeof TOKENS.light

interface RoleColour {
  code: string
  light: string
  dark: string
  /** Colour of a label inside a bar of the role. */
  onLight: string
  onDark: string
}

const WHITE = '#ffffff'
const DEEP = '#0e1b21'

/** One colour and one code a role, fixed in the whole product. */
export const ROLE_COLOURS = {
  'gpu-orchestration': { code: 'GPU', light: '#17875a', dark: '#00c380', onLight: WHITE, onDark: DEEP },
  'ml-platform': { code: 'MLP', light: '#306868', dark: '#009396', onLight: WHITE, onDark: DEEP },
  'ml-engineering': { code: 'MLE', light: '#4775a2', dark: '#7ca4d0', onLight: WHITE, onDark: DEEP },
  'data-center-ops': { code: 'DCO', light: '#936500', dark: '#d49c1d', onLight: WHITE, onDark: DEEP },
  sre: { code: 'SRE', light: '#952f00', dark: '#db6130', onLight: WHITE, onDark: DEEP },
  'ai-security': { code: 'SEC', light: '#8a81f0', dark: '#9168ec', onLight: DEEP, onDark: DEEP },
  'cloud-platform': { code: 'CLD', light: '#313b9e', dark: '#c7d1ff', onLight: WHITE, onDark: DEEP },
  networking: { code: 'NET', light: '#9c9200', dark: '#cbe277', onLight: DEEP, onDark: DEEP },
  'hardware-systems': { code: 'HWS', light: '#64323b', dark: '#ffc0ba', onLight: WHITE, onDark: DEEP },
  other: { code: 'OTH', light: '#84929a', dark: '#9eacb3', onLight: DEEP, onDark: DEEP },
} as const satisfies Record<RoleSlug, RoleColour>

export interface Colours {
  of: (token: Token) => string
  role: (role: string) => string
  /** Colour of words set inside a bar of the role. */
  onRole: (role: string) => string
}

const isRole = (role: string): role is keyof typeof ROLE_COLOURS => Object.hasOwn(ROLE_COLOURS, role)

/**
 * The colours a definition draws with: hex values for a picture, CSS custom properties for a page, where one drawing
 * serves both themes. A role that is not known takes the colour of `other`.
 */
export function colours(theme: Theme): Colours {
  const known = (role: string) => ROLE_COLOURS[isRole(role) ? role : 'other']
  if (theme === 'page') {
    return {
      of: (token) => `var(--${token})`,
      role: (role) => `var(--role-${known(role).code.toLowerCase()})`,
      onRole: (role) => `var(--on-${known(role).code.toLowerCase()})`,
    }
  }
  return {
    of: (token) => TOKENS[theme][token],
    role: (role) => known(role)[theme],
    onRole: (role) => known(role)[theme === 'light' ? 'onLight' : 'onDark'],
  }
}

/** The body of a CSS rule that sets every custom property of a theme: `--ink:#0f2530;…;--role-gpu:#17875a;--on-gpu:…`. */
export function cssTokens(theme: 'light' | 'dark'): string {
  const tokens = Object.entries(TOKENS[theme]).map(([name, value]) => `--${name}:${value}`)
  const roles = Object.values(ROLE_COLOURS).flatMap((role) => {
    const code = role.code.toLowerCase()
    return [`--role-${code}:${role[theme]}`, `--on-${code}:${theme === 'light' ? role.onLight : role.onDark}`]
  })
  return [...tokens, ...roles].join(';')
}
