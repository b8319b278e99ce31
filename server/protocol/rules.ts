/** The rules of a plan and of the building, as a desk is told of the one that failed. Days are YYYY-MM-DD. */

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

/** An amount in the smallest unit of the gym's currency; ISO 4217, or null where the gym has not said. */
export interface Money {
  cents: number
  currency: string | null
}

/** The rule that kept somebody out, with what it allows. */
export type FailedRule =
  | { kind: 'plan_ended'; on: string; graceDays: number }
  /** Nothing was bought yet. */
  | { kind: 'no_plan' }
  | { kind: 'plan_starts'; on: string }
  /** `until` is null where nobody knows yet. */
  | { kind: 'frozen'; until: string | null }
  | ({ kind: 'debt'; allowedCents: number; since: string | null } & Money)
  | { kind: 'hours'; hours: readonly OpenHours[] }
  | { kind: 'locations'; locations: readonly string[] }
  /** The card came in a moment ago and may have been passed on. `cameInAt` is ISO 8601. */
  | { kind: 'passback'; minutes: number; cameInAt: string }
  | { kind: 'capacity'; capacity: number }

/** What staff should look at though the member comes in. */
export type Warning =
  /** The plan has ended; `daysLeft` more days are let pass after today. */
  | { kind: 'grace'; endedOn: string; daysLeft: number }
  /** A debt that is let pass: for `daysLeft` more days, or null for as long as it is small. */
  | ({ kind: 'debt'; daysLeft: number | null } & Money)
  /** This member fills a share of the places that the gym wants to hear of. */
  | { kind: 'crowd'; inside: number; capacity: number }
