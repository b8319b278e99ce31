import { isPhoneOf } from './typed-query.ts'

/** Digits of a number that are kept: of a longer one the last, which people read out. */
const SLOT_DIGITS = 16
const SLOT = SLOT_DIGITS + 1

/** Owners whose numbers stand in one text. A change writes one of them anew. */
const BLOCK_OWNERS = 1_000

/** Digits that are looked for where somebody typed more than is kept, such as a country before a number without one. */
const LOCAL_DIGITS = 7

/**
 * Phone numbers, found by any part of them: they stand one after the other in long texts, which the machine looks
 * through at a gigabyte a second, where a look at each owner would take a cache miss.
 */
export class PhoneBook<Owner> {
  readonly #owners: { owner: Owner; phone: string }[] = []
  readonly #places = new Map<Owner, number>()
  /** The text of each block; null where it is to be written anew. */
  readonly #blocks: (string | null)[] = []

  /** `phone` as `comparedPhone` gives it, and not empty. */
  add(owner: Owner, phone: string): void {
    const place = this.#owners.push({ owner, phone }) - 1
    this.#places.set(owner, place)
    this.#blocks[blockOf(place)] = null
  }

  /** The last one takes its place. */
  remove(owner: Owner): void {
    const place = this.#places.get(owner)
    const last = this.#owners.at(-1)
    if (place === undefined || !last) return
    this.#places.set(last.owner, place)
    this.#owners[place] = last
    this.#owners.pop()
    this.#places.delete(owner)
    this.#blocks[blockOf(place)] = null
    this.#blocks[blockOf(this.#owners.length)] = null
  }

  /** Everyone in whose number the typed digits are, or whose number is the end of them. */
  with(typed: string): Owner[] {
    if (typed === '') return []
    const found = this.#containing(typed.slice(-SLOT_DIGITS))
    const local = typed.length > LOCAL_DIGITS ? this.#containing(typed.slice(-LOCAL_DIGITS)) : []
    const places = new Set([...found, ...local])
    return [...places].flatMap((place) => {
      const entry = this.#owners[place]
      return entry && isPhoneOf(typed, entry.phone) ? [entry.owner] : []
    })
  }

  #containing(digits: string): number[] {
    const found: number[] = []
    for (let block = 0; block * BLOCK_OWNERS < this.#owners.length; block += 1) {
      const text = this.#textOf(block)
      for (let at = text.indexOf(digits); at >= 0;) {
        const slot = Math.floor(at / SLOT)
        found.push(block * BLOCK_OWNERS + slot)
        at = text.indexOf(digits, (slot + 1) * SLOT)
      }
    }
    return found
  }

  #textOf(block: number): string {
    const known = this.#blocks[block]
    if (known) return known
    const owners = this.#owners.slice(block * BLOCK_OWNERS, (block + 1) * BLOCK_OWNERS)
    const text = owners.map(({ phone }) => phone.slice(-SLOT_DIGITS).padEnd(SLOT, '\n')).join('')
    this.#blocks[block] = text
    return text
  }
}

function blockOf(place: number): number {
  return Math.floor(place / BLOCK_OWNERS)
}
