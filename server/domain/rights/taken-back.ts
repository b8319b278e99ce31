import type { Period, Rights } from './rights.ts'

/** What a change has made of a member's periods, as it is remembered to take it back to the row. */
export interface RightsChange {
  before: Changed
  after: Changed
}

/** The periods that the change wrote, and the member's plan. */
type Changed = Pick<Rights, 'planName' | 'periods'>

export function rightsChange(before: Rights, after: Rights): RightsChange {
  const only = (of: Rights, other: Rights): Changed => ({
    planName: of.planName,
    periods: of.periods.filter((period) => !other.periods.includes(period)),
  })
  return { before: only(before, after), after: only(after, before) }
}

/** The rights as they were before the change; null where they are not as it left them, or a visit of it was taken. */
export function takenBack(rights: Rights, { before, after }: RightsChange): Rights | null {
  if (!has(rights, after)) return null
  const written = new Set([...before.periods, ...after.periods].map(({ id }) => id))
  const others = rights.periods.filter(({ id }) => !written.has(id))
  return { ...rights, planName: before.planName, periods: [...others, ...before.periods] }
}

/** Whether nothing is left of the change. */
export function isTakenBack(rights: Rights, { before, after }: RightsChange): boolean {
  const made = after.periods.filter(({ id }) => !before.periods.some((period) => period.id === id))
  return has(rights, before) && !made.some(({ id }) => rights.periods.some((period) => period.id === id))
}

function has({ planName, periods }: Rights, changed: Changed): boolean {
  return (
    planName === changed.planName &&
    changed.periods.every((wanted) => periods.some((period) => isSame(period, wanted)))
  )
}

function isSame(one: Period, other: Period): boolean {
  return (
    one.id === other.id &&
    one.startsOn === other.startsOn &&
    one.endsOn === other.endsOn &&
    one.countsFrom === other.countsFrom &&
    one.visits === other.visits &&
    one.visitsLeft === other.visitsLeft &&
    one.planName === other.planName
  )
}
