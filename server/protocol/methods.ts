import { z } from 'zod'
import { MAX_CODE_CHARACTERS, MAX_LOCATION_CHARACTERS } from './limits.ts'
import { SCAN_MODES, type Reason } from './scan.ts'
import type { MemberCard, MemberRef, StandingOverride } from './server-frames.ts'

/** Questions of a live desk, sent as `request` with `{method, params}` and answered by `reply`. */

/** How many members a search returns: what fits a desk's screen without scrolling far. */
export const MAX_SEARCH_RESULTS = 20

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

/** One stay of a member's past. Times are ISO 8601. */
export interface PastVisit {
  id: string
  location: string
  check_in_time: string
  /** null while the member is inside. */
  check_out_time: string | null
  /** True where nobody scanned the way out and the hub closed it. */
  auto_closed: boolean
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
  /** By the last characters of their codes, the newest first. */
  cards: { end: string; withdrawn: boolean }[]
  /** The last ones, the newest first; undone ones left out. */
  visits: PastVisit[]
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
