/** What may be higher or wider than its place: a named region that scrolls, and that the keyboard reaches. */
export function Scroller({
  label,
  className,
  children,
}: {
  /** What it holds, for those who hear the page. */
  label: string
  className?: string
  children: React.ReactNode
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard
    <section className={className ? `scroller ${className}` : 'scroller'} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
