/** Slots at the beginning; a power of two, as all that follow. */
const LEAST_SLOTS = 1024

/** More of them taken would make a search long. */
const MOST_TAKEN = 0.75

/** Two halves of a fingerprint, and the line; no line is 0. */
const SLOT = 3

/**
 * The line of each of many texts: cards, ids, names. Of a text its fingerprint of 64 bits is kept, 16 bytes instead of a hundred and
 * more; of a million texts two are taken for one in one of thirty million files, which is refused then.
 */
export class LinesByText {
  #slots = new Uint32Array(SLOT * LEAST_SLOTS)
  #size = 0

  get size(): number {
    return this.#size
  }

  get(text: string): number | undefined {
    const line = this.#slots[this.#slotOf(...fingerprintOf(text)) + 2]
    return line === 0 ? undefined : line
  }

  set(text: string, line: number): void {
    const [high, low] = fingerprintOf(text)
    const slot = this.#slotOf(high, low)
    if (this.#slots[slot + 2] === 0) this.#size += 1
    this.#slots.set([high, low, line], slot)
    if (this.#size > (this.#slots.length / SLOT) * MOST_TAKEN) this.#grow()
  }

  /** Where it stands, or the free slot in which it will. */
  #slotOf(high: number, low: number): number {
    const slots = this.#slots
    for (let slot = (low * SLOT) % slots.length; ; slot = (slot + SLOT) % slots.length) {
      if (slots[slot + 2] === 0 || (slots[slot] === high && slots[slot + 1] === low)) return slot
    }
  }

  #grow(): void {
    const before = this.#slots
    this.#slots = new Uint32Array(2 * before.length)
    for (let at = 0; at < before.length; at += SLOT) {
      const [high = 0, low = 0, line = 0] = before.subarray(at, at + SLOT)
      if (line !== 0) this.#slots.set([high, low, line], this.#slotOf(high, low))
    }
  }
}

/** 64 bits of a text, as two numbers: cyrb53 without its last step. It has to spread well and be quick, and keeps no secret. */
export function fingerprintOf(text: string): [high: number, low: number] {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  const mixed = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  const other = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(mixed ^ (mixed >>> 13), 3266489909)
  return [mixed >>> 0, other >>> 0]
}
