import { Column } from './column.ts'
import { packId, unpackId, UUID_LETTERS } from './packed-id.ts'
import { TextPool } from './text-pool.ts'

/** A member's place in columns. */
export type Slot = number

/** Chains of ids at the beginning; a power of two, as all that follow. */
const LEAST_CHAINS = 1024

/** No slot, where a slot is kept as one more than it is. */
const NONE = 0

/** Gives each id a slot, and finds it again: a table of hashes whose chains are numbers, 30 bytes an id instead of 150. */
export class IdSlots {
  readonly #ids = new TextPool()
  /** Where the id of a slot is in the pool, plus one; `NONE` of a slot that is free. */
  readonly #places = new Column(Int32Array)
  /** The first slot of each chain, and the one after a slot; plus one. */
  #heads = new Int32Array(LEAST_CHAINS)
  readonly #after = new Column(Int32Array)
  readonly #free: Slot[] = []
  #end = 0
  #size = 0

  get size(): number {
    return this.#size
  }

  slotOf(id: string): Slot | undefined {
    const packed = packId(id)
    const slot = this.#find(packed, this.#chainOf(packed))
    return slot === NONE ? undefined : slot - 1
  }

  /** Its slot, which it is given where it had none. */
  add(id: string): Slot {
    const packed = packId(id)
    const known = this.#find(packed, this.#chainOf(packed))
    if (known !== NONE) return known - 1
    if (this.#size === this.#heads.length) this.#grow()
    const slot = this.#free.pop() ?? this.#end++
    this.#places.set(slot, this.#ids.add(packed) + 1)
    this.#chain(slot, this.#chainOf(packed))
    this.#size += 1
    return slot
  }

  /** Returns the slot that is free now. */
  remove(id: string): Slot | undefined {
    const packed = packId(id)
    const chain = this.#chainOf(packed)
    const found = this.#find(packed, chain)
    if (found === NONE) return undefined
    this.#unchain(found, chain)
    const slot = found - 1
    this.#ids.remove(this.#placeOf(slot))
    this.#places.set(slot, NONE)
    this.#free.push(slot)
    this.#size -= 1
    return slot
  }

  idOf(slot: Slot): string {
    return unpackId(this.#ids.read(this.#placeOf(slot)))
  }

  /** Below 0 where the first id comes before the second, as `<` has it. */
  compare(one: Slot, other: Slot): number {
    const [place, otherPlace] = [this.#placeOf(one), this.#placeOf(other)]
    const areUuids = [place, otherPlace].every((each) => this.#ids.lengthOf(each) === UUID_LETTERS)
    if (areUuids) return this.#ids.compare(place, otherPlace)
    return this.idOf(one) < this.idOf(other) ? -1 : 1
  }

  /** All that are taken. */
  *slots(): Generator<Slot> {
    for (let slot = 0; slot < this.#end; slot += 1) if (this.#places.get(slot) !== NONE) yield slot
  }

  #placeOf(slot: Slot): number {
    return this.#places.get(slot) - 1
  }

  #find(packed: string, chain: number): number {
    let found = this.#heads[chain] as number
    while (found !== NONE && !this.#ids.isAt(this.#placeOf(found - 1), packed)) {
      found = this.#after.get(found - 1)
    }
    return found
  }

  #chain(slot: Slot, chain: number): void {
    this.#after.set(slot, this.#heads[chain] as number)
    this.#heads[chain] = slot + 1
  }

  #unchain(found: number, chain: number): void {
    const after = this.#after.get(found - 1)
    let before = this.#heads[chain] as number
    if (before === found) {
      this.#heads[chain] = after
      return
    }
    while (this.#after.get(before - 1) !== found) before = this.#after.get(before - 1)
    this.#after.set(before - 1, after)
  }

  #grow(): void {
    this.#heads = new Int32Array(2 * this.#heads.length)
    for (const slot of this.slots()) {
      this.#chain(slot, this.#chainOf(this.#ids.read(this.#placeOf(slot))))
    }
  }

  /** FNV-1a: the first bytes of our ids are a time and much alike. */
  #chainOf(packed: string): number {
    let hash = 0x811c9dc5
    for (let at = 0; at < packed.length; at += 1) hash = Math.imul(hash ^ packed.charCodeAt(at), 0x01000193)
    return (hash ^ (hash >>> 15)) & (this.#heads.length - 1)
  }
}
