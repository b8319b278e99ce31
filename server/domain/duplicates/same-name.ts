import { mistakesAllowed, mistakesIn } from '../search/spelling.ts'

/** Words that a longer name has to share with a shorter one: “Anna” is not yet “Anna Berg”. */
const LEAST_SHARED_WORDS = 2

/** Whether two names are the same, whichever comes first, or nearly. Both as `wordsOf` gives them, in the order of the alphabet. */
export function compareNames(one: readonly string[], other: readonly string[]): 'same' | 'similar' | 'other' {
  if (one.length === 0 || other.length === 0) return 'other'
  if (one.join(' ') === other.join(' ')) return 'same'
  return isPartOf(one, other) || isPartOf(other, one) || isMisspelt(one, other) ? 'similar' : 'other'
}

/** Anna Berg, and Anna Maria Berg. */
function isPartOf(one: readonly string[], other: readonly string[]): boolean {
  return one.length >= LEAST_SHARED_WORDS && one.every((word) => other.includes(word))
}

/** One word of several that is another only by a mistake of spelling. */
function isMisspelt(one: readonly string[], other: readonly string[]): boolean {
  const [word, ...others] = one.filter((each) => !other.includes(each))
  const [instead, ...more] = other.filter((each) => !one.includes(each))
  if (word === undefined || instead === undefined || others.length + more.length > 0) return false
  if (one.length === 1) return false
  const allowed = mistakesAllowed(word.length < instead.length ? word : instead)
  // Each finds the beginning of a longer word without a mistake: both ways it is the whole one.
  return mistakesIn(word, instead, allowed) <= allowed && mistakesIn(instead, word, allowed) <= allowed
}
