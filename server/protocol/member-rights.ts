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
