import { expect, it } from 'vitest'
import { clockApart } from './clock-apart.ts'

it.each([
  ['agree', 1_000, 1_001, 1_002, null],
  ['are five seconds apart', 6_000, 1_000, 6_000, null],
  ['cannot be told apart, so long did the answer take', 0, 20_000, 30_000, null],
  ['are apart the one way', 106_000, 100_000, 106_500, '6 s ahead of'],
  ['are apart the other way', 100_000, 190_000, 100_020, '90 s behind'],
])('the clocks of hub and database %s', (_how, before, database, after, said) => {
  const sentence = clockApart({ before, database, after })
  if (said === null) expect(sentence).toBeNull()
  else expect(sentence).toContain(said)
})
