import { describe, expect, test } from 'vitest'
import { colours, cssTokens, ROLE_COLOURS, TOKENS } from '@/components/charts/tokens'
import { ciede2000, contrast, difference, type Vision } from './colour'

const VISIONS = ['normal', 'deuteranopia', 'protanopia', 'tritanopia'] as const

/** The smallest difference between any two colours of a set. */
function smallest(set: readonly string[], vision: Vision): number {
  const pairs = set.flatMap((a, i) => set.slice(i + 1).map((b) => difference(a, b, vision)))
  return Math.min(...pairs)
}

test('the measure of difference agrees with its published check values', () => {
  expect(ciede2000([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4)
  expect(ciede2000([50, 2.5, 0], [73, 25, -18])).toBeCloseTo(27.1492, 4)
  expect(ciede2000([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514])).toBeCloseTo(0.9082, 4)
})

describe.each([
  [
    'light',
    {
      ink: 15.3,
      ink2: 8.2,
      muted: 5.3,
      sunk: 5,
      accent: 6.2,
      land: 6.1,
      role: 3,
      roles: [13.1, 12.9, 13.5, 7.9],
      events: [17.2, 10.2, 13.9, 8.8],
    },
  ],
  [
    'dark',
    {
      ink: 15.1,
      ink2: 10.2,
      muted: 6.7,
      sunk: 6,
      accent: 7.3,
      land: 7.9,
      role: 4.4,
      roles: [12.6, 12.6, 12.6, 9.6],
      events: [16.7, 9, 12.8, 7.6],
    },
  ],
] as const)('%s theme', (theme, least) => {
  const t = TOKENS[theme]
  const roles = Object.values(ROLE_COLOURS)
  const colour = (role: (typeof roles)[number]) => role[theme]
  const on = (role: (typeof roles)[number]) => (theme === 'light' ? role.onLight : role.onDark)

  test('words can be read on their grounds', () => {
    expect(contrast(t.ink, t.paper)).toBeGreaterThanOrEqual(least.ink)
    expect(contrast(t.ink2, t.paper)).toBeGreaterThanOrEqual(least.ink2)
    expect(contrast(t.muted, t.paper)).toBeGreaterThanOrEqual(least.muted)
    expect(contrast(t.muted, t.sunk)).toBeGreaterThanOrEqual(least.sunk)
    expect(contrast(t.accent, t.paper)).toBeGreaterThanOrEqual(least.accent)
    expect(contrast(t['land-ink'], t.land)).toBeGreaterThanOrEqual(least.land)
    expect(contrast(t.edge, t.paper)).toBeGreaterThanOrEqual(3)
  })

  test('marks of roles stand out from the page, and labels can be read inside them', () => {
    for (const role of roles) {
      expect(contrast(colour(role), t.paper), role.code).toBeGreaterThanOrEqual(least.role)
      expect(contrast(on(role), colour(role)), role.code).toBeGreaterThanOrEqual(4.49)
    }
  })

  test.each(VISIONS.map((vision, i) => [vision, i] as const))(
    'roles and events can be told apart with %s vision',
    (vision, i) => {
      expect(smallest(roles.map(colour), vision)).toBeGreaterThanOrEqual(least.roles[i] ?? 0)
      const events = [t['e-capital'], t['e-ipo'], t['e-capacity'], t['e-layoff'], t['e-macro']]
      expect(smallest(events, vision)).toBeGreaterThanOrEqual(least.events[i] ?? 0)
    },
  )
})

test('a page draws with custom properties that its style sheet sets, a picture with the values', () => {
  expect(colours('page').of('ink')).toBe('var(--ink)')
  expect(colours('page').role('sre')).toBe('var(--role-sre)')
  expect(colours('dark').of('paper')).toBe(TOKENS.dark.paper)
  const css = cssTokens('light')
  for (const name of ['--ink:#0f2530', '--e-ipo:', '--role-gpu:#17875a', '--on-net:']) expect(css).toContain(name)
})

test('a role that is not known is drawn as other, never without colour', () => {
  expect(colours('light').role('astrology')).toBe(ROLE_COLOURS.other.light)
  expect(colours('light').role('constructor')).toBe(ROLE_COLOURS.other.light)
})
