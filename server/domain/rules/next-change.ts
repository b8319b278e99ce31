import { dayAfter } from '../business-day.ts'
import { heldOn } from '../rights/calendar.ts'
import type { Rights } from '../rights/rights.ts'
import type { Leniency, Membership } from './membership.ts'

/**
 * The first day after `today` on which the rules may say something else of a member of whom nobody changes anything; null where none
 * will. `plan` is what the rights come to today.
 */
export function nextChange(
  rights: Rights,
  plan: Membership,
  { today, leniency }: { today: string; leniency: Leniency },
): string | null {
  const { graceDays } = leniency
  const days = [
    ...heldOn(rights, today).flatMap(({ from, until }) => [from, after(until, 1)]),
    ...rights.freezes.flatMap(({ startsOn, endsOn }) => [startsOn, after(endsOn, 1)]),
    after(plan.validUntil, graceDays + 1),
    after(plan.debtSince, graceDays),
    movesDaily(rights, today) ? dayAfter(today, 1) : null,
  ]
  return days.reduce((first, day) => {
    if (day === null || day <= today) return first
    return first === null || day < first ? day : first
  }, null)
}

function after(day: string | null, days: number): string | null {
  return day === null ? null : dayAfter(day, days)
}

/** An open freeze gives one day more back each day. */
function movesDaily({ freezes }: Rights, today: string): boolean {
  return freezes.some(
    ({ givesBack, startsOn, endsOn }) =>
      givesBack && endsOn === null && startsOn !== null && startsOn <= today,
  )
}
