import type { Db } from '../../store/database.ts'
import { findEvent } from '../../store/event-log.ts'
import { findRequest } from '../../store/requests.ts'
import { findVisit } from '../../store/visits.ts'
import { isoTime } from '../../domain/iso-time.ts'
import type { Answer } from '../outcome.ts'

/** What the database remembers of a request: ids, times and words of closed lists, no names and no text. */
export interface RequestHistory {
  /** When it was done, first and only. */
  doneAt: string
  answer: Answer
  event: {
    seq: number
    type: string
    at: string
    deskId: string | null
    verdict: string | null
    reason: string | null
    visitId: string | null
  } | null
  /** The visit as it is now, whatever came later. */
  visit: { id: string; checkInAt: string; checkOutAt: string | null; closedBy: string | null } | null
}

/** What became of a request, from the database alone; null where it was never done, or was denied long ago. */
export async function findRequestHistory(db: Db, requestId: string): Promise<RequestHistory | null> {
  const request = await findRequest(db, requestId.toLowerCase())
  if (!request) return null
  const answer = JSON.parse(request.answer) as Answer
  const seq = answer.kind === 'refused' ? null : answer.seq
  const event = seq === null ? undefined : await findEvent(db, seq)
  const visit = event?.visit_id ? await findVisit(db, event.visit_id) : undefined
  return {
    doneAt: isoTime(request.at),
    answer,
    event: event
      ? {
          seq: event.seq,
          type: event.type,
          at: isoTime(event.at),
          deskId: event.desk_id,
          verdict: event.verdict,
          reason: event.reason,
          visitId: event.visit_id,
        }
      : null,
    visit: visit
      ? {
          id: visit.id,
          checkInAt: isoTime(visit.check_in_at),
          checkOutAt: visit.check_out_at === null ? null : isoTime(visit.check_out_at),
          closedBy: visit.closed_by,
        }
      : null,
  }
}
