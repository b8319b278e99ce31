import { dayOfYear } from '../../../domain/birthday.ts'
import { refusalsOf, type Leniency } from '../../../domain/rules/membership.ts'
import { nextChange } from '../../../domain/rules/next-change.ts'
import { STATE_BITS, type KeptState, type Standing } from '../../../domain/standings/standing.ts'
import type { StandingRow } from '../../../store/standings.ts'
import { planOf } from '../member-facts.ts'

/** How a member stands by the rules of a scan, on the day as of which they were read. */
export function standingOf(member: StandingRow, leniency: Leniency): Standing {
  const { rights, birthday, debt_cents, debt_since } = member
  const plan = planOf({ ...member, full_name: '' })
  const refusals = refusalsOf(plan, rights.today, leniency).map(({ reason }) => reason as string)
  const holds: Record<KeptState, boolean> = {
    good: refusals.length === 0,
    expired: refusals.includes('expired'),
    not_started: refusals.includes('not_started'),
    frozen: refusals.includes('frozen'),
    suspended: refusals.includes('suspended'),
    owing: debt_cents > 0,
    no_visits_left: refusals.includes('no_visits_left'),
    no_card: !member.hasCard,
    no_photo: member.photo_url === null,
  }
  const bits = Object.entries(holds).map(([state, isSo]) => (isSo ? STATE_BITS[state as KeptState] : 0))
  return {
    id: member.id,
    sortName: member.search_text,
    plan: member.membership_type,
    addedAt: member.created_at,
    states: bits.reduce((all, bit) => all | bit, 0),
    validUntil: member.valid_until,
    frozenFrom: member.frozen_from,
    owingSince: debt_since,
    lastVisitAt: member.lastVisitAt,
    birthday: dayOfYear(birthday),
    changesOn: nextChange(rights, plan, { today: rights.today, leniency }),
  }
}
