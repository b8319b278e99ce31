import { expect, it } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'

it('whoever asks while work goes on waits for one that begins later, together', async () => {
  const ends: (() => void)[] = []
  let begun = 0
  const ask = oneAtATime(() => {
    begun += 1
    return new Promise((resolve) => ends.push(resolve))
  })
  const first = ask()
  const later = [ask(), ask(), ask()]
  expect(begun).toBe(1)
  ends.shift()?.()
  await first
  await expect.poll(() => begun).toBe(2)
  ends.shift()?.()
  await Promise.all(later)
  expect(begun).toBe(2)
  void ask()
  expect(begun).toBe(3)
})
