/** The value below which the given share of the values lies; 0.5 is the median. NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)] ?? NaN
  const high = sorted[Math.ceil(at)] ?? NaN
  return low + (high - low) * (at - Math.floor(at))
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** A value at a time, both in any unit. */
export type Point = readonly [at: number, value: number]

/** The least value of each stretch of so long, at its own time. */
export function leastOfEach(length: number, points: readonly Point[]): Point[] {
  const stretches = Map.groupBy(points, ([at]) => Math.floor(at / length))
  return [...stretches.values()].map((stretch) =>
    stretch.reduce((least, point) => (point[1] < least[1] ? point : least)),
  )
}

/** How much the values rise in one unit of time, by least squares; NaN of fewer than two. */
export function slope(points: readonly Point[]): number {
  const meanAt = sum(points.map(([at]) => at)) / points.length
  const meanValue = sum(points.map(([, value]) => value)) / points.length
  const rise = sum(points.map(([at, value]) => (at - meanAt) * (value - meanValue)))
  return rise / sum(points.map(([at]) => (at - meanAt) ** 2))
}
