import { z } from 'zod'
import type { CardKind } from './cards.ts'
import { MAX_CODE_CHARACTERS, MAX_LOCATION_CHARACTERS } from './limits.ts'
import type { MemberFreeze, PackBeside, Period } from './member-rights.ts'
import type { MemberProposal } from './member-edits.ts'
import { SCAN_MODES, type Reason } from './scan.ts'
import type { MemberCard, MemberRef, StandingOverride } from './server-frames.ts'

/** Questions of a live desk, sent as `request` with `{method, params}` and answered by `reply`. */

/** How many members a search returns: what fits a desk's screen without scrolling far. */
const MAX_SEARCH_RESULTS = 20

export const searchMembersParams = z.object({
  /** Words of a name, the start of a phone number or of a card. */
  query: z.string().min(1).max(100),
  limit: z.int().min(1).max(MAX_SEARCH_RESULTS).default(MAX_SEARCH_RESULTS),
})

/** One member that a search found, with the visit to end if they are inside. */
export interface FoundMember extends MemberRef {
  phone: string
  visitId: string | null
}

export interface SearchMembersReply {
  members: FoundMember[]
}

export const getMemberParams = z.object({ memberId: z.guid().toLowerCase() })

/** A card as people are shown it: no more of its code than they need to tell it from another. */
export interface ShownCard {
  /** Counts the member's cards in the order in which they got them, from 1. */
  number: number
  end: string
  withdrawn: boolean
  /** When the member got it, ISO 8601. */
  added_time: string
  /** Absent where nobody has said. */
  kind?: CardKind
  /** When it was reported lost, ISO 8601; absent where it was not. */
  lost_time?: string
  /** The last day for which it is lent, YYYY-MM-DD; absent of the member's own. */
  lent_until?: string
}

/** A member as a desk's sheet shows them. */
export interface MemberDetails extends MemberCard {
  /** What stands against the plan today, or null. */
  refusal: Reason | null
  /** What staff has overridden for them, as far as it stands today; the newest first. */
  overrides: StandingOverride[]
  phone: string
  email: string
  /** MM-DD, or null where it is not known. */
  birthday: string | null
  debt_cents: number
  /** True while a manager keeps them out. */
  suspended?: boolean
  /** What was typed for a field while somebody else changed it, and nobody has decided; the oldest first. */
  proposals?: MemberProposal[]
  /** By the last characters of their codes, the newest first. */
  cards: ShownCard[]
  /** What they bought, without what was taken back, and when they pause. */
  periods: Period[]
  /** Packs that are good, or will be, and do not count today; absent from hubs of before. */
  beside?: PackBeside[]
  freezes: MemberFreeze[]
  /** How often they have been at the other gyms of the installation; absent where they have not. */
  away?: AwayVisits[]
}

/** A member's visits at another gym. */
export interface AwayVisits {
  /** What people call it. */
  gym: string
  visits_total: number
  /** ISO 8601. */
  last_visit_time: string | null
  inside: boolean
}

/** How many entries of a member's history come at once. */
export const HISTORY_PAGE = 20

const position = z.object({ at: z.iso.datetime(), id: z.string().min(1).max(64) })

export const memberHistoryParams = z.object({
  memberId: z.guid().toLowerCase(),
  /** Where the page before ended, as its `next` says; the newest entries without it. */
  after: z.object({ visit: position.optional(), refusal: position.optional() }).default({}),
})

/** One entry of a member's history. Times are ISO 8601. */
export type HistoryEntry = HistoryVisit | HistoryRefusal

export interface HistoryVisit {
  kind: 'visit'
  id: string
  at: string
  check_out_time: string | null
  location: string
  /** The desk of the check-in; empty where it has no name. */
  desk: string
  /** How it ended, beyond a person's check-out: by the hub itself, or taken back. */
  ended: 'auto_closed' | 'undone' | null
  override: { refusal: Reason; reason: string; by: string; approvedBy: string } | null
  /** Who brought the member as a guest; absent where nobody did. */
  broughtBy?: { id: string; full_name: string }
}

export interface HistoryRefusal {
  kind: 'refusal'
  id: string
  at: string
  reason: Reason
  desk: string
}

export interface MemberHistoryReply {
  /** The newest first. */
  entries: HistoryEntry[]
  /** What to ask for the page after this one; null at the end. */
  next: z.input<typeof memberHistoryParams>['after'] | null
}

/** What a scan of this code would be answered; the reply has the shape of a `scan_result`'s payload. */
export const previewScanParams = z.object({
  code: z.string().min(1).max(MAX_CODE_CHARACTERS),
  mode: z.enum(SCAN_MODES).default('toggle'),
  location: z.string().max(MAX_LOCATION_CHARACTERS).optional(),
})

/** How many are inside by the half hour: the reply to `occupancy.curve`. */
export interface DayCurve {
  /** YYYY-MM-DD. */
  businessDay: string
  /** Which of the points is now. */
  now: number
  /** Past days of this weekday that `usual` is made of. */
  weeks: number
  /** The half hours of the gym's day in their order, from its cut-over on. */
  points: CurvePoint[]
}

export interface CurvePoint {
  /** HH:MM on the gym's wall. */
  time: string
  /** null where it is not known, or has not come yet. */
  inside: number | null
  /** The median of the past weeks; null where none is known. */
  usual: number | null
}
