import { addDays, type Day, dayFromNumber, dayNumber } from '@/lib/dates'

/** The holidays that move US hiring: the eleven federal ones (5 U.S.C. 6103) and the two days around Easter. */
export const US_HOLIDAYS = [
  'new-year',
  'martin-luther-king',
  'presidents',
  'good-friday',
  'easter',
  'memorial',
  'juneteenth',
  'independence',
  'labor',
  'columbus',
  'veterans',
  'thanksgiving',
  'christmas',
] as const

export type Holiday = (typeof US_HOLIDAYS)[number]

/** The day itself, not the day on which offices close for it when it falls on a weekend. Null: not yet a holiday in that year. */
export function holidayIn(year: number, holiday: Holiday): Day | null {
  switch (holiday) {
    case 'new-year':
      return dayIn(year, 1, 1)
    case 'martin-luther-king':
      return year < 1986 ? null : nthWeekday(year, 1, MONDAY, 3)
    case 'presidents':
      return nthWeekday(year, 2, MONDAY, 3)
    case 'good-friday':
      return addDays(easter(year), -2)
    case 'easter':
      return easter(year)
    case 'memorial':
      return lastWeekday(year, 5, MONDAY)
    case 'juneteenth':
      return year < 2021 ? null : dayIn(year, 6, 19)
    case 'independence':
      return dayIn(year, 7, 4)
    case 'labor':
      return nthWeekday(year, 9, MONDAY, 1)
    case 'columbus':
      return nthWeekday(year, 10, MONDAY, 2)
    case 'veterans':
      return dayIn(year, 11, 11)
    case 'thanksgiving':
      return nthWeekday(year, 11, THURSDAY, 4)
    case 'christmas':
      return dayIn(year, 12, 25)
  }
}

/** ISO: Monday is 1, Sunday 7. */
const MONDAY = 1
const THURSDAY = 4

/** ISO weekday, 1 (Monday) to 7. 1970-01-01 was a Thursday. */
const isoWeekday = (day: Day): number => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1

const dayIn = (year: number, month: number, date: number): Day =>
  dayFromNumber(Math.round(Date.UTC(year, month - 1, date) / 86_400_000))

function nthWeekday(year: number, month: number, weekday: number, n: number): Day {
  const first = dayIn(year, month, 1)
  return addDays(first, ((weekday - isoWeekday(first) + 7) % 7) + 7 * (n - 1))
}

function lastWeekday(year: number, month: number, weekday: number): Day {
  const last = addDays(dayIn(year, month + 1, 1), -1)
  return addDays(last, -((isoWeekday(last) - weekday + 7) % 7))
}

/** Easter Sunday of the Gregorian calendar, after Anonymous, Nature 13 (1876) 487 (in Meeus, Astronomical Algorithms, ch. 8). */
function easter(year: number): Day {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const ofCentury = year % 100
  const skipped = century - Math.floor(century / 4)
  const moon = century - Math.floor((century + 8) / 25)
  const epact = (19 * golden + skipped - Math.floor((moon + 1) / 3) + 15) % 30
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const sum = epact + toSunday - 7 * late + 114
  return dayIn(year, Math.floor(sum / 31), (sum % 31) + 1)
}
