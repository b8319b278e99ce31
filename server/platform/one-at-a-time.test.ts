import { expect, it } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'

it('whoever asks gets work that begins after they asked, never two at once, and one for all who wait', async () => {
  let [begun, going, most] = [0, 0, 0]
  const ask = oneAtATime(async () => {
    begun += 1
    going += 1
    most = Math.max(most, going)
    await new Promise((resolve) => setImmediate(resolve))
    going -= 1
  })
  const asked = async (): Promise<void> => {
    const before = begun
    await ask()
    expect(begun).toBeGreaterThan(before)
  }
  // Some of them ask in the very moment in which work ends.
  const rounds = Array.from({ length: 20 }, async () => {
    for (let round = 0; round < 10; round += 1) await asked()
  })
  await Promise.all(rounds)
  expect(most).toBe(1)
  expect(begun).toBeLessThan(25)
})
