import { traitsOf } from './languages.ts'

const RIGHT_TO_LEFT_LETTER = /[\u0590-\u08ff]/u
const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'

/**
 * A value as it is put into a sentence of this language. Where one may run against the other (a card’s code in an Arabic
 * sentence, an Arabic name in a German one), it keeps its own direction, and the sentence keeps its order around it.
 */
export function isolate(value: string, language: string): string {
  if (value === '') return value
  const mayDiffer = traitsOf(language).direction === 'rtl' || RIGHT_TO_LEFT_LETTER.test(value)
  return mayDiffer ? `${FIRST_STRONG_ISOLATE}${value}${POP_ISOLATE}` : value
}
