import { isoTime } from '../domain/iso-time.ts'
import { findRequestHistory, type RequestHistory } from '../commands/reports/request-history.ts'
import type { RequestTimeline, FoundRecord } from '../observe/request-timeline.ts'
import type { Db } from '../store/database.ts'

/** One time that a request came to the hub. Spans are milliseconds since its frame came. */
export interface Delivery {
  receivedAt: string
  session: string
  desk: string
  type: string
  startedMs: number | null
  committedMs: number | null
  answeredMs: number | null
  notified: { ms: number; sessions: number } | null
  seq: number | null
  verdict: string | null
  reason: string | null
  code: string | null
  isRepeat: boolean
}

/** One request's whole life. */
export interface RequestTrace {
  requestId: string
  /** As far as the running hub remembers; empty where none runs. */
  deliveries: Delivery[]
  recorded: RequestHistory | null
}

interface Clocks {
  now: () => number
  steadyNow: () => number
}

/** Joins what the running hub remembers with what the database keeps; null where neither knows of the request. */
export async function traceRequest(
  db: Db,
  requestId: string,
  running: { timeline: RequestTimeline; clocks: Clocks } | null,
): Promise<RequestTrace | null> {
  const recorded = await findRequestHistory(db, requestId)
  const found = running?.timeline.find(requestId) ?? []
  if (!recorded && found.length === 0) return null
  const sinceEpoch = running ? running.clocks.now() - running.clocks.steadyNow() : 0
  return {
    requestId: requestId.toLowerCase(),
    deliveries: found.map((operation) => delivery(operation, sinceEpoch)),
    recorded,
  }
}

function delivery(operation: FoundRecord, sinceEpoch: number): Delivery {
  const { session, desk, type, receivedAt, notified, seq, verdict, reason, code, isRepeat } = operation
  const after = (at: number | null) => (at === null ? null : Math.round((at - receivedAt) * 100) / 100)
  return {
    receivedAt: isoTime(receivedAt + sinceEpoch),
    session,
    desk,
    type,
    startedMs: after(operation.startedAt),
    committedMs: after(operation.committedAt),
    answeredMs: after(operation.answeredAt),
    notified: notified && { ms: after(notified.at) ?? 0, sessions: notified.sessions },
    seq,
    verdict,
    reason,
    code,
    isRepeat,
  }
}
