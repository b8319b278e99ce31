import { isForeign, LETTERS_WITH_RIGHT_START, lettersOf, mistakesAllowed, mistakesIn } from './spelling.ts'

/** One word of names, and whose name it is in. */
export interface Word<Owner> {
  text: string
  /** Where it stands in the list of all. */
  place: number
  owners: Set<Owner>
}

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

/** Words are looked up by their first one, two and three letters. */
const START_LETTERS = [1, 2, 3] as const
const LONGEST_START = 3

/** Every word that a name has, each once; found by its beginning, also where that is misspelt. */
export class WordList<Owner> {
  readonly #words = new Map<string, Word<Owner>>()
  /** All of them, and the letters of each, side by side: every misspelling looks at all. */
  readonly #all: Word<Owner>[] = []
  readonly #letters: number[] = []
  readonly #byStart = new Map<string, Set<Word<Owner>>>()

  add(text: string, owner: Owner): Word<Owner> {
    const word = this.#words.get(text) ?? this.#begin(text)
    word.owners.add(owner)
    return word
  }

  remove(word: Word<Owner>, owner: Owner): void {
    word.owners.delete(owner)
    if (word.owners.size > 0) return
    this.#words.delete(word.text)
    this.#takeOut(word)
    for (const start of startsOf(word.text)) this.#byStart.get(start)?.delete(word)
  }

  /** The words that begin with what was typed, each with its grade, the best first. */
  beginningWith(typed: string): Map<Word<Owner>, number> {
    const found = new Map<Word<Owner>, number>()
    const whole = this.#words.get(typed)
    if (whole) found.set(whole, GRADE.whole)
    const isStart = typed.length <= LONGEST_START
    for (const word of this.#byStart.get(typed.slice(0, LONGEST_START)) ?? []) {
      if (word !== whole && (isStart || word.text.startsWith(typed))) found.set(word, GRADE.begins)
    }
    return found
  }

  /** The same, with the words of which it is a misspelt beginning. */
  resembling(typed: string): Map<Word<Owner>, number> {
    const found = this.beginningWith(typed)
    const allowed = mistakesAllowed(typed)
    if (allowed === 0) return found
    for (const [word, mistakes] of this.#misspelt(typed, allowed).sort(([, one], [, other]) => one - other)) {
      if (!found.has(word)) found.set(word, GRADE.misspelt + mistakes)
    }
    return found
  }

  #misspelt(typed: string, allowed: number): [Word<Owner>, number][] {
    const misspelt: [Word<Owner>, number][] = []
    const letters = lettersOf(typed)
    for (let place = 0; place < this.#letters.length; place += 1) {
      if (isForeign(letters, this.#letters[place] ?? 0, allowed)) continue
      const word = this.#all[place]
      if (typed.length <= LETTERS_WITH_RIGHT_START && word?.text[0] !== typed[0]) continue
      const mistakes = word ? mistakesIn(typed, word.text, allowed) : Infinity
      if (word && mistakes <= allowed) misspelt.push([word, mistakes])
    }
    return misspelt
  }

  /** The last one takes its place. */
  #takeOut({ place }: Word<Owner>): void {
    const last = this.#all.pop()
    const letters = this.#letters.pop()
    if (!last || letters === undefined || last.place === place) return
    last.place = place
    this.#all[place] = last
    this.#letters[place] = letters
  }

  #begin(text: string): Word<Owner> {
    const word: Word<Owner> = { text, place: this.#all.length, owners: new Set() }
    this.#words.set(text, word)
    this.#all.push(word)
    this.#letters.push(lettersOf(text))
    for (const start of startsOf(text)) {
      const starting = this.#byStart.get(start)
      if (starting) starting.add(word)
      else this.#byStart.set(start, new Set([word]))
    }
    return word
  }
}

function startsOf(text: string): string[] {
  return START_LETTERS.filter((count) => count <= text.length).map((count) => text.slice(0, count))
}
