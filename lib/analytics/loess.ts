/**
 * Local regression on evenly spaced points, the smoother inside STL (Cleveland 1979; Cleveland, Cleveland, McRae and Terpenning
 * 1990, section 3). Distances between evenly spaced points are whole numbers, so the tricube weights of each bandwidth are
 * computed once and kept.
 */

/** Weights by distance, for one bandwidth: 1 in the middle, 0 at the bandwidth. */
type Kernel = Float64Array

/**
 * (1 - (d/h)^3)^3 for the whole distances 0..h. As in the authors' program, a point within a thousandth of the bandwidth counts
 * whole and one within a thousandth of its end not at all: it decides only for windows of more than a thousand points.
 */
function tricube(bandwidth: number): Kernel {
  const kernel = new Float64Array(bandwidth + 1)
  for (let d = 0; d <= bandwidth; d++) {
    const share = d / bandwidth
    kernel[d] = d === 0 || share <= 0.001 ? 1 : share > 0.999 ? 0 : (1 - share ** 3) ** 3
  }
  return kernel
}

export interface Smoother {
  /** Points of the window, odd, >= 3: larger than the series is allowed and widens the weights. */
  window: number
  /** 0: a local mean; 1: a local line. */
  degree: 0 | 1
  /** Fit at every so many points, and between them along straight lines; 1 fits everywhere. */
  jump: number
}

/** Smooths series; keeps its kernels from one to the next. Not for use by two callers at once. */
export class Loess {
  private readonly kernels: (Kernel | undefined)[] = []

  /**
   * The value at `at` of the local fit to `y[offset … offset + n)`; `at` may lie outside, one step before or after.
   *
   * @param from first point of the window, relative to offset
   * @param to last one, included
   * @param weights robustness weights beside y, in 0..1, or null
   * @returns NaN where every point in the window has weight 0: the caller says what stands there then
   */
  fitAt(
    y: Float64Array,
    offset: number,
    n: number,
    at: number,
    from: number,
    to: number,
    smoother: Smoother,
    weights: Float64Array | null,
  ): number {
    let bandwidth = Math.max(at - from, to - at)
    if (smoother.window > n) bandwidth += (smoother.window - n) >> 1
    const kernel = this.kernel(bandwidth)
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let t0 = 0
    let t1 = 0
    for (let j = from; j <= to; j++) {
      const d = j - at
      let w = kernel[d < 0 ? -d : d] as number
      if (weights !== null) w *= weights[offset + j] as number
      const wd = w * d
      const value = y[offset + j] as number
      s0 += w
      s1 += wd
      s2 += wd * d
      t0 += w * value
      t1 += wd * value
    }
    if (!(s0 > 0)) return Number.NaN
    const level = t0 / s0
    if (smoother.degree === 0 || bandwidth === 0) return level
    const centre = s1 / s0
    const spread = s2 / s0 - centre * centre
    // Points that lie almost on one spot carry no slope.
    if (Math.sqrt(Math.max(0, spread)) <= 0.001 * (n - 1)) return level
    return level - (centre * (t1 / s0 - centre * level)) / spread
  }

  /** Smooths `y[offset … offset + n)` into `out[outOffset … outOffset + n)`. */
  smooth(
    y: Float64Array,
    offset: number,
    n: number,
    smoother: Smoother,
    weights: Float64Array | null,
    out: Float64Array,
    outOffset: number,
  ): void {
    if (n < 2) {
      if (n === 1) out[outOffset] = y[offset] as number
      return
    }
    const width = Math.min(smoother.window, n)
    const half = (width - 1) >> 1
    const jump = Math.max(1, Math.min(smoother.jump, n - 1))
    let before = -1
    for (let i = 0; ; i = Math.min(i + jump, n - 1)) {
      const from = smoother.window >= n ? 0 : Math.max(0, Math.min(i - half, n - width))
      const fit = this.fitAt(y, offset, n, i, from, from + width - 1, smoother, weights)
      const value = Number.isNaN(fit) ? (y[offset + i] as number) : fit
      out[outOffset + i] = value
      if (before >= 0 && i - before > 1) {
        const left = out[outOffset + before] as number
        const slope = (value - left) / (i - before)
        for (let k = before + 1; k < i; k++) out[outOffset + k] = left + slope * (k - before)
      }
      if (i === n - 1) break
      before = i
    }
  }

  private kernel(bandwidth: number): Kernel {
    const known = this.kernels[bandwidth]
    if (known) return known
    const made = tricube(bandwidth)
    this.kernels[bandwidth] = made
    return made
  }
}
