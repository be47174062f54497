const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Minutes east of UTC. North American names are those of RFC 822; others are what feeds really use. */
const ZONES: Record<string, number> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  akst: -540,
  akdt: -480,
  hst: -600,
  bst: 60,
  ist: 330,
  cet: 60,
  met: 60,
  cest: 120,
  mest: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  jst: 540,
  kst: 540,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  et: -300,
  ct: -360,
  mt: -420,
  pt: -480,
}

/**
 * A feed's date as ISO 8601 in UTC (`2025-09-12T08:00:00.000Z`), or null: what is no date, a day that does not exist
 * (`0000-00-00`, 30 February) or a year outside 1900..2199 is never guessed at. A time without a zone is read as UTC, a
 * date without a time as 00:00 UTC, a month or year alone as its first day.
 */
export function readFeedDate(raw: string | null | undefined): string | null {
  const folded = (raw && UNFOLDED.test(raw) ? raw.replace(/\s+/g, ' ') : raw)?.trim()
  const text = folded?.endsWith(')') ? folded.replace(/\s*\(.*\)$/, '') : folded
  if (!text || text.length > 100) return null
  if (BEGINS_WITH_YEAR.test(text)) {
    const day = isoLike(text)
    if (day !== null) return day
  }
  return rfc822(text) ?? asctime(text) ?? american(text)
}

const UNFOLDED = /[^\S ]| {2}/
const BEGINS_WITH_YEAR = /^\d{4}/

type Parts = { y: number; mo: number; d: number; h?: number; mi?: number; s?: number; ms?: number; zone?: number }

function instant(p: Parts): string | null {
  const { y, mo, d, h = 0, mi = 0, ms = 0, zone = 0 } = p
  const s = Math.min(p.s ?? 0, 59) // a leap second shows as the second before
  if (
    y < 1900 ||
    y > 2199 ||
    mo < 1 ||
    mo > 12 ||
    d < 1 ||
    h > 24 ||
    mi > 59 ||
    (p.s ?? 0) > 60 ||
    Math.abs(zone) > 900
  )
    return null
  if (h === 24 && (mi > 0 || s > 0)) return null
  if (d > 28 && new Date(Date.UTC(y, mo - 1, d)).getUTCDate() !== d) return null
  // Most dates of feeds are in UTC already and need no reckoning.
  if (zone === 0 && h < 24) return `${y}-${two(mo)}-${two(d)}T${two(h)}:${two(mi)}:${two(s)}.${three(ms)}Z`
  return new Date(Date.UTC(y, mo - 1, d, h, mi, s, ms) - zone * 60_000).toISOString()
}

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`)
const three = (n: number): string => (n === 0 ? '000' : String(n).padStart(3, '0'))

const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?`
const ZONE = String.raw`\s*(Z|[a-z]{1,5}|(?:(?:gmt|utc?)\s*)?[+-]\d{1,2}:?(?:\d{2})?)?`

