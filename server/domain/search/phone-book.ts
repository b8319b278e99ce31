import type { Slot } from '../packed/id-slots.ts'
import { isPhoneOf } from './typed-query.ts'

/** Digits of a number that stand in its row: of a longer one the last, which people read out. */
const ROW_DIGITS = 16
const ROW = ROW_DIGITS + 1

/** Members whose numbers stand in one block. */
const BLOCK_ROWS = 4_096

/** Digits that are looked for where somebody typed more than is kept, such as a country before a number without one. */
const LOCAL_DIGITS = 7

/** Phone numbers, found by any part of them: they stand one after the other in blocks of bytes, 0 where a row has no digit. */
export class PhoneBook {
  readonly #blocks: Uint8Array[] = []
  /** Numbers that have no room in their row. */
  readonly #long = new Map<Slot, string>()

  /** `phone` as `comparedPhone` gives it; '' for none. */
  set(slot: Slot, phone: string): void {
    this.#rowOf(slot)
      .fill(0)
      .set(codesOf(phone.slice(-ROW_DIGITS)))
    if (phone.length > ROW_DIGITS) this.#long.set(slot, phone)
    else this.#long.delete(slot)
  }

  get(slot: Slot): string {
    const row = this.#rowOf(slot)
    return this.#long.get(slot) ?? String.fromCharCode(...row.subarray(0, row.indexOf(0)))
  }

  /** Everyone in whose number the typed digits are, or whose number is the end of them. */
  with(typed: string): Slot[] {
    if (typed === '') return []
    const found = this.#containing(typed.slice(-ROW_DIGITS))
    const local = typed.length > LOCAL_DIGITS ? this.#containing(typed.slice(-LOCAL_DIGITS)) : []
    return [...new Set([...found, ...local])].filter((slot) => isPhoneOf(typed, this.get(slot)))
  }

  #containing(digits: string): Slot[] {
    const found: Slot[] = []
    const codes = codesOf(digits)
    for (const [at, block] of this.#blocks.entries()) {
      for (let place = indexOf(block, codes, 0); place >= 0;) {
        const row = Math.floor(place / ROW)
        found.push(at * BLOCK_ROWS + row)
        place = indexOf(block, codes, (row + 1) * ROW)
      }
    }
    return found
  }

  #rowOf(slot: Slot): Uint8Array {
    const at = Math.floor(slot / BLOCK_ROWS)
    while (this.#blocks.length <= at) this.#blocks.push(new Uint8Array(BLOCK_ROWS * ROW))
    const from = (slot % BLOCK_ROWS) * ROW
    return (this.#blocks[at] as Uint8Array).subarray(from, from + ROW)
  }
}

function codesOf(digits: string): Uint8Array {
  return Uint8Array.from(digits, (digit) => digit.charCodeAt(0))
}

/** The first place from `from` on where the block has these bytes; -1 for none. */
function indexOf(block: Uint8Array, bytes: Uint8Array, from: number): number {
  const first = bytes[0]
  for (let place = from; place < block.length; place += 1) {
    if (block[place] !== first) continue
    let same = 1
    while (same < bytes.length && block[place + same] === bytes[same]) same += 1
    if (same === bytes.length) return place
  }
  return -1
}
