import { findOpenVisit, findVisit, endVisit, reopenVisit, type VisitRow } from '../../store/visits.ts'
import type { MemberRow } from '../../store/rights.ts'
import { changeVisitsLeft, findVisitsLeft } from '../../store/rights.ts'
import type { ClosingContext } from '../visits/end-overdue.ts'
import { oneLeft } from '../visits/occupancy-counters.ts'
import { countOnDay } from '../context.ts'

/** A check-in that was taken back, since nobody is inside twice. */
export interface TakenBack {
  visitId: string
  memberId: string
  /** The pack that the visit was given back to, or null. */
  periodId: string | null
  /** The gym's day on which that was done, YYYY-MM-DD. */
  day: string
}

type Named = Pick<MemberRow, 'id' | 'full_name' | 'membership_type'>

/** Where both are inside, takes the later check-in back, as an undo would; null where not. */
export async function leaveOneInside(
  context: ClosingContext,
  [one, other]: readonly [Named, Named],
): Promise<TakenBack | null> {
  const { tx, now, counters } = context
  const first = await findOpenVisit(tx, one.id)
  const second = await findOpenVisit(tx, other.id)
  if (!first || !second) return null
  const [open, member] = first.check_in_at > second.check_in_at ? [first, one] : [second, other]
  const visit = endVisit(tx, open, { at: now, notes: null, by: 'undo' })
  const periodId = open.took_visit === 1 ? (open.period_id ?? member.id) : null
  if (periodId !== null) changeVisitsLeft(tx, { memberId: member.id, periodId }, 1)
  oneLeft(counters, 'undo')
  countOnDay(context, visit.check_in_at, { checkIns: -1 })
  tell(context, 'member_checked_out', visit, member)
  return { visitId: visit.id, memberId: member.id, periodId, day: counters.day.day }
}

/** Lets the visit go on again, on the day on which it was taken back; false where it cannot any more. */
export async function letBothInside(
  context: ClosingContext,
  { visitId, periodId, day }: TakenBack,
  member: Named,
): Promise<boolean> {
  const { tx, counters } = context
  const visit = await findVisit(tx, visitId)
  if (visit?.closed_by !== 'undo' || visit.member_id !== member.id) return false
  if (day !== counters.day.day || (await findOpenVisit(tx, member.id))) return false
  const of = { memberId: member.id, periodId: periodId ?? '' }
  if (periodId !== null && ((await findVisitsLeft(tx, of)) ?? 0) === 0) return false
  if (periodId !== null) changeVisitsLeft(tx, of, -1)
  counters.occupancy += 1
  countOnDay(context, visit.check_in_at, { checkIns: 1 })
  tell(context, 'member_checked_in', reopenVisit(tx, visit), member)
  return true
}

function tell(
  { append, now }: ClosingContext,
  type: 'member_checked_in' | 'member_checked_out',
  visit: VisitRow,
  { full_name, membership_type }: Named,
): void {
  append(
    {
      ...{ type, at: now, visitId: visit.id, memberId: visit.member_id, deskId: visit.desk_id },
      ...{ verdict: 'granted', reason: type === 'member_checked_in' ? 'ok_in' : 'ok_out', flags: ['undone'] },
    },
    {
      ...{ full_name, membership_type, location: visit.location },
      ...{ check_in_at: visit.check_in_at, notes: visit.notes },
    },
  )
}
