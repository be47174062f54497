/**
 * What an analysis answers where a number would not hold: how much there is, how much it needs, and of what. It is a value,
 * never thrown, so that a page says it with the same care as a number.
 */
export interface NotEnoughData {
  enough: false
  /** How much there is, in units of `what`; a whole number >= 0. */
  has: number
  /** The least with which an answer is given, in the same units. */
  needs: number
  /** The unit in words, in the plural: `covered weeks`, `closed vacancies`, `rounds with 52 weeks after them`. */
  what: string
}

/** An answer that holds, or what is missing for one. `enough` tells them apart. */
export type Enough<T> = ({ enough: true } & T) | NotEnoughData

/** The answer that says what is missing. */
export const notEnough = (has: number, needs: number, what: string): NotEnoughData => ({
  enough: false,
  has,
  needs,
  what,
})

/** `not enough data: has 12 covered weeks, needs 104`. */
export const notEnoughWords = ({ has, needs, what }: NotEnoughData): string =>
  `not enough data: has ${has.toLocaleString('en')} ${what}, needs ${needs.toLocaleString('en')}`
