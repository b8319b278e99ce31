/** What a member bought: a time, or a pack of visits. See `domain/rights` for what they may by it. */
export interface PeriodsTable {
  member_id: string
  /** The first period of a member has the member's own id. */
  id: string
  /** YYYY-MM-DD in a calendar in which no day is frozen; null: since ever. */
  starts_on: string | null
  /** The last day, in the same calendar; null: no end. */
  ends_on: string | null
  /** Where it goes another one on without a day between, the first day of all of them. */
  counts_from: string | null
  /** As many as were bought; null: any number. */
  visits: number | null
  visits_left: number | null
  /** The period that it comes after, or null. */
  follows: string | null
  made_at: number
  /** When it was taken back: since then it gives nothing. */
  cancelled_at: number | null
  /** The name of its plan; null where it is the member's own, by their `membership_type`. */
  plan_name: string | null
  /** What was sold: a plan of the catalogue and its version; null where nobody has noted it. */
  plan_id: string | null
  plan_version: number | null
  /** What was charged for it; null where nobody has noted it. */
  price_cents: number | null
}

/** Days on which a member does not come. */
export interface FreezesTable {
  member_id: string
  id: string
  /** YYYY-MM-DD; null: since ever. */
  starts_on: string | null
  /** The last day, as it was said at first; null: open. */
  ends_on: string | null
  /** The last day, where it was ended early; before the first where it never began. */
  ended_on: string | null
  /** 1 where each day of it is added at the end of what was bought. */
  gives_back: 0 | 1
  reason: string
  made_at: number
  /** The name of whoever made it; empty where it came with a file. */
  made_by: string
  cancelled_at: number | null
  /** The days on which the gym is shut that it is made of; null of one that somebody made. */
  shut_days_id: string | null
}

/** Days on which the gym is shut. */
export interface ShutDaysTable {
  id: string
  /** YYYY-MM-DD, both included. */
  starts_on: string
  ends_on: string
  reason: string
  made_at: number
  /** The name of whoever made it. */
  made_by: string
  /** How many were credited. */
  credited: number
  /** The last member who was looked at; null where all were. */
  credited_up_to: string | null
  /** When taking it back began. */
  taken_back_at: number | null
}
