import type { RequestHistory } from '../commands/reports/request-history.ts'
import type { Delivery, RequestTrace } from '../hub/request-trace.ts'

/** One request's life as lines for people, in the order of time. Ends with a line break. */
export function traceLines({ requestId, deliveries, recorded }: RequestTrace): string {
  const lines = [
    `Request ${requestId}`,
    ...deliveries.flatMap(deliveryLines),
    ...(deliveries.length === 0
      ? ['The running hub remembers no delivery of it; this is from the database.']
      : []),
    ...(recorded ? recordedLines(recorded) : ['The database has no answer to it: it was not done.']),
  ]
  return `${lines.join('\n')}\n`
}

function deliveryLines(delivery: Delivery, index: number): string[] {
  const { receivedAt, type, desk, session, startedMs, committedMs, answeredMs, notified } = delivery
  const heading = index === 0 ? 'Received' : 'Received again'
  const isWaiting = startedMs === null && delivery.code === null
  return [
    `${heading} ${receivedAt}: ${type} from desk ${desk}, session ${session}`,
    ...step(startedMs, 'started'),
    ...step(committedMs, `committed: ${outcome(delivery)}`),
    ...(committedMs === null && delivery.code !== null ? [`            refused: ${delivery.code}`] : []),
    ...step(answeredMs, 'answered'),
    ...(notified ? step(notified.ms, `told to ${notified.sessions} sessions`) : []),
    ...(isWaiting ? ['            waits for its turn'] : []),
    ...(answeredMs === null ? ['            not answered: the socket had closed, or it is under way'] : []),
  ]
}

function step(ms: number | null, what: string): string[] {
  return ms === null ? [] : [`${`+${ms.toFixed(2)}`.padStart(8)} ms ${what}`]
}

function outcome({ verdict, reason, code, seq, isRepeat }: Delivery): string {
  const words = [verdict, code, reason].filter((word) => word !== null).join(', ')
  const event = seq === null ? '' : ` as event ${seq}`
  return isRepeat ? `done before, its first answer again (${words})` : `${words}${event}`
}

function recordedLines({ doneAt, answer, event, visit }: RequestHistory): string[] {
  const kind = answer.kind === 'refused' ? `refused, ${answer.code}` : answer.kind
  return [
    `Done ${doneAt}, remembered answer: ${kind}`,
    ...(event
      ? [
          `Event ${event.seq}: ${event.type} at ${event.at}, ${event.verdict ?? ''}, ${event.reason ?? ''}, desk ${event.deskId ?? 'none'}`,
        ]
      : []),
    ...(visit ? [`Visit ${visit.id}: in since ${visit.checkInAt}, ${fate(visit)}`] : []),
  ]
}

function fate({ checkOutAt, closedBy }: NonNullable<RequestHistory['visit']>): string {
  if (checkOutAt === null) return 'not ended'
  return `ended ${checkOutAt} by ${closedBy ?? 'nobody'}`
}
