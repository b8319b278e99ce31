import { Column } from '../packed/column.ts'
import { FreePlaces } from '../packed/free-places.ts'
import type { Slot } from '../packed/id-slots.ts'

/** No node, where a node is kept as one more than it is. */
const NONE = 0

/**
 * Which words the names of members have, and who has a word: a node for each word of each name. Those of a name stand side by side, those
 * of a word are chained both ways, so that a name goes without a walk through all who share a word of it.
 */
export class WordOwners {
  readonly #wordOf = new Column(Int32Array)
  readonly #ownerOf = new Column(Int32Array)
  /** The next and the last node of the same word, plus one. */
  readonly #after = new Column(Int32Array)
  readonly #before = new Column(Int32Array)
  /** The first node of a word, plus one, and how many it has. */
  readonly #heads = new Column(Int32Array)
  readonly #counts = new Column(Int32Array)
  /** The first node of a name, and how many it has. */
  readonly #firsts = new Column(Int32Array)
  readonly #lengths = new Column(Uint8Array)
  readonly #free = new FreePlaces()
  #end = 0

  /** The words that a name has; those beyond the 255th are left out. */
  set(owner: Slot, words: readonly number[]): void {
    const kept = words.slice(0, 0xff)
    const first = this.#free.take(kept.length) ?? this.#append(kept.length)
    this.#firsts.set(owner, first)
    this.#lengths.set(owner, kept.length)
    kept.forEach((word, at) => this.#link(first + at, word, owner))
  }

  /** Returns the words that it had. */
  clear(owner: Slot): number[] {
    const words = this.wordsOf(owner)
    const first = this.#firsts.get(owner)
    words.forEach((word, at) => this.#unlink(first + at, word))
    this.#free.give(words.length, first)
    this.#lengths.set(owner, 0)
    return words
  }

  wordsOf(owner: Slot): number[] {
    const words: number[] = []
    const first = this.#firsts.get(owner)
    const end = first + this.#lengths.get(owner)
    for (let node = first; node < end; node += 1) words.push(this.#wordOf.get(node))
    return words
  }

  firstWordOf(owner: Slot): number | undefined {
    return this.#lengths.get(owner) === 0 ? undefined : this.#wordOf.get(this.#firsts.get(owner))
  }

  /** The least of the grades that words of the name have; Infinity where none has one. */
  bestOf(owner: Slot, grades: ReadonlyMap<number, number>): number {
    let best = Infinity
    const first = this.#firsts.get(owner)
    const end = first + this.#lengths.get(owner)
    for (let node = first; node < end; node += 1) {
      best = Math.min(best, grades.get(this.#wordOf.get(node)) ?? Infinity)
    }
    return best
  }

  count(word: number): number {
    return this.#counts.get(word)
  }

  each(word: number, take: (owner: Slot) => void): void {
    for (let node = this.#heads.get(word); node !== NONE; node = this.#after.get(node - 1)) {
      take(this.#ownerOf.get(node - 1))
    }
  }

  #append(length: number): number {
    const first = this.#end
    this.#end += length
    return first
  }

  #link(node: number, word: number, owner: Slot): void {
    const after = this.#heads.get(word)
    this.#wordOf.set(node, word)
    this.#ownerOf.set(node, owner)
    this.#after.set(node, after)
    this.#before.set(node, NONE)
    if (after !== NONE) this.#before.set(after - 1, node + 1)
    this.#heads.set(word, node + 1)
    this.#counts.set(word, this.#counts.get(word) + 1)
  }

  #unlink(node: number, word: number): void {
    const [before, after] = [this.#before.get(node), this.#after.get(node)]
    if (before === NONE) this.#heads.set(word, after)
    else this.#after.set(before - 1, after)
    if (after !== NONE) this.#before.set(after - 1, before)
    this.#counts.set(word, this.#counts.get(word) - 1)
  }
}
