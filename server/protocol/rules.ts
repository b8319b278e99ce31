/** The rules of a plan and of the building, as a desk is told of the one that failed. */

/** In the order of the week, as `Date` counts it. */
export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** When a plan is good, by the gym's own clock: from the first minute until before the last. */
export interface OpenHours {
  days: readonly Weekday[]
  /** HH:MM. */
  from: string
  /** HH:MM, 24:00 for midnight; not later than `from`: the next day's. */
  to: string
}

/** The rule that kept somebody out, with what it allows. */
export type FailedRule =
  | { kind: 'hours'; hours: readonly OpenHours[] }
  | { kind: 'locations'; locations: readonly string[] }
  | { kind: 'capacity'; capacity: number }
