import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChangePointOptions, type ChangePoints, changePoints, nearChange } from '@/lib/analytics/changePoints'
import { normally, published, uniformly } from './published'

const { nile } = published<{ nile: number[] }>('forecast')
const r = published<{ nileBreak: number; steps: number[]; stepsBreaks: number[] }>('breaks')

function found(values: ArrayLike<number>, options?: ChangePointOptions): ChangePoints {
  const answer = changePoints(values, options)
  if (!answer.enough) throw new Error(`not enough: ${answer.has} of ${answer.needs} ${answer.what}`)
  return answer
}
const places = (values: ArrayLike<number>, options?: ChangePointOptions) =>
  found(values, options).changes.map((c) => c.at)

/** The same least by trying every division: another way to the same answer. */
function byHand(y: readonly number[], price: number, least: number): number {
  const cost = (from: number, to: number) => {
    const part = y.slice(from, to)
    const mean = part.reduce((s, v) => s + v, 0) / part.length
    return part.reduce((s, v) => s + (v - mean) ** 2, 0)
  }
  const from = (start: number): number => {
    let best = cost(start, y.length)
    for (let cut = start + least; cut <= y.length - least; cut++)
      best = Math.min(best, cost(start, cut) + price + from(cut))
    return best
  }
  return from(0)
}

describe('change points', { timeout: 30_000 }, () => {
  it('finds the one change of the Nile in 1899, as Cobb (1978) and strucchange in R do', () => {
    const answer = found(nile)
    expect(answer.changes.map((c) => c.at)).toEqual([r.nileBreak])
    expect(answer.changes[0]?.before).toBeCloseTo(1097.75, 2)
    expect(answer.changes[0]?.after).toBeCloseTo(849.97, 2)
  })

  it('finds the three steps that strucchange finds in the same numbers', () => {
    expect(places(r.steps)).toEqual(r.stepsBreaks)
  })

  it('is exact: no other division costs less', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 16 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 30 }),
        (y, least, price) => {
          const starts = [0, ...places(y, { least, penalty: price, noise: 1 }), y.length]
          let total = 0
          for (let k = 1; k < starts.length; k++) {
            const part = y.slice(starts[k - 1], starts[k])
            expect(part.length).toBeGreaterThanOrEqual(least)
            const mean = part.reduce((s, v) => s + v, 0) / part.length
            total += part.reduce((s, v) => s + (v - mean) ** 2, 0) + (k > 1 ? price : 0)
          }
          expect(total).toBeCloseTo(byHand(y, price, least), 6)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('calls at most one in twenty series without a change changed, alike neighbours or not', () => {
    for (const rho of [0, 0.5, 0.7]) {
      let wrong = 0
      for (let run = 0; run < 200; run++) {
        const noise = normally(uniformly(1000 + run))
        let v = 0
        if (places(Array.from({ length: 156 }, () => (v = rho * v + noise()))).length > 0) wrong++
      }
      expect(wrong / 200).toBeLessThanOrEqual(0.05)
    }
  })

  it('follows scale and shift, and runs backwards on the mirrored series', () => {
    const plain = places(r.steps)
    expect(places(r.steps.map((v) => 40 * v - 7000))).toEqual(plain)
    expect(places([...r.steps].reverse())).toEqual([...plain].reverse().map((at) => r.steps.length - at))
  })

  it('is marked with what happened within two weeks of it, the nearest first', () => {
    const events = ['2026-03-01', '2026-03-16', '2026-03-30', '2026-03-31', '2026-03-12'].map((on) => ({
      on,
      what: on,
    }))
    expect(nearChange('2026-03-16', events).map((e) => e.on)).toEqual(['2026-03-16', '2026-03-12', '2026-03-30'])
    expect(nearChange('2026-03-16', [])).toEqual([])
  })

  it('finds nothing in a flat series, a step in one without noise, and says what is missing', () => {
    for (const flat of [0, 12]) expect(places(new Float64Array(60).fill(flat))).toEqual([])
    expect(places([...new Float64Array(20).fill(3), ...new Float64Array(20).fill(9)])).toEqual([20])
    expect(changePoints([])).toEqual({ enough: false, has: 0, needs: 8, what: 'values in a row' })
    expect(changePoints([1, 2, 3])).toMatchObject({ enough: false, has: 3, needs: 8 })
    expect(changePoints([1, 2, 3, Number.NaN, 5, 6, 7, 8, 9])).toMatchObject({ enough: false, has: 8, needs: 9 })
  })
})
