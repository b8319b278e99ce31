import { insideOf } from '../domain/occupancy.ts'
import { sentenceOf } from '../domain/sentences.ts'
import type { ErrorCode, ErrorDetails } from '../protocol/errors.ts'
import { isRetryable } from '../protocol/errors.ts'
import type { Reason } from '../protocol/scan.ts'
import type { FailedRule } from '../protocol/rules.ts'
import type {
  ComingInWords,
  CorrectionPayload,
  HubStatus,
  RefusedPayload,
  ScanResultPayload,
  StandingOverride,
  StatsPayload,
  VisitPayload,
} from '../protocol/server-frames.ts'
import { flagsOf } from '../store/stored-flags.ts'
import type { NamedEvent } from '../store/event-log.ts'
import type { Counters } from '../store/write.ts'
import type { NamedStandingOverride } from '../store/standing-overrides.ts'
import { occupancyCountersOf } from './occupancy-counters.ts'
import type { Answer, Outcome, ScanAnswer } from './outcome.ts'

/** Facts as the frames that desks are sent. A frame is text, made once however many desks get it. */

const MINUTE_MS = 60_000

export const isoTime = (instant: number): string => new Date(instant).toISOString()

/** The visit as the event left it: a check-in shows no end, even if the visit has ended since. */
export function visitPayload(event: NamedEvent): VisitPayload {
  const began = event.check_in_at ?? event.at
  const hasEnded = event.type === 'member_checked_out'
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
    flags: flagsOf(event.flags),
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

/** The payload's text by event: the reply to one desk and the frame to all of them carry the same. */
const payloadTexts = new WeakMap<NamedEvent, string>()

function payloadText(event: NamedEvent): string {
  const made = payloadTexts.get(event)
  if (made !== undefined) return made
  const text = JSON.stringify(payloadOf(event))
  payloadTexts.set(event, text)
  return text
}

function payloadOf(event: NamedEvent): object {
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

/** The frame that tells every desk of a fact. */
export function eventText(event: NamedEvent): string {
  return `{"type":"${event.type}","payload":${payloadText(event)}}`
}

/** The same for a session that may not see it: only that something happened, so that it notices no gap. */
export function hiddenEventText(event: NamedEvent): string {
  return `{"type":"event","payload":{"seq":${event.seq}}}`
}

/** The notice that the hub is in trouble, or well again. */
export function hubStatusText(status: HubStatus): string {
  return JSON.stringify({ type: 'hub_status', payload: status })
}

/** What a requestId adds to a reply. */
export function idText(requestId: string | undefined): string {
  return requestId === undefined ? '' : `,"requestId":"${requestId}"`
}

/** The answer to a command, as the desk that asked gets it. */
export function answerText(command: string, requestId: string | undefined, outcome: Outcome): string {
  const { answer } = outcome
  if (answer.kind === 'refused') {
    return errorText(command, requestId, { ...answer, message: sentenceFor(answer) })
  }
  if (answer.kind === 'visit') {
    return `{"type":"${answer.type}"${idText(requestId)},"payload":${visitText(outcome)}}`
  }
  if (answer.kind === 'done') {
    return `{"type":"${answer.type}"${idText(requestId)},"payload":${JSON.stringify(answer.payload)}}`
  }
  return `{"type":"scan_result"${idText(requestId)},"payload":${JSON.stringify(scanPayload({ ...outcome, answer }))}}`
}

/** The text that all desks get is used again where the answer says no more to the one that asked. */
function visitText(outcome: Outcome): string {
  const { event } = outcome
  if (!event) return 'null'
  const words = wordsOf(outcome)
  if (words === null) return payloadText(event)
  return JSON.stringify({ ...visitPayload(event), ...words })
}

/** What an answer says beside its verdict; null where there is nothing to say. */
function wordsOf({ answer, standing }: Outcome): ComingInWords | null {
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
    ...wordsOf(outcome),
    actions: answer.actions,
    ...(answer.seq !== null && { seq: answer.seq }),
  }
}

export interface Problem {
  code: ErrorCode
  message: string
  reason?: Reason
  details?: ErrorDetails | undefined
}

/** Types whose refusals have a frame type of their own, as the deployed AV Gym client expects. */
const OWN_ERROR_TYPES = new Map([
  ['check_in', 'check_in_error'],
  ['check_out', 'check_out_error'],
])

/** A refusal. `command` is the type that was sent, or undefined where it is not known or not yet allowed. */
export function errorText(
  command: string | undefined,
  requestId: string | undefined,
  problem: Problem,
): string {
  const { code, message, reason, details } = problem
  const rest = {
    code,
    retryable: isRetryable(code),
    ...(reason && { reason }),
    ...retryAfter(details),
    details,
  }
  const ownType = OWN_ERROR_TYPES.get(command ?? '')
  const id = idText(requestId)
  if (ownType) return `{"type":"${ownType}"${id},"payload":${JSON.stringify({ error: message, ...rest })}}`
  const sentence = JSON.stringify(message)
  return `{"type":"error"${id},"message":${sentence},"payload":${JSON.stringify({ message, ...rest })}}`
}

function retryAfter(details: ErrorDetails | undefined) {
  const wait = details?.['retryAfterMs']
  return wait === undefined ? {} : { retryAfterMs: wait }
}

function sentenceFor({ code, reason, details }: Extract<Answer, { kind: 'refused' }>): string {
  if (code !== 'denied' || !reason) return REFUSALS[code] ?? 'This cannot be done.'
  const rule = details?.['rule'] as FailedRule | undefined
  return sentenceOf({ reason, ...(rule && { rule }) })
}

/** The sentences of the deployed AV Gym server where it has one. */
const REFUSALS: Partial<Record<ErrorCode, string>> = {
  member_not_found: 'Member not found',
  visit_not_found: 'Check-in not found',
  already_checked_in: 'Member is already checked in',
  already_checked_out: 'Member is already checked out',
  denied: 'This cannot be undone: it would change something that came later.',
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
