import { errorText } from '../commands/frames.ts'
import { HubError, type ErrorCode } from '../protocol/errors.ts'
import type { Logger } from '../observe/logger.ts'
import type { Session } from './session.ts'

/** The frame that an answer belongs to. `type` is undefined where a refusal is a plain `error`. */
export interface Asked {
  type: string | undefined
  requestId: string | undefined
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
  session.reply(errorText(type, asked.requestId, { code, message, details }))
}

/**
 * Answers an error. One that the caller can act on goes out as it is; anything else is a fault of ours: it is logged
 * with its stack, here and nowhere else, and answered without it.
 */
export function refuseError(session: Session, asked: Asked, error: unknown, log: Logger): void {
  if (error instanceof HubError) {
    if (error.cause !== undefined) log.error({ err: error.cause, code: error.code }, 'the store failed')
    refuse(session, asked, error.code, error.message, error.details)
    return
  }
  log.error({ err: error, type: asked.type, session: session.id }, 'a fault in the hub')
  refuse(session, asked, 'internal', 'The hub could not do this. Try again; its log says why.')
}
