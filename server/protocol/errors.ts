import type { FieldProblem } from './member-fields.ts'

/** Every code that an `error`, `check_in_error` or `check_out_error` frame may carry. The list is closed. */
export const ERROR_CODES = [
  'invalid_json',
  'invalid_message',
  'unknown_type',
  'not_authenticated',
  'authentication_failed',
  'token_expired',
  'forbidden',
  'member_not_found',
  'visit_not_found',
  'already_checked_in',
  'already_checked_out',
  'denied',
  'request_conflict',
  'rate_limited',
  'too_large',
  'storage_unavailable',
  'internal',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** What is wrong with what somebody chose: `details.problem` of an `invalid_message`, so that a desk can say it in its own words. */
export type Problem =
  | 'username_form'
  | 'username_taken'
  | 'password_length'
  | 'password_easy'
  | 'pin_form'
  | 'pin_easy'
  | 'last_manager'
  | 'account_unknown'
  | 'desk_unknown'
  | 'code_unreadable'
  | 'desk_name_taken'
  | 'plan_name_taken'
  | 'plan_unknown'
  | 'plan_location_unknown'
  | 'plan_over'
  | 'plan_start'
  | 'person_known'
  | 'person_has_plan'
  | 'host_not_inside'
  | 'plan_without_guests'
  | 'guests_used_up'
  | 'family_of_family'
  | FieldProblem
  | 'photo_unreadable'
  | 'lent_day'
  | 'same_card'
  | 'member_inside'
  | 'member_owes'

/** Codes after which the same request, sent again unchanged, may succeed. */
const RETRYABLE: ReadonlySet<ErrorCode> = new Set(['rate_limited', 'storage_unavailable', 'internal'])

/** True where sending the same request again may succeed; such an answer is never remembered. */
export function isRetryable(code: ErrorCode): boolean {
  return RETRYABLE.has(code)
}

/** What a refusal says beside its code: a reason of the rules, the time to wait, where the mistake is. */
export type ErrorDetails = Readonly<Record<string, unknown>>

/**
 * An error that the caller can act on. `message` is an English sentence for people and never quotes what the
 * caller sent. Anything that is not a HubError is a bug of ours and answered as `internal`.
 */
export class HubError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails | undefined

  constructor(code: ErrorCode, message: string, details?: ErrorDetails) {
    super(message)
    this.name = 'HubError'
    this.code = code
    this.details = details
  }
}

/** An `invalid_message` about what somebody chose, which they can choose again; `field` is where, if it is one of several. */
export function problem(what: Problem, message: string, field?: string): HubError {
  return new HubError('invalid_message', message, { problem: what, ...(field !== undefined && { field }) })
}
