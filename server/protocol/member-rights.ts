/** What a member bought, and when they pause, as desks are told of it. Days are YYYY-MM-DD, both ends included. */

/**
 * A time or a pack of visits that was bought. Its days are those of a calendar in which no day is frozen: how far freezes have moved it
 * is asked of `domain/rights`.
 */
export interface Period {
  id: string
  /** null: since ever. */
  startsOn: string | null
  /** null: no end. */
  endsOn: string | null
  /** The first day of the unbroken time that it goes on, where it goes one on: freezes since then move it. null: its own first day. */
  countsFrom: string | null
  /** As many as were bought; null: any number. */
  visits: number | null
  visitsLeft: number | null
  /** The name of its plan; absent where it is the member's own, or nobody has said. */
  planName?: string
  /** What was sold: a plan of the catalogue in one of its versions; absent where nobody has noted it. */
  version?: PlanVersionRef
  /** What was charged for it, in the smallest unit of the gym's currency; absent where nobody has noted it. */
  priceCents?: number
}

/** A plan of the catalogue as it was at a time. */
interface PlanVersionRef {
  planId: string
  version: number
}

/** A pack of visits that does not count today: a time does, or another pack that ends sooner. */
export interface PackBeside {
  plan: string
  visits_left: number
  /** YYYY-MM-DD; null where nothing is known of its beginning. */
  valid_from: string | null
  /** The last day, or null for no end. */
  valid_until: string | null
}

/** Days on which a member does not come. */
export interface Freeze {
  id: string
  /** null: since ever. */
  startsOn: string | null
  /** The last day; null: open. Before the first day where it ended before it began. */
  endsOn: string | null
  /** Whether each of its days is added at the end. Not so where whoever wrote the end has counted them in, as a file has. */
  givesBack: boolean
}

/** A freeze with why and by whom. */
export interface MemberFreeze extends Freeze {
  reason: string
  /** The name of whoever made it; empty where it came with a file. */
  by: string
}

/** How long ago a freeze may have begun: a doctor’s note comes weeks late, and nobody checks a year. */
export const LATEST_FREEZE_DAYS = 92

/** How long a freeze may be: whoever is away for longer gets an open one. */
export const LONGEST_FREEZE_DAYS = 366

/** What fits a line of the member's sheet. */
export const MAX_FREEZE_REASON_CHARACTERS = 200

/** What a freeze, or its end, leaves. */
export interface FrozenMember {
  memberId: string
  freezeId: string
  /** The last day of the plan, as far as it is known today. */
  valid_until: string | null
}
