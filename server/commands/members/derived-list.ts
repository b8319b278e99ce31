import type { ListedState, MemberOrder } from '../../protocol/member-list.ts'
import type { Reason } from '../../protocol/scan.ts'
import type { Db } from '../../store/database.ts'
import { listMembersById, type ListPosition, type MemberFilter } from '../../store/member-list.ts'
import type { MemberRow } from '../../store/rights.ts'

/** Members looked at in one turn of the event loop: a few milliseconds of the hub's one thread. */
const MEMBERS_AT_ONCE = 500

/** A plan without an end comes after all others. */
const NO_END = '9999-12-31'

/** What a list by the rules is made of. */
export interface DerivedList {
  db: Db
  filter: MemberFilter
  state: ListedState | null
  order: MemberOrder
  /** YYYY-MM-DD, and the last day of `ending`. */
  today: string
  endingUntil: string
  /** What keeps a member out today, as a scan would find it. */
  refusalsOf: (member: MemberRow) => readonly Reason[]
  nextTurn: () => Promise<void>
}

/**
 * All members whose state, or whose place in the order, follows from what they bought, in their order: nothing of that is stored, so each
 * member is looked at. Whatever else the hub has to do is done in between.
 */
export async function deriveList(list: DerivedList): Promise<MemberRow[]> {
  const { db, filter, today, nextTurn } = list
  const found: MemberRow[] = []
  let page: MemberRow[] = []
  do {
    await nextTurn()
    page = await listMembersById(db, filter, {
      ...{ after: page.at(-1)?.id ?? '', limit: MEMBERS_AT_ONCE, today },
    })
    found.push(...page.filter((member) => standsSo(list, member)))
  } while (page.length === MEMBERS_AT_ONCE)
  return found.sort((one, other) =>
    compare(positionIn(list.order, one), positionIn(list.order, other), list.order),
  )
}

function standsSo({ state, today, endingUntil, refusalsOf }: DerivedList, member: MemberRow): boolean {
  if (state === null) return true
  const refusals = refusalsOf(member)
  if (state === 'good') return refusals.length === 0
  if (state !== 'ending') return (refusals as readonly string[]).includes(state)
  const { valid_until: until } = member
  return refusals.length === 0 && until !== null && until >= today && until <= endingUntil
}

/** Where a member stands in a list of this order. */
export function positionIn(order: MemberOrder, member: MemberRow): ListPosition {
  const key = { name: member.search_text, end: member.valid_until ?? NO_END, added: member.created_at }[order]
  return [key, member.id]
}

/** Those after a position; all where there is none. */
export function listAfter(
  members: readonly MemberRow[],
  order: MemberOrder,
  after: ListPosition | null,
): readonly MemberRow[] {
  if (after === null) return members
  return members.filter((member) => compare(positionIn(order, member), after, order) > 0)
}

/** As the database orders them: by their bytes, the newest first where that is the order. */
function compare(one: ListPosition, other: ListPosition, order: MemberOrder): number {
  const [first, second] = order === 'added' ? [other, one] : [one, other]
  if (first[0] !== second[0]) return first[0] < second[0] ? -1 : 1
  if (first[1] === second[1]) return 0
  return first[1] < second[1] ? -1 : 1
}
