import { businessDayAt } from '../../domain/business-day.ts'
import { closingUpTo } from '../../domain/closing.ts'
import type { CorrectOccupancyPayload } from '../../protocol/client-frames.ts'
import { insertCorrection } from '../../store/corrections.ts'
import type { NamedEvent } from '../../store/event-log.ts'
import { isNotBelieved, occurredAt, type CommandContext } from '../context.ts'
import type { ClosingContext } from './end-overdue.ts'
import { refused, type Outcome } from '../outcome.ts'

/** A count that reaches the hub later than this is of another building. */
const OLDEST_COUNT_MS = 10 * 60_000

/**
 * From now on as many are inside as somebody counted. Visits stay as they are: the difference lives beside them, and
 * ends with the day.
 */
export function correctOccupancy(context: CommandContext, request: CorrectOccupancyPayload): Outcome {
  const { counted, reason } = request
  const at = occurredAt(context, request.occurredAt)
  if (at < context.now - OLDEST_COUNT_MS || isNotBelieved(context, request.occurredAt))
    return refused('denied', { details: { why: 'the count is too old' } })
  const { occupancy: registered, unregistered: before } = context.counters
  const said = { reason, staffId: context.actor }
  const event = setOccupancy(context, { counted, ...said, desk: context.desk })
  const actor = { id: context.actor, deskId: context.desk.id }
  const details = { counted, registered, before: registered + before }
  context.audit({ actor, action: 'occupancy_corrected', subject: String(event.seq), details })
  const payload = { counted, registered }
  return {
    answer: { kind: 'done', type: 'correct_occupancy_success', payload, seq: event.seq },
    ...{ event, card: null, standing: null },
  }
}

/**
 * Ends a correction with the day that it was made on: at the closing, or where the gym never closes, at the cut-over.
 * Changes nothing where there is none.
 */
export function endCorrection(context: ClosingContext): void {
  const { counters, settings, trustedNow } = context
  const { unregistered, correctedAt, occupancy } = counters
  const neverCloses = settings.closing.times.size === 0
  const dayEndedAt = neverCloses
    ? businessDayAt(trustedNow, settings.dayRule).startsAt
    : (closingUpTo(trustedNow, settings.closing) ?? 0)
  if (unregistered === 0) return
  if (correctedAt !== null && correctedAt >= dayEndedAt) {
    countFromNowIfAhead(context, correctedAt)
    return
  }
  setOccupancy(context, { counted: occupancy, reason: null, staffId: null })
}

/** A headcount that a clock of then put into the future would stay until that day: it was made today, at the latest. */
function countFromNowIfAhead({ counters, now, trustedNow }: ClosingContext, correctedAt: number): void {
  const isTrusted = now === trustedNow
  if (isTrusted && correctedAt > now) counters.correctedAt = now
}

interface Headcount {
  counted: number
  reason: string | null
  staffId: string | null
  desk?: { id: string; name: string }
}

function setOccupancy(context: ClosingContext, headcount: Headcount): NamedEvent {
  const { counters, now: at } = context
  const { counted, reason, staffId, desk } = headcount
  const registered = counters.occupancy
  counters.unregistered = counted - registered
  counters.correctedAt = at
  const event = context.append(
    { type: 'occupancy_corrected', at, ...(desk && { deskId: desk.id }) },
    { counted, registered, correction_reason: reason, ...(desk && { desk_name: desk.name }) },
  )
  insertCorrection(context.tx, { seq: event.seq, at, counted, registered, reason, staff_id: staffId })
  return event
}
