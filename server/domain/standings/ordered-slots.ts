/** A member's place in the columns of a `StandingTable`. */
export type Slot = number

/** Slots in one block at most: moving so many aside costs less than finding the block. */
const BLOCK_SLOTS = 512

/** Slots in an order that is kept at each change: in blocks, so that neither a change nor the first read ever moves all of them. */
export class OrderedSlots {
  readonly #blocks: Slot[][] = [[]]
  readonly #isBefore: (one: Slot, other: Slot) => boolean

  constructor(isBefore: (one: Slot, other: Slot) => boolean) {
    this.#isBefore = isBefore
  }

  add(slot: Slot): void {
    const isAfter = (other: Slot): boolean => this.#isBefore(slot, other)
    const at = this.#blockAt(isAfter)
    const block = this.#blocks[at] ?? []
    block.splice(firstWhere(block, isAfter), 0, slot)
    if (block.length > BLOCK_SLOTS) this.#blocks.splice(at + 1, 0, block.splice(BLOCK_SLOTS / 2))
  }

  /** Before anything changes that it is ordered by: it is looked for where it was put. */
  remove(slot: Slot): void {
    const isReached = (other: Slot): boolean => !this.#isBefore(other, slot)
    const at = this.#blockAt(isReached)
    const block = this.#blocks[at] ?? []
    block.splice(firstWhere(block, isReached), 1)
    if (block.length === 0 && this.#blocks.length > 1) this.#blocks.splice(at, 1)
  }

  /** From the first slot on that is reached; of those before it none is. */
  *from(isReached: (slot: Slot) => boolean): Generator<Slot> {
    const first = this.#blockAt(isReached)
    for (let at = first; at < this.#blocks.length; at += 1) {
      const block = this.#blocks[at] ?? []
      for (let place = at === first ? firstWhere(block, isReached) : 0; place < block.length; place += 1)
        yield block[place] as Slot
    }
  }

  /** The block in which the first slot is that is reached; the last one where none is. */
  #blockAt(isReached: (slot: Slot) => boolean): number {
    const at = firstWhere(this.#blocks, (block) => block.length > 0 && isReached(block.at(-1) as Slot))
    return Math.min(at, this.#blocks.length - 1)
  }
}

/** The place of the first item that fits, where all after it do; the length where none does. */
function firstWhere<Item>(items: readonly Item[], fits: (item: Item) => boolean): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (fits(items[middle] as Item)) high = middle
    else low = middle + 1
  }
  return low
}
