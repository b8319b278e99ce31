import type { CurvePoint, DayCurve } from '../../../server/protocol/methods.ts'

/** The hours of a day's curve in which anybody is there, today or usually. */
export interface CurvePart {
  points: CurvePoint[]
  /** Which of them is now; beyond the last where the day's hours are over. */
  now: number
  /** The largest number in it. */
  most: number
}

/** The part of the day that is worth drawing; null where nobody was ever there, or too little is known for a line. */
export function shownPart({ points, now }: DayCurve): CurvePart | null {
  const isBusy = ({ inside, usual }: CurvePoint) => (inside ?? 0) > 0 || (usual ?? 0) > 0
  const first = points.findIndex(isBusy)
  const known = Math.max(countOf(points, 'inside'), countOf(points, 'usual'))
  if (first < 0 || known < 2) return null
  const from = Math.max(0, first - 1)
  const to = Math.min(points.length - 1, Math.max(points.findLastIndex(isBusy) + 1, now))
  const shown = points.slice(from, to + 1)
  const most = Math.max(...shown.map(({ inside, usual }) => Math.max(inside ?? 0, usual ?? 0)))
  return { points: shown, now: now - from, most }
}

function countOf(points: readonly CurvePoint[], line: 'inside' | 'usual'): number {
  return points.filter((point) => point[line] !== null).length
}

/** A line through the values that are known, as SVG draws it; it breaks where one is not. */
export function linePath(
  values: readonly (number | null)[],
  { width, height, most }: { width: number; height: number; most: number },
): string {
  const step = width / Math.max(1, values.length - 1)
  // A line on the very edge would lose half of its width.
  const y = (value: number): string => (height - 2 - (value / Math.max(1, most)) * (height - 4)).toFixed(1)
  return values
    .map((value, index) => {
      if (value === null) return ''
      const begins = index === 0 || values[index - 1] === null
      return `${begins ? 'M' : 'L'}${(index * step).toFixed(1)} ${y(value)}`
    })
    .join('')
}
