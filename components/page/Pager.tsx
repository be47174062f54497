/** Earlier and later pages of a long list. */
export function Pager({ page, pages, at }: { page: number; pages: number; at: (page: number) => string }) {
  if (pages <= 1) return null
  return (
    <nav className="pager" aria-label="Pages of the list">
      {page > 1 && (
        <a className="button" href={at(page - 1)} rel="prev">
          Newer
        </a>
      )}
      <span className="soft">
        Page {page} of {pages}
      </span>
      {page < pages && (
        <a className="button" href={at(page + 1)} rel="next">
          Older
        </a>
      )}
    </nav>
  )
}
