import type { SignInBy } from './api.ts'
import { refusalBy } from './hub-refusal.ts'

/** Why somebody could not sign in. */
export type SignInError =
  | 'code_not_valid'
  | 'wrong_password'
  | 'wrong_pin'
  | 'too_many_tries'
  /** A manager removed this desk: its credential is worth nothing any more. */
  | 'desk_removed'
  | 'unreachable'

/** What went wrong, of what `by` was tried with. */
export function signInErrorOf(by: SignInBy, error: unknown): SignInError {
  const refusal = refusalBy(error)
  if (refusal === null) return 'unreachable'
  if (refusal.status === 429) return 'too_many_tries'
  if (refusal.status === 403) return 'desk_removed'
  if ('pin' in by) return 'wrong_pin'
  return 'password' in by ? 'wrong_password' : 'code_not_valid'
}
