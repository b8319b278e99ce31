import { encodeRefusal } from './encode.ts'

import { HubError, type ErrorCode } from '../protocol/errors.ts'
import { FRAME_TYPES } from '../protocol/decode.ts'
import type { RequestRecord } from '../observe/request-timeline.ts'
import type { Logger } from '../observe/logger.ts'
import type { Session } from './session.ts'

/** The frame that an answer belongs to. `type` is undefined where a refusal is a plain `error`. */
export interface Asked {
  type: string | undefined
  requestId: string | undefined
  /** What is remembered of it, where it is a command that was begun. */
  operation?: RequestRecord
}

/** Refuses a frame with a code of the protocol. */
export function refuse(
  session: Session,
  asked: Asked,
  code: ErrorCode,
  message: string,
  details?: Readonly<Record<string, unknown>>,
): void {
  const type = session.identity ? asked.type : undefined
  session.metrics.errors.add(code)
  const operation = asked.operation ?? remembered(session, asked)
  if (operation) session.metrics.timeline.refused(operation, code)
  session.reply(encodeRefusal(type, asked.requestId, { code, message, details }), operation)
}

/** A refusal that somebody can ask about later: what a signed-in client sent under an id. */
function remembered(session: Session, { type, requestId }: Asked): RequestRecord | undefined {
  const { identity, id, metrics } = session
  if (!identity || requestId === undefined) return undefined
  const known = FRAME_TYPES.find((name) => name === type) ?? 'unknown'
  return metrics.timeline.received({ requestId, session: id, desk: identity.desk.id, type: known })
}

/** Time for a client to read what it asked for before it asks for more. */
const READ_FIRST_MS = 1_000

/** What a client is told that has not read the answers to what it asked for before. */
export function unread(): HubError {
  const details = { retryAfterMs: READ_FIRST_MS }
  return new HubError('rate_limited', 'Read the answers to your requests before sending more.', details)
}

/**
 * Answers an error. One that the caller can act on goes out as it is; anything else is a fault of ours: it is logged
 * with its stack, here and nowhere else, and answered without it.
 */
export function refuseError(session: Session, asked: Asked, error: unknown, log: Logger): void {
  if (error instanceof HubError) {
    if (error.cause !== undefined)
      log.error({ err: error.cause, code: error.code }, 'a database operation failed')
    refuse(session, asked, error.code, error.message, error.details)
    return
  }
  log.error({ err: error, type: asked.type, session: session.id }, 'internal error')
  refuse(session, asked, 'internal', 'Something went wrong on the hub. Try again. Its log says why.')
}
