import { comingInWords, eventPayload, scanPayload, visitPayload } from '../commands/payloads.ts'
import type { Answer, Outcome } from '../commands/outcome.ts'
import { sentenceOf } from '../domain/sentences.ts'
import { isRetryable, type ErrorCode, type ErrorDetails } from '../protocol/errors.ts'
import type { FailedRule } from '../protocol/rules.ts'
import type { Reason } from '../protocol/scan.ts'
import type { ServerFrame } from '../protocol/server-frames.ts'
import type { NamedEvent } from '../store/event-log.ts'
import { frameAround } from './frame-bytes.ts'

/** The text of a frame. What is sent is what the protocol promises. */
export function encode(frame: ServerFrame): string {
  return JSON.stringify(frame)
}

/** The request that a reply answers, as its frame names it. */
export function replyTo(requestId: string | undefined): { requestId?: string } {
  return requestId === undefined ? {} : { requestId }
}

/*
 * The one fast path, measured: a scan's event and its answer go out hundreds of times a second. The payload of an event is made into
 * text once, for the reply to one desk and for the frame to all of them; only what differs is put around it.
 */

const payloadTexts = new WeakMap<NamedEvent, string>()

function payloadText(event: NamedEvent): string {
  const made = payloadTexts.get(event)
  if (made !== undefined) return made
  const text = JSON.stringify(eventPayload(event))
  payloadTexts.set(event, text)
  return text
}

/** The frame that tells every desk of a fact. */
export function encodeEvent(event: NamedEvent): string {
  return `{"type":"${event.type}","payload":${payloadText(event)}}`
}

/** The same for a session that may not see it: only that something happened, so that it notices no gap. */
export function encodeHiddenEvent({ seq }: NamedEvent): string {
  return encode({ type: 'event', payload: { seq } })
}

/** The pieces of a snapshot's frame: only what stands around the payload is made for each who asks. */
export function encodeSnapshot(requestId: string | undefined, payload: Buffer): Buffer[] {
  return frameAround(`{"type":"snapshot"${idText(requestId)},"payload":`, payload, '}')
}

/** The answer to a command, as the desk that asked gets it. */
export function encodeAnswer(command: string, requestId: string | undefined, outcome: Outcome): string {
  const { answer } = outcome
  if (answer.kind === 'refused') {
    return encodeRefusal(command, requestId, { ...answer, message: sentenceFor(answer) })
  }
  const [type, payload] = answerOf(outcome, answer)
  return `{"type":"${type}"${idText(requestId)},"payload":${payload}}`
}

function answerOf(outcome: Outcome, answer: Exclude<Answer, { kind: 'refused' }>): [string, string] {
  switch (answer.kind) {
    case 'visit':
      return [answer.type, visitText(outcome)]
    case 'done':
      return [answer.type, JSON.stringify(answer.payload)]
    case 'scan':
      return ['scan_result', JSON.stringify(scanPayload({ ...outcome, answer }))]
  }
}

/** The text that all desks get is used again where the answer says no more to the one that asked. */
function visitText(outcome: Outcome): string {
  const { event } = outcome
  if (!event) return 'null'
  const words = comingInWords(outcome)
  return words === null ? payloadText(event) : JSON.stringify({ ...visitPayload(event), ...words })
}

function idText(requestId: string | undefined): string {
  return requestId === undefined ? '' : `,"requestId":"${requestId}"`
}

/** Why something was refused. */
export interface Refusal {
  code: ErrorCode
  message: string
  reason?: Reason
  details?: ErrorDetails | undefined
}

/** A refusal. `command` is the type that was sent, or undefined where it is not known or not yet allowed. */
export function encodeRefusal(
  command: string | undefined,
  requestId: string | undefined,
  { code, message, reason, details }: Refusal,
): string {
  const rest = {
    code,
    retryable: isRetryable(code),
    ...(reason && { reason }),
    ...retryAfter(details),
    ...(details && { details }),
  }
  // Refusals of these have a frame of their own, as the deployed AV Gym client expects.
  if (command === 'check_in' || command === 'check_out') {
    return encode({ type: `${command}_error`, ...replyTo(requestId), payload: { error: message, ...rest } })
  }
  return encode({ type: 'error', ...replyTo(requestId), message, payload: { message, ...rest } })
}

function retryAfter(details: ErrorDetails | undefined) {
  const wait = details?.['retryAfterMs']
  return wait === undefined ? {} : { retryAfterMs: wait }
}

function sentenceFor({ code, reason, details }: Extract<Answer, { kind: 'refused' }>): string {
  if (code !== 'denied' || !reason) return REFUSALS[code] ?? 'This is not possible.'
  const rule = details?.['rule'] as FailedRule | undefined
  return sentenceOf({ reason, ...(rule && { rule }) })
}

/** The sentences of the deployed AV Gym server where it has one. */
const REFUSALS: Partial<Record<ErrorCode, string>> = {
  member_not_found: 'Member not found',
  visit_not_found: 'Check-in not found',
  already_checked_in: 'Member is already checked in',
  already_checked_out: 'Member is already checked out',
  denied: 'This cannot be undone: something later depends on it.',
}
