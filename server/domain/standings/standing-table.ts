import type { MemberOrder } from '../../protocol/member-list.ts'
import { OrderedSlots, type Slot } from './ordered-slots.ts'
import { dayNumber, EVER, NEVER, type Standing } from './standing.ts'

/** A plan without an end comes after all others. */
const NO_END = dayNumber('9999-12-31')

/**
 * How all members stand on a day, in memory, in the orders of lists: a list of a hundred thousand is a walk over numbers. A column is an
 * array: objects would be looked through each time the engine cleans up.
 */
export class StandingTable {
  readonly ids: string[] = []
  readonly names: string[] = []
  /** By `planNumber`. */
  readonly plans: number[] = []
  readonly addedAt: number[] = []
  readonly states: number[] = []
  /** Days by their numbers. */
  readonly ends: number[] = []
  readonly frozenFrom: number[] = []
  readonly owingSince: number[] = []
  readonly changesOn: number[] = []
  /** Milliseconds since 1970 UTC; NaN for never. */
  readonly lastVisitAt: number[] = []
  /** By `monthAndDay`; 0 where it is not known. */
  readonly birthdays: number[] = []

  readonly #slots = new Map<string, Slot>()
  readonly #free: Slot[] = []
  readonly #planNumbers = new Map<string, number>()
  /** How many have the plan of a number. */
  readonly #holders: number[] = []
  readonly #orders: Record<MemberOrder, OrderedSlots> = {
    name: new OrderedSlots((one, other) => this.isBefore('name', one, other)),
    end: new OrderedSlots((one, other) => this.isBefore('end', one, other)),
    added: new OrderedSlots((one, other) => this.isBefore('added', one, other)),
  }

  get size(): number {
    return this.#slots.size
  }

  /** The plans that members have, in their order. */
  get planNames(): string[] {
    return [...this.#planNumbers].flatMap(([name, number]) => (this.#holders[number] ? [name] : [])).sort()
  }

  planNumber(name: string): number | undefined {
    return this.#planNumbers.get(name)
  }

  slotOf(id: string): Slot | undefined {
    return this.#slots.get(id)
  }

  /** Of all members, in no order. */
  slots(): Iterable<Slot> {
    return this.#slots.values()
  }

  order(order: MemberOrder): OrderedSlots {
    return this.#orders[order]
  }

  /** What a list of this order goes by. */
  key(order: MemberOrder, slot: Slot): string | number {
    const column = { name: this.names, end: this.ends, added: this.addedAt }[order]
    return column[slot] as string | number
  }

  /** Members of the same key go by their ids; those who were added last come first. */
  isBefore(order: MemberOrder, one: Slot, other: Slot): boolean {
    const [first, second] = order === 'added' ? [other, one] : [one, other]
    const [key, otherKey] = [this.key(order, first), this.key(order, second)]
    if (key !== otherKey) return key < otherKey
    return (this.ids[first] as string) < (this.ids[second] as string)
  }

  /** Takes a member in, or how one who is known stands now. */
  put(standing: Standing): void {
    this.remove(standing.id)
    const slot = this.#free.pop() ?? this.ids.length
    const plan = this.#numberOf(standing.plan)
    this.ids[slot] = standing.id
    this.names[slot] = standing.sortName
    this.plans[slot] = plan
    this.addedAt[slot] = standing.addedAt
    this.states[slot] = standing.states
    this.ends[slot] = numberOf(standing.validUntil, NO_END)
    this.frozenFrom[slot] = numberOf(standing.frozenFrom, EVER)
    this.owingSince[slot] = numberOf(standing.owingSince, EVER)
    this.changesOn[slot] = numberOf(standing.changesOn, NEVER)
    this.lastVisitAt[slot] = standing.lastVisitAt ?? NaN
    this.birthdays[slot] = standing.birthday === null ? 0 : monthAndDay(standing.birthday)
    this.#slots.set(standing.id, slot)
    this.#holders[plan] = (this.#holders[plan] ?? 0) + 1
    for (const order of Object.values(this.#orders)) order.add(slot)
  }

  remove(id: string): void {
    const slot = this.#slots.get(id)
    if (slot === undefined) return
    for (const order of Object.values(this.#orders)) order.remove(slot)
    const plan = this.plans[slot] as number
    this.#holders[plan] = (this.#holders[plan] as number) - 1
    this.#slots.delete(id)
    this.#free.push(slot)
  }

  #numberOf(plan: string): number {
    const known = this.#planNumbers.get(plan)
    if (known !== undefined) return known
    this.#planNumbers.set(plan, this.#planNumbers.size)
    return this.#planNumbers.size - 1
  }
}

/** MM-DD as a number that is compared in the same way. */
export function monthAndDay(birthday: string): number {
  const [month = 0, day = 0] = birthday.split('-').map(Number)
  return month * 100 + day
}

/** A day that no calendar has counts as none. */
function numberOf(day: string | null, none: number): number {
  if (day === null) return none
  const number = dayNumber(day)
  return Number.isNaN(number) ? none : number
}
