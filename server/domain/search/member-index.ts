import { Column } from '../packed/column.ts'
import { IdSlots, type Slot } from '../packed/id-slots.ts'
import { TextPool } from '../packed/text-pool.ts'
import { BestMatches } from './best-matches.ts'
import { fold, nameWords } from './fold.ts'
import { PhoneBook } from './phone-book.ts'
import { comparedPhone, isPhoneOf, typedQuery, type TypedQuery } from './typed-query.ts'
import { GRADE, WordList, type FoundWords } from './word-list.ts'
import { WordOwners } from './word-owners.ts'

/** What a member is found by. */
export interface SearchableMember {
  id: string
  full_name: string
  phone: string
}

/** A member who was found; the lower the grade, the better they fit. */
export interface MatchedMember {
  id: string
  grade: number
}

/**
 * All members by the words of their names and their phone numbers, in memory: a search takes a few milliseconds of the
 * thread at a hundred thousand members, who take 20 MB. Found first are whole words of the name, then its
 * beginning, that of another word of it, phone numbers, misspelt names; among equals whoever is inside, then by name.
 */
export class MemberIndex {
  readonly #slots = new IdSlots()
  readonly #words = new WordList()
  readonly #owners = new WordOwners()
  readonly #phones = new PhoneBook()
  /** Folded names, which members of the same grade are ordered by, and the place of each. */
  readonly #names = new TextPool()
  readonly #nameOf = new Column(Int32Array)
  readonly #isInside = new Column(Uint8Array)
  /** The number of the search that looked at a member last. */
  readonly #seenIn = new Column(Int32Array)
  /** Also of those who are not known yet. */
  #inside = new Set<string>()
  #searches = 0

  get size(): number {
    return this.#slots.size
  }

  /** Takes a member in, or what has become of one who is known. */
  put({ id, full_name, phone }: SearchableMember): void {
    const known = this.#slots.slotOf(id)
    const slot = this.#slots.add(id)
    this.#phones.set(slot, comparedPhone(phone))
    const name = fold(full_name)
    // Most changes: the words of the name stay as they are.
    if (known !== undefined && this.#names.isAt(this.#nameOf.get(slot), name)) return
    if (known !== undefined) this.#forgetName(slot)
    this.#nameOf.set(slot, this.#names.add(name))
    const words = nameWords(full_name).map((word) => this.#words.add(word))
    this.#owners.set(slot, words)
    this.#isInside.set(slot, Number(this.#inside.has(id)))
  }

  remove(id: string): void {
    const slot = this.#slots.remove(id)
    if (slot === undefined) return
    this.#forgetName(slot)
    this.#phones.set(slot, '')
  }

  #forgetName(slot: Slot): void {
    this.#names.remove(this.#nameOf.get(slot))
    for (const word of this.#owners.clear(slot)) if (this.#owners.count(word) === 0) this.#words.remove(word)
  }

  /** Whoever is inside now, all of them. */
  setInside(ids: Iterable<string>): void {
    for (const id of [...this.#inside]) this.markInside(id, false)
    for (const id of ids) this.markInside(id, true)
  }

  /** Somebody came in or left. */
  markInside(id: string, isInside: boolean): void {
    if (isInside) this.#inside.add(id)
    else this.#inside.delete(id)
    const slot = this.#slots.slotOf(id)
    if (slot !== undefined) this.#isInside.set(slot, Number(isInside))
  }

  /** The best `limit` members for what was typed, misspelt names only where that many are not found without. */
  search(query: string, limit: number): MatchedMember[] {
    const typed = typedQuery(query)
    const found = this.#best(typed, limit, (word) => this.#words.beginningWith(word))
    if (found.length >= limit || typed.names.length === 0) return found
    return this.#best(typed, limit, (word) => this.#words.resembling(word))
  }

  #best(typed: TypedQuery, limit: number, find: (word: string) => FoundWords): MatchedMember[] {
    const names = typed.names.map(find)
    const numbers = typed.numbers.map((number) => this.#words.beginningWith(number))
    const first = this.#rarest(names.length > 0 ? names : numbers)
    const others = names.filter((words) => words !== first)
    const isOneWord = others.length === 0 && numbers.length === 0
    const best = new BestMatches(limit, (one, other) => this.#isBefore(one, other))
    const search = (this.#searches += 1)
    const offer = (slot: Slot, grade: number): void => {
      if (this.#seenIn.get(slot) === search) return
      this.#seenIn.set(slot, search)
      const worst = isOneWord
        ? grade
        : Math.max(grade, this.#gradeOf(slot, others), this.#gradeOfNumbers(slot, typed, numbers))
      if (worst === Infinity) return
      best.offer(slot, worst === GRADE.begins && this.#beginsName(slot, typed) ? GRADE.beginsName : worst)
    }
    for (const [word, grade] of first) this.#owners.each(word, (owner) => offer(owner, grade))
    if (names.length === 0) for (const owner of this.#phones.with(typed.phone)) offer(owner, GRADE.phoneEnd)
    return best.list.map(({ slot, grade }) => ({ id: this.#slots.idOf(slot), grade }))
  }

  /** The words that the fewest members have: whoever fits has one of them. */
  #rarest(found: readonly FoundWords[]): FoundWords {
    let least: FoundWords = new Map()
    let leastCount = Infinity
    for (const words of found) {
      let count = 0
      for (const word of words.keys()) count += this.#owners.count(word)
      if (count < leastCount) [least, leastCount] = [words, count]
    }
    return least
  }

  /** The worst of the words' grades; Infinity where one of them is not in the name. */
  #gradeOf(slot: Slot, found: readonly FoundWords[]): number {
    let worst = 0
    for (const fitting of found) worst = Math.max(worst, this.#owners.bestOf(slot, fitting))
    return worst
  }

  #gradeOfNumbers(slot: Slot, typed: TypedQuery, found: readonly FoundWords[]): number {
    const inName = this.#gradeOf(slot, found)
    if (inName !== Infinity) return inName
    const phone = this.#phones.get(slot)
    if (!isPhoneOf(typed.phone, phone)) return Infinity
    return phone.endsWith(typed.phone) ? GRADE.phoneEnd : GRADE.phone
  }

  /** True where what was typed first is the beginning of the name itself. */
  #beginsName(slot: Slot, { names: [typed] }: TypedQuery): boolean {
    const word = this.#owners.firstWordOf(slot)
    return word !== undefined && typed !== undefined && this.#words.textOf(word).startsWith(typed)
  }

  #isBefore(one: Slot, other: Slot): boolean {
    const [isInside, isOtherInside] = [this.#isInside.get(one), this.#isInside.get(other)]
    if (isInside !== isOtherInside) return isInside > isOtherInside
    const order = this.#names.compare(this.#nameOf.get(one), this.#nameOf.get(other))
    return order === 0 ? this.#slots.compare(one, other) < 0 : order < 0
  }
}
