import { isoTime } from '../domain/iso-time.ts'
import { insideOf } from '../domain/occupancy.ts'
import { sentenceOf } from '../domain/sentences.ts'
import type {
  ComingInWords,
  CorrectionPayload,
  RefusedPayload,
  ScanResultPayload,
  StandingOverride,
  StatsPayload,
  VisitPayload,
} from '../protocol/server-frames.ts'
import { flagsOf } from '../store/stored-flags.ts'
import type { NamedEvent } from '../store/event-log.ts'
import type { Counters } from '../store/counters.ts'
import type { NamedStandingOverride } from '../store/standing-overrides.ts'
import { occupancyCountersOf } from './visits/occupancy-counters.ts'
import type { Outcome, ScanAnswer } from './outcome.ts'

/** Facts as the payloads of frames. */

const MINUTE_MS = 60_000

/** The visit as the event left it: a check-in shows no end, even if the visit has ended since. */
export function visitPayload(event: NamedEvent): VisitPayload {
  const began = event.check_in_at ?? event.at
  const hasEnded = event.type === 'member_checked_out'
  const flags = flagsOf(event.flags)
  return {
    id: event.visit_id ?? '',
    member: memberRef(event),
    check_in_time: isoTime(began),
    location: event.location ?? '',
    check_out_time: hasEnded ? isoTime(event.at) : null,
    ...(hasEnded && { stay_minutes: Math.floor((event.at - began) / MINUTE_MS) }),
    notes: (hasEnded ? event.check_out_notes : null) ?? event.notes ?? '',
    desk: { id: event.desk_id ?? '', name: event.desk_name ?? '' },
    seq: event.seq,
    verdict: event.verdict ?? 'granted',
    reason: event.reason ?? 'ok_in',
    flags,
    ...(!hasEnded && flags.includes('undone') && { undone_time: isoTime(event.at) }),
    ...(!hasEnded && event.seen_at !== null && { seen_time: isoTime(event.seen_at) }),
  }
}

function memberRef(event: NamedEvent) {
  return {
    id: event.member_id ?? '',
    full_name: event.full_name ?? '',
    membership_type: event.membership_type ?? '',
  }
}

function refusedPayload(event: NamedEvent): RefusedPayload {
  return {
    seq: event.seq,
    at: isoTime(event.at),
    deskId: event.desk_id ?? '',
    deskName: event.desk_name ?? '',
    verdict: event.verdict ?? 'denied',
    reason: event.reason ?? 'unknown_credential',
    ...(event.member_id !== null && { member: memberRef(event) }),
    ...(event.code_end && { codeEnd: event.code_end }),
  }
}

function correctionPayload(event: NamedEvent): CorrectionPayload {
  return {
    seq: event.seq,
    at: isoTime(event.at),
    ...(event.desk_id !== null && { desk: { id: event.desk_id, name: event.desk_name ?? '' } }),
    counted: event.counted ?? 0,
    registered: event.registered ?? 0,
    ...(event.correction_reason !== null && { reason: event.correction_reason }),
  }
}

/** A fact as its frame carries it. */
export function eventPayload(event: NamedEvent): object {
  switch (event.type) {
    case 'member_checked_in':
    case 'member_checked_out':
      return visitPayload(event)
    case 'scan_refused':
      return refusedPayload(event)
    case 'member_changed':
      return { seq: event.seq, at: isoTime(event.at), member: memberRef(event) }
    case 'occupancy_corrected':
      return correctionPayload(event)
    default:
      return { seq: event.seq, at: isoTime(event.at) }
  }
}

/** What an answer says beside its verdict; null where there is nothing to say. */
export function comingInWords({ answer, standing }: Outcome): ComingInWords | null {
  const warnings = 'warnings' in answer ? answer.warnings : undefined
  if (!warnings && !standing) return null
  return { ...(warnings && { warnings }), ...(standing && { override: standingPayload(standing) }) }
}

export function standingPayload(standing: NamedStandingOverride): StandingOverride {
  const { id, refusal, reason, until_day, staff_name, approver_name } = standing
  return { id, refusal, reason, until: until_day, by: staff_name, approvedBy: approver_name }
}

/** A scan's answer as its frame carries it. */
export function scanPayload(outcome: Outcome & { answer: ScanAnswer }): ScanResultPayload {
  const { answer, event, card } = outcome
  const hasVisit = event !== null && event.visit_id !== null
  return {
    verdict: answer.verdict,
    reason: answer.reason,
    flags: answer.flags,
    message: sentenceOf(answer),
    member: card,
    visit: hasVisit ? visitPayload(event) : null,
    ...(answer.duplicateOf && {
      duplicateOf: { visitId: answer.duplicateOf.visitId, at: isoTime(answer.duplicateOf.at) },
    }),
    ...(answer.rule && { rule: answer.rule }),
    ...(answer.blocked && { blocked: answer.blocked }),
    ...comingInWords(outcome),
    actions: answer.actions,
    ...(answer.seq !== null && { seq: answer.seq }),
  }
}

/** The building in numbers, as of the last commit. */
export function statsPayload(
  counters: Readonly<Counters>,
  now: number,
  capacity: number | null,
): StatsPayload {
  const average = counters.endedStays === 0 ? 0 : counters.stayMs / counters.endedStays
  return {
    currentlyIn: insideOf(occupancyCountersOf(counters)),
    unregistered: counters.unregistered,
    toReview: counters.toReview,
    todayTotal: counters.checkIns,
    averageStayMinutes: Math.floor(average / MINUTE_MS),
    timestamp: isoTime(now),
    capacity,
    businessDay: counters.day.day,
    epoch: counters.epoch,
    seq: counters.seq,
  }
}
