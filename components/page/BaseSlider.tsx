'use client'
import { useRouter } from 'next/navigation'
import { type CSSProperties, useEffect, useState } from 'react'

/** Where the first and the last stop stand, as shares of the drawing's width from its edges. */
interface Ends {
  left: number
  right: number
}

export interface BaseStop {
  day: string
  /** `week of 16 Feb 2026`. */
  label: string
  href: string
}

/** Drags the day that stands for 100 along the axis; the chart is drawn anew where it is let go. */
export function BaseSlider({ stops, at, wide, narrow }: { stops: BaseStop[]; at: number; wide: Ends; narrow: Ends }) {
  const router = useRouter()
  const [place, setPlace] = useState(at)
  useEffect(() => setPlace(at), [at])
  const go = () => {
    const stop = stops[place]
    if (stop && place !== at) router.replace(stop.href, { scroll: false })
  }
  return (
    <p
      className="base-slider"
      style={
        {
          '--wide': `${percent(wide.right)} 0 ${percent(wide.left)}`,
          '--narrow': `${percent(narrow.right)} 0 ${percent(narrow.left)}`,
        } as CSSProperties
      }
    >
      <input
        type="range"
        min={0}
        max={stops.length - 1}
        value={place}
        aria-label="The period that stands for 100"
        aria-valuetext={stops[place]?.label}
        onChange={(event) => setPlace(Number(event.target.value))}
        onPointerUp={go}
        onKeyUp={(event) => event.key !== 'Tab' && go()}
        onBlur={go}
      />
      <span className="tiny">100 = {stops[place]?.label}; drag to change</span>
    </p>
  )
}

const percent = (share: number): string => `${(100 * share).toFixed(2)}%`
