import { Column } from '../packed/column.ts'
import { OrderedSlots } from '../packed/ordered-slots.ts'
import { isForeign, LETTERS_WITH_RIGHT_START, lettersOf, mistakesAllowed, mistakesIn } from './spelling.ts'

/** The number of a word. */
type Word = number

/** The words that were found, each with its grade. */
export type FoundWords = Map<Word, number>

/**
 * How well a member fits what was typed; less is better: whole words, the beginning of the name, of another word of it, a
 * part of a card's code, the end of the phone number, another part of it, and with mistakes, each of which adds one.
 */
export const GRADE = {
  whole: 0,
  beginsName: 1,
  begins: 2,
  card: 3,
  phoneEnd: 4,
  phone: 5,
  misspelt: 6,
} as const

/** Every word that a name has, each once; found by its beginning, also where that is misspelt. */
export class WordList {
  readonly #words = new Map<string, Word>()
  /** By the words' numbers; '' for a number that is free. */
  readonly #texts: string[] = []
  /** The letters of each: every misspelling looks at all. */
  readonly #letters = new Column(Int32Array)
  readonly #free: Word[] = []
  readonly #ordered = new OrderedSlots((one, other) => this.textOf(one) < this.textOf(other))

  textOf(word: Word): string {
    return this.#texts[word] ?? ''
  }

  /** The number of a word, which it is given where it had none. */
  add(text: string): Word {
    const known = this.#words.get(text)
    if (known !== undefined) return known
    const word = this.#free.pop() ?? this.#texts.length
    this.#words.set(text, word)
    this.#texts[word] = text
    this.#letters.set(word, lettersOf(text))
    this.#ordered.add(word)
    return word
  }

  /** Of a word that no name has any more. */
  remove(word: Word): void {
    this.#ordered.remove(word)
    this.#words.delete(this.textOf(word))
    this.#texts[word] = ''
    this.#free.push(word)
  }

  /** The words that begin with what was typed, each with its grade, the best first. */
  beginningWith(typed: string): FoundWords {
    const found: FoundWords = new Map()
    const whole = this.#words.get(typed)
    if (whole !== undefined) found.set(whole, GRADE.whole)
    for (const word of this.#ordered.from((each) => this.textOf(each) >= typed)) {
      if (!this.textOf(word).startsWith(typed)) break
      if (word !== whole) found.set(word, GRADE.begins)
    }
    return found
  }

  /** The same, with the words of which it is a misspelt beginning. */
  resembling(typed: string): FoundWords {
    const found = this.beginningWith(typed)
    const allowed = mistakesAllowed(typed)
    if (allowed === 0) return found
    for (const [word, mistakes] of this.#misspelt(typed, allowed).sort(([, one], [, other]) => one - other)) {
      if (!found.has(word)) found.set(word, GRADE.misspelt + mistakes)
    }
    return found
  }

  #misspelt(typed: string, allowed: number): [Word, number][] {
    const misspelt: [Word, number][] = []
    const letters = lettersOf(typed)
    for (const [word, text] of this.#texts.entries()) {
      if (text === '' || isForeign(letters, this.#letters.get(word), allowed)) continue
      if (typed.length <= LETTERS_WITH_RIGHT_START && text[0] !== typed[0]) continue
      const mistakes = mistakesIn(typed, text, allowed)
      if (mistakes <= allowed) misspelt.push([word, mistakes])
    }
    return misspelt
  }
}
