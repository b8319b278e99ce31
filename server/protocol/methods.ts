import { z } from 'zod'
import type { MemberRef } from './server-frames.ts'

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
