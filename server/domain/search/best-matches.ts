import type { Slot } from '../packed/id-slots.ts'

interface Graded {
  slot: Slot
  grade: number
}

/** The best few of many, in order. */
export class BestMatches {
  readonly list: Graded[] = []
  readonly #limit: number
  readonly #isBefore: (one: Slot, other: Slot) => boolean

  /** `isBefore` decides between members of one grade. */
  constructor(limit: number, isBefore: (one: Slot, other: Slot) => boolean) {
    this.#limit = limit
    this.#isBefore = isBefore
  }

  offer(slot: Slot, grade: number): void {
    const { list } = this
    const isAfter = (at: number): boolean => this.#comesBefore(slot, grade, list[at] as Graded)
    if (list.length === this.#limit && !isAfter(list.length - 1)) return
    let at = list.length
    while (at > 0 && isAfter(at - 1)) at -= 1
    list.splice(at, 0, { slot, grade })
    if (list.length > this.#limit) list.pop()
  }

  #comesBefore(slot: Slot, grade: number, other: Graded): boolean {
    return grade === other.grade ? this.#isBefore(slot, other.slot) : grade < other.grade
  }
}
