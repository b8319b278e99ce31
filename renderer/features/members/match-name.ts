import { wordsOf } from '../../../server/domain/search/fold.ts'

/** True where every word of the query begins a word of the name. The name's words as `nameWords` gives them. */
export function matchesName(words: readonly string[], query: string): boolean {
  return wordsOf(query).every((typed) => words.some((word) => word.startsWith(typed)))
}
