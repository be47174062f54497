/** The elements that may be shown; of others only what they say. */
export const ALLOWED_TAGS: readonly string[] =
  'a abbr b blockquote br caption cite code dd del dfn dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub sup table tbody td tfoot th thead time tr u ul var div section'.split(
    ' ',
  )

/** The attributes that may, by element; `*`: of every element. */
export const ALLOWED_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'title', 'rel'],
  img: ['src', 'alt', 'title', 'width', 'height'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan'],
  time: ['datetime'],
  '*': ['lang', 'dir'],
}

/** What every link says of itself, whatever it said before. */
export const LINK_REL = 'nofollow noopener noreferrer'

/** Tags up to which depth cannot hurt: the parser's cost grows with the square of it. */
export const MANY_TAGS = 4_000
