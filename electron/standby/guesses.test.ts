import { expect, test } from 'vitest'
import { Guesses } from './guesses.ts'

const MINUTE_MS = 60_000

test('after five wrong passwords nobody guesses for five minutes', () => {
  const guesses = new Guesses()
  for (let wrong = 0; wrong < 5; wrong += 1) {
    expect(guesses.mayTry(wrong)).toBe(true)
    guesses.wasWrong(wrong)
  }
  expect(guesses.mayTry(MINUTE_MS)).toBe(false)
  expect(guesses.mayTry(5 * MINUTE_MS)).toBe(true)
})
