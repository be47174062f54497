import { createContext } from 'react'

/**
 * What a chart on the page shows, in words, for those who hear it: name of the live SVG and of its slider. Null where the
 * server draws: there the serialiser names the picture.
 */
export const ChartLabel = createContext<string | null>(null)
