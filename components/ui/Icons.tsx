/** The few drawn signs: tabs, an external link, a change, a sort. Their words stand beside them. */

export function External() {
  return (
    <svg aria-hidden="true" width={9} height={9} viewBox="0 0 9 9" fill="none" stroke="currentColor" strokeWidth={1.3}>
      <path d="M1,8L7.5,1.5M3,1.2H7.8V6" />
    </svg>
  )
}

export function Lens() {
  return (
    <svg
      aria-hidden="true"
      width={14}
      height={14}
      viewBox="0 0 14 14"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
    >
      <circle cx={6} cy={6} r={4.6} />
      <path d="M9.4,9.4L13,13" />
    </svg>
  )
}

export function Chevron() {
  return (
    <svg aria-hidden="true" width={8} height={8} viewBox="0 0 8 8" fill="none" stroke="currentColor" strokeWidth={1.4}>
      <path d="M1,2.5L4,5.5L7,2.5" />
    </svg>
  )
}

/** A filled triangle: up or down. */
export function Triangle({ down = false, size = 8 }: { down?: boolean; size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 8 8" fill="currentColor">
      <path d={down ? 'M0.5,1.5H7.5L4,7.5Z' : 'M0.5,6.5H7.5L4,0.5Z'} />
    </svg>
  )
}

const TABS = {
  overview: 'M2,14V4M2,14H18M5,11L9,7L12,9L17,4',
  roles: 'M3,4H17M3,9H13M3,14H9',
  companies: 'M4,16V3H11V16M11,8H16V16M2,16H18M6.5,6.5H8.5M6.5,10H8.5',
  explore: 'M3,2V15H18M6,11L10,7L13,9L17,3M17,3H13.5M17,3V6.5',
  more: 'M4,10H4.01M10,10H10.01M16,10H16.01',
} as const

export function TabIcon({ name }: { name: keyof typeof TABS }) {
  return (
    <svg
      aria-hidden="true"
      width={20}
      height={18}
      viewBox="0 0 20 18"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.6 : 1.4}
      strokeLinecap={name === 'more' ? 'round' : 'butt'}
    >
      <path d={TABS[name]} />
    </svg>
  )
}