const ISO = new RegExp(String.raw`^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:(?:T|\s|,\s?)${CLOCK}${ZONE})?$`, 'i')
const ISO_SHORT = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:T|\s)${CLOCK}${ZONE})?$`, 'i')
const ISO_COMPACT = new RegExp(String.raw`^(\d{4})(\d{2})(\d{2})T?(\d{2})(\d{2})(\d{2})?${ZONE}$`, 'i')
const ISO_HOUR = new RegExp(String.raw`^(\d{4})-(\d{2})-(\d{2})T(\d{2})${ZONE}$`, 'i')
const ORDINAL = new RegExp(String.raw`^(\d{4})-?(\d{3})(?:T${CLOCK}${ZONE})?$`, 'i')

function isoLike(t: string): string | null {
  const ordinal = ORDINAL.exec(t)
  if (ordinal) {
    const day = new Date(Date.UTC(Number(ordinal[1]), 0, Number(ordinal[2])))
    if (day.getUTCFullYear() !== Number(ordinal[1])) return null
    return instant({ y: Number(ordinal[1]), mo: day.getUTCMonth() + 1, d: day.getUTCDate(), ...clock(ordinal, 3) })
  }
  const compact = ISO_COMPACT.exec(t)
  if (compact) {
    return instant({
      y: Number(compact[1]),
      mo: Number(compact[2]),
      d: Number(compact[3]),
      h: Number(compact[4]),
      mi: Number(compact[5]),
      s: Number(compact[6] ?? 0),
      zone: zone(compact[7]),
    })
  }
  const hour = ISO_HOUR.exec(t)
  if (hour)
    return instant({
      y: Number(hour[1]),
      mo: Number(hour[2]),
      d: Number(hour[3]),
      h: Number(hour[4]),
      zone: zone(hour[5]),
    })
  const m = ISO.exec(t) ?? ISO_SHORT.exec(t)
  if (!m) return null
  return instant({ y: Number(m[1]), mo: Number(m[2] ?? 1), d: Number(m[3] ?? 1), ...clock(m, 4) })
}

const RFC822 = new RegExp(
  String.raw`^(?:[a-z]{2,9}\.?(?:,\s*|\s+))?(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{2,4})(?:,?\s+(?:at\s+)?${CLOCK}\s*([ap]\.?m\.?)?${ZONE})?$`,
  'i',
)
const MONTH_FIRST = new RegExp(
  String.raw`^(?:[a-z]{2,9}\.?,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:,?\s+(?:at\s+)?${CLOCK}\s*([ap]\.?m\.?)?${ZONE})?$`,
  'i',
)

function rfc822(t: string): string | null {
  const m = RFC822.exec(t)
  if (m) return named(m[3], m[2], m[1], m)
  const n = MONTH_FIRST.exec(t)
  return n ? named(n[3], n[1], n[2], n) : null
}

function named(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  m: RegExpExecArray,
): string | null {
  const mo = MONTHS.indexOf((month ?? '').slice(0, 3).toLowerCase()) + 1
  const { h, ...rest } = clock(m, 4, 9)
  return instant({ y: century(year), mo, d: Number(day), h: halfDay(h, m[8]), ...rest })
}

/** RFC 2822: 00..49 are 2000s, 50..99 are 1900s; three digits count from 1900. */
function century(year = ''): number {
  const n = Number(year)
  if (year.length >= 4) return n
  return year.length === 3 ? n + 1900 : n + (n < 50 ? 2000 : 1900)
}

function halfDay(h: number, mark: string | undefined): number {
  if (!mark) return h
  return (h % 12) + (/^p/i.test(mark) ? 12 : 0)
}

const ASCTIME = new RegExp(String.raw`^(?:[a-z]{3,9},?\s+)?([a-z]{3,9})\s+(\d{1,2})\s+${CLOCK}${ZONE}\s+(\d{4})$`, 'i')

function asctime(t: string): string | null {
  const m = ASCTIME.exec(t)
  if (!m) return null
  const mo = MONTHS.indexOf((m[1] ?? '').slice(0, 3).toLowerCase()) + 1
  return instant({ y: Number(m[8]), mo, d: Number(m[2]), ...clock(m, 3) })
}

// A slash between numbers is read the American way, as every feed program does that writes it.
const AMERICAN = new RegExp(String.raw`^(\d{1,2})/(\d{1,2})/(\d{4})(?:,?\s+${CLOCK}\s*([ap]\.?m\.?)?${ZONE})?$`, 'i')

function american(t: string): string | null {
  const m = AMERICAN.exec(t)
  if (!m) return null
  const { h, ...rest } = clock(m, 4, 9)
  return instant({ y: Number(m[3]), mo: Number(m[1]), d: Number(m[2]), h: halfDay(h, m[8]), ...rest })
}

/** Hour, minute, second, fraction in groups `at`.. and the zone in `zoneAt` (by default right after the fraction). */
function clock(
  m: RegExpExecArray,
  at: number,
  zoneAt = at + 4,
): { h: number; mi: number; s: number; ms: number; zone: number } {
  return {
    h: Number(m[at] ?? 0),
    mi: Number(m[at + 1] ?? 0),
    s: Number(m[at + 2] ?? 0),
    ms: Number((m[at + 3] ?? '').slice(0, 3).padEnd(3, '0')),
    zone: zone(m[zoneAt]),
  }
}

/** Minutes east of UTC; a name that nobody knows counts as UTC, as RFC 2822 says. */
function zone(text: string | undefined): number {
  if (!text) return 0
  const name = ZONES[text.toLowerCase()]
  if (name !== undefined) return name
  const offset = /([+-])(\d{1,2}):?(\d{2})?$/.exec(text)
  if (offset) {
    const digits = offset[3] === undefined && (offset[2] ?? '').length > 2 ? 0 : Number(offset[3] ?? 0)
    return (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + digits)
  }
  return 0
}
