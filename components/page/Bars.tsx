import { Chevron, TabIcon } from '@/components/ui/Icons'
import { Mark } from '@/components/ui/Mark'
import { MAIN_PAGES, MORE_PAGES } from '@/lib/search/pages'
import { Finder } from './Finder'
import { ThemeChoice } from './ThemeChoice'

const TABS = [
  { href: '/', label: 'Overview', icon: 'overview' },
  { href: '/roles', label: 'Roles', icon: 'roles' },
  { href: '/companies', label: 'Companies', icon: 'companies' },
  { href: '/explore', label: 'Explore', icon: 'explore' },
] as const

const NOT_IN_TABS = MAIN_PAGES.filter((page) => !TABS.some((tab) => tab.href === page.href))

export type ThemeName = 'light' | 'dark' | 'system'

const isCurrent = (href: string, path: string) =>
  href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)

/** `aria-current` of a link: the page itself or one that lies below it. */
const current = (href: string, path: string) => (isCurrent(href, path) ? 'page' : undefined)

export function TopBar({ path, theme }: { path: string; theme: ThemeName }) {
  const inMore = MORE_PAGES.some((page) => isCurrent(page.href, path))
  return (
    <header className="topbar">
      <div className="wrap">
        <a className="brand" href="/">
          <Mark />
          Hiring Wave
        </a>
        <nav className="nav" aria-label="Pages">
          {MAIN_PAGES.map((page) => (
            <a href={page.href} aria-current={current(page.href, path)} key={page.href}>
              {page.label}
            </a>
          ))}
          <button type="button" popoverTarget="more" aria-current={inMore ? 'page' : undefined}>
            More <Chevron />
          </button>
        </nav>
        <Finder />
      </div>
      <MoreMenu path={path} theme={theme} />
    </header>
  )
}

function MoreMenu({ path, theme }: { path: string; theme: ThemeName }) {
  return (
    <div className="menu" id="more" popover="auto">
      {[...NOT_IN_TABS, ...MORE_PAGES].map((page, i) => (
        <a
          className={i < NOT_IN_TABS.length ? 'only-phone' : undefined}
          href={page.href}
          aria-current={isCurrent(page.href, path) ? 'true' : undefined}
          key={page.href}
        >
          {page.label}
        </a>
      ))}
      <hr />
      <ThemeChoice theme={theme} />
    </div>
  )
}

export function BottomBar({ path }: { path: string }) {
  const elsewhere = !TABS.some((tab) => isCurrent(tab.href, path))
  return (
    <nav className="bottombar" aria-label="Pages, phone">
      {TABS.map((tab) => (
        <a href={tab.href} aria-current={current(tab.href, path)} key={tab.href}>
          <TabIcon name={tab.icon} />
          {tab.label}
        </a>
      ))}
      <button type="button" popoverTarget="more" aria-current={elsewhere ? 'page' : undefined}>
        <TabIcon name="more" />
        More
      </button>
    </nav>
  )
}

export function Footer({ rules }: { rules: string }) {
  return (
    <footer className="footer">
      <div className="wrap">
        <p>
          Hiring Wave reads public job boards, filings, rounds and releases and keeps the evidence of every number.{' '}
          <a className="place" href="/methodology">
            How it counts
          </a>{' '}
          ·{' '}
          <a className="place" href="/sources">
            Sources and coverage
          </a>{' '}
          ·{' '}
          <a className="place" href="/methodology#limits">
            Known limits
          </a>
        </p>
        <p className="side">rules {rules} · times in UTC</p>
      </div>
    </footer>
  )
}
