import { expect, it } from 'vitest'
import { LinesByText } from './lines-by-text.ts'

/** More than it has room for at the beginning, several times. */
const TEXTS = 10_000

it('knows the line of each text, and of no other, however many there are', () => {
  const lines = new LinesByText()
  const cards = Array.from({ length: TEXTS }, (_none, at) => `GYM-${at * 7_919}`)
  for (const [at, card] of cards.entries()) lines.set(card, at + 2)
  expect(lines.size).toBe(TEXTS)
  expect(cards.every((card, at) => lines.get(card) === at + 2)).toBe(true)
  expect(cards.filter((card) => lines.get(`${card}x`) !== undefined)).toEqual([])
})

it('keeps the last line that a text was given', () => {
  const lines = new LinesByText()
  lines.set('Anna', 2)
  lines.set('Anna', 3)
  expect([lines.get('Anna'), lines.size]).toEqual([3, 1])
})
