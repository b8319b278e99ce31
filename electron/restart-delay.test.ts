import { expect, test } from 'vitest'
import { restartDelayMs } from './restart-delay.ts'

const failuresAt = (count: number) => Array.from({ length: count }, (_, index) => 1_000 + index)

test.each([
  [1, 250],
  [2, 500],
  [3, 1_000],
  [5, 4_000],
  [6, 60_000],
  [50, 60_000],
])('after %i failures in a minute it waits %i ms', (count, delayMs) => {
  expect(restartDelayMs(failuresAt(count), 2_000)).toBe(delayMs)
})

test('failures of more than a minute ago are forgotten', () => {
  expect(restartDelayMs([...failuresAt(9), 70_000], 70_000)).toBe(250)
})
