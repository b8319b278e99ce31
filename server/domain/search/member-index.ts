import { fold, nameWords } from './fold.ts'
import { PhoneBook } from './phone-book.ts'
import { comparedPhone, isPhoneOf, typedQuery, type TypedQuery } from './typed-query.ts'
import { GRADE, WordList, type Word } from './word-list.ts'

/** What a member is found by. */
export interface SearchableMember {
  id: string
  full_name: string
  phone: string
}

interface Entry {
  id: string
  /** What members of the same grade are ordered by. */
  sortName: string
  words: readonly Word<Entry>[]
  phone: string
  isInside: boolean
  /** The number of the search that looked at it last. */
  seenIn: number
}

/** A member who was found; the lower the grade, the better they fit. */
export interface MatchedMember {
  id: string
  grade: number
}

type Found = Map<Word<Entry>, number>

/**
 * All members by the words of their names and their phone numbers, in memory: a search takes a few milliseconds of the
 * thread at a hundred thousand members. Found first are whole words of the name, then its
 * beginning, that of another word of it, phone numbers, misspelt names; among equals whoever is inside, then by name.
 */
export class MemberIndex {
  readonly #entries = new Map<string, Entry>()
  readonly #words = new WordList<Entry>()
  readonly #phones = new PhoneBook<Entry>()
  #inside = new Set<string>()
  #searches = 0

  get size(): number {
    return this.#entries.size
  }

  /** Takes a member in, or what has become of one who is known. */
  put({ id, full_name, phone }: SearchableMember): void {
    const sortName = fold(full_name)
    const known = this.#entries.get(id)
    if (known?.sortName === sortName) {
      this.#changePhone(known, comparedPhone(phone))
      return
    }
    this.remove(id)
    const words: Word<Entry>[] = []
    const entry: Entry = {
      ...{ id, words, phone: comparedPhone(phone), sortName },
      ...{ isInside: this.#inside.has(id), seenIn: 0 },
    }
    for (const text of nameWords(full_name)) words.push(this.#words.add(text, entry))
    if (entry.phone !== '') this.#phones.add(entry, entry.phone)
    this.#entries.set(id, entry)
  }

  /** Most changes: the words of the name stay as they are. */
  #changePhone(entry: Entry, phone: string): void {
    if (phone === entry.phone) return
    this.#phones.remove(entry)
    entry.phone = phone
    if (phone !== '') this.#phones.add(entry, phone)
  }

  remove(id: string): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    for (const word of entry.words) this.#words.remove(word, entry)
    this.#phones.remove(entry)
    this.#entries.delete(id)
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
    const entry = this.#entries.get(id)
    if (entry) entry.isInside = isInside
  }

  /** The best `limit` members for what was typed, misspelt names only where that many are not found without. */
  search(query: string, limit: number): MatchedMember[] {
    const typed = typedQuery(query)
    const found = this.#best(typed, limit, (word) => this.#words.beginningWith(word))
    if (found.length >= limit || typed.names.length === 0) return found
    return this.#best(typed, limit, (word) => this.#words.resembling(word))
  }

  #best(typed: TypedQuery, limit: number, find: (word: string) => Found): MatchedMember[] {
    const names = typed.names.map(find)
    const numbers = typed.numbers.map((number) => this.#words.beginningWith(number))
    const first = rarest(names.length > 0 ? names : numbers)
    const others = names.filter((words) => words !== first)
    const isOneWord = others.length === 0 && numbers.length === 0
    const best = new Best(limit)
    const search = (this.#searches += 1)
    const offer = (entry: Entry, grade: number): void => {
      if (entry.seenIn === search) return
      entry.seenIn = search
      const worst = isOneWord
        ? grade
        : Math.max(grade, gradeOf(entry, others), gradeOfNumbers(entry, typed, numbers))
      if (worst === Infinity) return
      best.offer(entry, worst === GRADE.begins && beginsName(entry, typed) ? GRADE.beginsName : worst)
    }
    for (const [{ owners }, grade] of first) owners.forEach((owner) => offer(owner, grade))
    if (names.length === 0) for (const owner of this.#phones.with(typed.phone)) offer(owner, GRADE.phoneEnd)
    return best.list.map(({ entry, grade }) => ({ id: entry.id, grade }))
  }
}

/** The words that the fewest members have: whoever fits has one of them. */
function rarest(found: readonly Found[]): Found {
  const countOf = (words: Found): number => {
    let count = 0
    for (const { owners } of words.keys()) count += owners.size
    return count
  }
  const [first = new Map<Word<Entry>, number>(), ...others] = found
  let [least, leastCount] = [first, countOf(first)]
  for (const words of others) {
    const count = countOf(words)
    if (count < leastCount) [least, leastCount] = [words, count]
  }
  return least
}

/** The worst of the words' grades; Infinity where one of them is not in the name. */
function gradeOf({ words }: Entry, found: readonly Found[]): number {
  let worst = 0
  for (const fitting of found) {
    let best = Infinity
    for (const word of words) best = Math.min(best, fitting.get(word) ?? Infinity)
    worst = Math.max(worst, best)
  }
  return worst
}

/** True where what was typed first is the beginning of the name itself. */
function beginsName({ words: [first] }: Entry, { names: [typed] }: TypedQuery): boolean {
  return first !== undefined && typed !== undefined && first.text.startsWith(typed)
}

function gradeOfNumbers(entry: Entry, typed: TypedQuery, found: readonly Found[]): number {
  const inName = gradeOf(entry, found)
  if (inName !== Infinity) return inName
  if (!isPhoneOf(typed.phone, entry.phone)) return Infinity
  return entry.phone.endsWith(typed.phone) ? GRADE.phoneEnd : GRADE.phone
}

/** The best few of many, in order. */
class Best {
  readonly list: { entry: Entry; grade: number }[] = []
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  offer(entry: Entry, grade: number): void {
    const { list } = this
    const last = list.at(-1)
    if (list.length === this.#limit && last && !isBefore(entry, grade, last)) return
    let at = list.length
    for (let before = list[at - 1]; before && isBefore(entry, grade, before); before = list[at - 1]) at -= 1
    list.splice(at, 0, { entry, grade })
    if (list.length > this.#limit) list.pop()
  }
}

function isBefore(entry: Entry, grade: number, other: { entry: Entry; grade: number }): boolean {
  if (grade !== other.grade) return grade < other.grade
  if (entry.isInside !== other.entry.isInside) return entry.isInside
  if (entry.sortName !== other.entry.sortName) return entry.sortName < other.entry.sortName
  return entry.id < other.entry.id
}
