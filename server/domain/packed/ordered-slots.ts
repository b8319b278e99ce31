import type { Slot } from './id-slots.ts'

/** Slots in one block at most: moving so many aside costs less than finding the block. */
const BLOCK_SLOTS = 512

interface Block {
  slots: Int32Array
  length: number
}

/** Slots in an order that is kept at each change: in blocks, so that neither a change nor the first read ever moves all of them. */
export class OrderedSlots {
  readonly #blocks: Block[] = [emptyBlock()]
  readonly #isBefore: (one: Slot, other: Slot) => boolean

  constructor(isBefore: (one: Slot, other: Slot) => boolean) {
    this.#isBefore = isBefore
  }

  add(slot: Slot): void {
    const isAfter = (other: Slot): boolean => this.#isBefore(slot, other)
    const at = this.#blockAt(isAfter)
    const block = this.#blocks[at] as Block
    const place = placeIn(block, isAfter)
    if (block.length < BLOCK_SLOTS) insert(block, place, slot)
    else this.#split(at, place, slot)
  }

  /** Of a block that is full; the slot comes to the place that it has in it. */
  #split(at: number, place: number, slot: Slot): void {
    const block = this.#blocks[at] as Block
    // What comes in order, as at the first read, leaves full blocks; else both halves have room.
    const kept = place === BLOCK_SLOTS ? BLOCK_SLOTS : BLOCK_SLOTS / 2
    const second = emptyBlock()
    second.slots.set(block.slots.subarray(kept))
    second.length = block.length - kept
    block.length = kept
    this.#blocks.splice(at + 1, 0, second)
    if (place < kept) insert(block, place, slot)
    else insert(second, place - kept, slot)
  }

  /** Before anything changes that it is ordered by: it is looked for where it was put. */
  remove(slot: Slot): void {
    const isReached = (other: Slot): boolean => !this.#isBefore(other, slot)
    const at = this.#blockAt(isReached)
    const block = this.#blocks[at] as Block
    const place = placeIn(block, isReached)
    block.slots.copyWithin(place, place + 1, block.length)
    block.length -= 1
    if (block.length === 0 && this.#blocks.length > 1) this.#blocks.splice(at, 1)
  }

  /** From the first slot on that is reached; of those before it none is. */
  *from(isReached: (slot: Slot) => boolean): Generator<Slot> {
    const first = this.#blockAt(isReached)
    for (let at = first; at < this.#blocks.length; at += 1) {
      const block = this.#blocks[at] as Block
      const start = at === first ? placeIn(block, isReached) : 0
      for (let place = start; place < block.length; place += 1) yield block.slots[place] as Slot
    }
  }

  /** The block in which the first slot is that is reached; the last one where none is. */
  #blockAt(isReached: (slot: Slot) => boolean): number {
    const isIn = (at: number): boolean => {
      const { slots, length } = this.#blocks[at] as Block
      return length > 0 && isReached(slots[length - 1] as Slot)
    }
    return Math.min(firstWhere(this.#blocks.length, isIn), this.#blocks.length - 1)
  }
}

function emptyBlock(): Block {
  return { slots: new Int32Array(BLOCK_SLOTS), length: 0 }
}

function insert(block: Block, place: number, slot: Slot): void {
  block.slots.copyWithin(place + 1, place, block.length)
  block.slots[place] = slot
  block.length += 1
}

function placeIn({ slots, length }: Block, fits: (slot: Slot) => boolean): number {
  return firstWhere(length, (at) => fits(slots[at] as Slot))
}

/** The first place that fits, where all after it do; the length where none does. */
function firstWhere(length: number, fits: (at: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (fits(middle)) high = middle
    else low = middle + 1
  }
  return low
}
