import { expect, it } from 'vitest'
import { leastOfEach, quantile, slope, type Point } from './statistics.ts'

it('finds a quantile between two values', () => {
  expect([quantile([3, 1, 2], 0.5), quantile([1, 2], 0.5), quantile([], 0.5)]).toEqual([2, 1.5, NaN])
})

it('finds the slope of a line, and of one with noise on it', () => {
  const line: Point[] = [0, 1, 2, 3].map((at) => [at, 10 + 2 * at])
  expect(slope(line)).toBeCloseTo(2)
  expect(
    slope([
      [0, 1],
      [1, -1],
      [2, 1],
    ]),
  ).toBeCloseTo(0)
  expect(slope([[0, 1]])).toBeNaN()
})

it('takes the least of each stretch: memory just after a collection', () => {
  const sawtooth: Point[] = [
    [0, 5],
    [5, 9],
    [10, 4],
    [15, 8],
    [19, 7],
  ]
  expect(leastOfEach(10, sawtooth)).toEqual([
    [0, 5],
    [10, 4],
  ])
})
