import type { ThemeName } from './Bars'

const THEMES: { value: ThemeName; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

/**
 * The theme is kept in a cookie and set on `html` by the server: no script is needed for it, and no page flashes.
 * Without a choice the reader's system decides.
 */
export function ThemeChoice({ theme }: { theme: ThemeName }) {
  return (
    <form action="/theme" method="post">
      <h2>Theme</h2>
      {THEMES.map(({ value, label }) => (
        <button className="plain" type="submit" name="theme" value={value} aria-pressed={theme === value} key={value}>
          {label}
        </button>
      ))}
    </form>
  )
}
