/** The product's mark in a square of 20: a tide gauge with its scale, and the wave it reads. */
export const MARK = {
  size: 20,
  gauge: 'M3,1V19M3,1.5H7M3,5.75H6M3,10H7M3,14.25H6M3,18.5H7',
  wave: 'M8,15C10.5,15 10.5,7 13,7S15.5,12 19,10.5',
} as const
