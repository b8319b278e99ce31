/** Misspellings: letters that were left out, put in, taken for another, or two that changed places. */

/** Shorter words are found as they are spelled only: with a wrong letter they would be almost any word. */
const LEAST_LETTERS = 4

/** In words as short as this the first letter is right: Nora is not Dora, who would be in the way of every Enter. */
export const LETTERS_WITH_RIGHT_START = 4

/** From this length on a second mistake is forgiven. */
const LETTERS_FOR_TWO = 8

/** How many mistakes a typed word may have. */
export function mistakesAllowed(typed: string): number {
  if (typed.length < LEAST_LETTERS) return 0
  return typed.length < LETTERS_FOR_TWO ? 1 : 2
}

/**
 * Which letters a word has, a bit each, some letters sharing one. A mistake brings at most one letter into a word that
 * the right one does not have, so most words need no closer look.
 */
export function lettersOf(word: string): number {
  let bits = 0
  for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) & 31)
  return bits
}

/** True where the first word has more letters than `allowed` that the second does not have, by their `lettersOf`. */
export function isForeign(typed: number, word: number, allowed: number): boolean {
  let foreign = typed & ~word
  for (let count = 0; count < allowed; count += 1) foreign &= foreign - 1
  return foreign !== 0
}

/** Rows of the table of edit distances: the last two and the next one, made once. */
const MAX_TYPED = 64
const rows = [0, 1, 2].map(() => new Uint8Array(MAX_TYPED + 1)) as [Uint8Array, Uint8Array, Uint8Array]

/**
 * The least mistakes that make the beginning of `word`, or all of it, into what was typed; more than `allowed` where it
 * takes more. Two letters that changed places are one mistake. Only the first 64 letters are looked at.
 */
export function mistakesIn(typed: string, word: string, allowed: number): number {
  const length = Math.min(typed.length, MAX_TYPED)
  let [twoBack, before, row] = rows
  for (let at = 0; at <= length; at += 1) before[at] = at
  let least = length
  // Letters beyond this can only be more mistakes.
  const end = Math.min(word.length, length + allowed)
  for (let letter = 0; letter < end; letter += 1) {
    const leastInRow = fillRow(typed, length, word, letter, row, before, twoBack)
    least = Math.min(least, row[length] ?? length)
    if (leastInRow > allowed) break
    ;[twoBack, before, row] = [before, row, twoBack]
  }
  return least
}

/** Compares the word's beginning up to `letter` with each beginning of what was typed; returns the least of the row. */
function fillRow(
  typed: string,
  length: number,
  word: string,
  letter: number,
  row: Uint8Array,
  before: Uint8Array,
  twoBack: Uint8Array,
): number {
  const here = word.charCodeAt(letter)
  let left = letter + 1
  let least = left
  row[0] = left
  for (let at = 0; at < length; at += 1) {
    const there = typed.charCodeAt(at)
    let cost = (before[at] ?? 0) + (there === here ? 0 : 1)
    cost = Math.min(cost, left + 1, (before[at + 1] ?? 0) + 1)
    const isSwapped = at > 0 && letter > 0 && there === word.charCodeAt(letter - 1)
    if (isSwapped && typed.charCodeAt(at - 1) === here) cost = Math.min(cost, (twoBack[at - 1] ?? 0) + 1)
    row[at + 1] = left = cost
    least = Math.min(least, cost)
  }
  return least
}
