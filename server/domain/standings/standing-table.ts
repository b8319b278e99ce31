import { MEMBER_ORDERS, type MemberOrder } from '../../protocol/member-list.ts'
import { Column } from '../packed/column.ts'
import { IdSlots, type Slot } from '../packed/id-slots.ts'
import { OrderedSlots } from '../packed/ordered-slots.ts'
import { TextPool } from '../packed/text-pool.ts'
import { dayNumber, EVER, NEVER, type Standing } from './standing.ts'

/** A plan without an end comes after all others. */
const NO_END = dayNumber('9999-12-31')

/**
 * How all members stand on a day, in memory, in the orders of lists: a list of a hundred thousand is a walk over numbers. Each thing that
 * lists go by is a column of bytes: objects would take four times as much, and be looked through each time the engine cleans up.
 */
export class StandingTable {
  /** By `planNumber`. */
  readonly plans = new Column(Int32Array)
  readonly addedAt = new Column(Float64Array)
  readonly states = new Column(Int32Array)
  /** Days by their numbers. */
  readonly ends = new Column(Int32Array)
  readonly frozenFrom = new Column(Int32Array)
  readonly owingSince = new Column(Int32Array)
  readonly changesOn = new Column(Int32Array)
  /** Milliseconds since 1970 UTC; NaN for never. */
  readonly lastVisitAt = new Column(Float64Array)
  /** By `monthAndDay`; 0 where it is not known. */
  readonly birthdays = new Column(Int32Array)

  readonly #slots = new IdSlots()
  readonly #names = new TextPool()
  readonly #nameOf = new Column(Int32Array)
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
    return this.#slots.slotOf(id)
  }

  idOf(slot: Slot): string {
    return this.#slots.idOf(slot)
  }

  /** Of all members, in no order. */
  slots(): Iterable<Slot> {
    return this.#slots.slots()
  }

  order(order: MemberOrder): OrderedSlots {
    return this.#orders[order]
  }

  /** What a list of this order goes by. */
  key(order: MemberOrder, slot: Slot): string | number {
    if (order === 'name') return this.#names.read(this.#nameOf.get(slot))
    return order === 'end' ? this.ends.get(slot) : this.addedAt.get(slot)
  }

  /** Members of the same key go by their ids; those who were added last come first. */
  isBefore(order: MemberOrder, one: Slot, other: Slot): boolean {
    const compared = this.#compare(order, one, other)
    if (compared !== 0) return compared < 0
    return order === 'added' ? this.#slots.compare(other, one) < 0 : this.#slots.compare(one, other) < 0
  }

  /** Takes a member in, or how one who is known stands now: a visit moves them in none of the orders. */
  put(standing: Standing): void {
    const known = this.#slots.slotOf(standing.id)
    const slot = known ?? this.#slots.add(standing.id)
    const moved = this.#movedIn(known, standing)
    if (known !== undefined) this.#takeOut(slot, moved)
    if (moved.includes('name')) this.#nameOf.set(slot, this.#names.add(standing.sortName))
    const plan = this.#numberOf(standing.plan)
    this.plans.set(slot, plan)
    this.addedAt.set(slot, standing.addedAt)
    this.states.set(slot, standing.states)
    this.ends.set(slot, numberOf(standing.validUntil, NO_END))
    this.frozenFrom.set(slot, numberOf(standing.frozenFrom, EVER))
    this.owingSince.set(slot, numberOf(standing.owingSince, EVER))
    this.changesOn.set(slot, numberOf(standing.changesOn, NEVER))
    this.lastVisitAt.set(slot, standing.lastVisitAt ?? NaN)
    this.birthdays.set(slot, standing.birthday === null ? 0 : monthAndDay(standing.birthday))
    this.#holders[plan] = (this.#holders[plan] ?? 0) + 1
    for (const order of moved) this.#orders[order].add(slot)
  }

  /** A member came in at an instant, milliseconds since 1970 UTC: where they came later than that, it stays. */
  cameIn(slot: Slot, at: number): void {
    const last = this.lastVisitAt.get(slot)
    this.lastVisitAt.set(slot, Number.isNaN(last) ? at : Math.max(last, at))
  }

  remove(id: string): void {
    const slot = this.#slots.slotOf(id)
    if (slot === undefined) return
    this.#takeOut(slot, MEMBER_ORDERS)
    this.#slots.remove(id)
  }

  /** Of what is counted, and of these orders; the slot stays the member's. */
  #takeOut(slot: Slot, orders: readonly MemberOrder[]): void {
    for (const order of orders) this.#orders[order].remove(slot)
    if (orders.includes('name')) this.#names.remove(this.#nameOf.get(slot))
    const plan = this.plans.get(slot)
    this.#holders[plan] = (this.#holders[plan] as number) - 1
  }

  /** The orders in which a member is at another place from now on: those of who is new are all. */
  #movedIn(known: Slot | undefined, now: Standing): readonly MemberOrder[] {
    if (known === undefined) return MEMBER_ORDERS
    return MEMBER_ORDERS.filter((order) => this.#isMoved(order, known, now))
  }

  /** Whether what a list of this order goes by is another now. */
  #isMoved(order: MemberOrder, slot: Slot, now: Standing): boolean {
    if (order === 'name') return !this.#names.isAt(this.#nameOf.get(slot), now.sortName)
    if (order === 'end') return this.ends.get(slot) !== numberOf(now.validUntil, NO_END)
    return this.addedAt.get(slot) !== now.addedAt
  }

  /** Below 0 where the first comes before the second by what a list of this order goes by. */
  #compare(order: MemberOrder, one: Slot, other: Slot): number {
    if (order === 'name') return this.#names.compare(this.#nameOf.get(one), this.#nameOf.get(other))
    if (order === 'end') return this.ends.get(one) - this.ends.get(other)
    return this.addedAt.get(other) - this.addedAt.get(one)
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
