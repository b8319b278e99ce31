import { MAX_LISTED_CLOSINGS, type ClosingsReply } from '../../protocol/closings.ts'
import { listToReview } from '../../store/closings.ts'
import type { QueryContext } from './rule-context.ts'
import { isoTime } from '../../domain/iso-time.ts'

/** The visits that the hub ended and nobody has reviewed. */
export async function listClosings({ db, counters }: QueryContext): Promise<ClosingsReply> {
  const rows = await listToReview(db, MAX_LISTED_CLOSINGS)
  const visits = rows.map((row) => ({
    checkInId: row.id,
    member: {
      id: row.member_id,
      full_name: row.full_name ?? '',
      membership_type: row.membership_type ?? '',
    },
    location: row.location,
    check_in_time: isoTime(row.check_in_at),
    check_out_time: isoTime(Math.max(row.closed_at, row.check_in_at)),
  }))
  return { count: counters.toReview, visits }
}
