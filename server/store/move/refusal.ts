import { HubError } from '../../protocol/errors.ts'

/** Why a move is not begun, or cannot go on, in one sentence for people. */
export function refusal(sentence: string, cause?: unknown): HubError {
  const error = new HubError('invalid_message', sentence)
  error.cause = cause
  return error
}
