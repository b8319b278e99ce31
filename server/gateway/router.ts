import { isoTime } from '../domain/iso-time.ts'
import { callerOf } from '../auth/caller.ts'
import { hasRight } from '../protocol/rights.ts'
import { CLOSE } from '../protocol/close-codes.ts'
import type { ClientFrame, Malformed } from '../protocol/client-frames.ts'
import type { CommandFrame } from '../protocol/operations.ts'
import { decodeFrame } from '../protocol/decode.ts'
import type { HubLimits } from '../settings/limits.ts'
import { recordOutcome } from './record-outcome.ts'
import type { Logger } from '../observe/logger.ts'
import type { Metrics } from '../observe/metrics.ts'
import { encode, encodeAnswer, encodeSnapshot, replyTo } from './encode.ts'
import { refuse, refuseError, unread, type Asked } from './answer.ts'
import { closeRevoked } from './close-revoked.ts'
import { sourceOf } from './command-source.ts'
import type { HubPort } from './hub-port.ts'
import type { Session } from './session.ts'

/** What a session may send before it has signed in. */
const ALLOWED_BEFORE_SIGN_IN = new Set<string>(['authenticate', 'heartbeat', 'ping'])

interface RouterParts {
  hub: HubPort
  limits: HubLimits
  log: Logger
  metrics: Metrics
  now: () => number
  steadyNow: () => number
  /** Signs a session in, or anew. */
  authenticate: (session: Session, frame: Extract<ClientFrame, { type: 'authenticate' }>) => void
}

/** Takes a session's frames in: limits, decoding, rights, and the way to what answers them. */
export class Router {
  readonly #parts: RouterParts

  constructor(parts: RouterParts) {
    this.#parts = parts
  }

  /** Takes a ping or a pong as a frame of its rate; false where it gets no answer. */
  receiveControl(session: Session): boolean {
    if (!session.isOpen) return false
    const at = this.#parts.steadyNow()
    session.lastHeardAt = at
    const waitMs = session.bucket.take(1, at)
    if (waitMs > 0) this.#closeFlooding(session, waitMs)
    return waitMs === 0
  }

  receive(session: Session, text: string): void {
    if (!session.isOpen) return
    const { limits, metrics, steadyNow } = this.#parts
    const receivedAt = steadyNow()
    session.lastHeardAt = receivedAt
    if (session.inbox) {
      session.inbox.push(text)
      return
    }
    if (!session.identity && Buffer.byteLength(text) > limits.maxFrameBytesBeforeSignIn) {
      session.close(CLOSE.tooBig, 'too_large')
      return
    }
    const decoded = decodeFrame(text)
    const asked = decoded.ok ? askedBy(decoded.frame) : askedBy(decoded.malformed)
    metrics.framesIn.add(asked.type ?? '')
    const cost = decoded.ok && decoded.frame.type === 'batch' ? Math.max(decoded.frame.items.length, 1) : 1
    const waitMs = session.bucket.take(cost, receivedAt)
    if (waitMs > 0) this.#refuseExcess(session, asked, waitMs)
    else if (decoded.ok) this.#dispatch(session, decoded.frame, receivedAt)
    else this.#refuseMalformed(session, decoded.malformed)
  }

  #refuseExcess(session: Session, asked: Asked, retryAfterMs: number): void {
    if (this.#closeFlooding(session, retryAfterMs)) return
    refuse(session, asked, 'rate_limited', 'Too many messages. Wait a moment.', { retryAfterMs })
  }

  /** Counts a frame beyond the rate, and closes the session where it is one too many; says whether it did. */
  #closeFlooding(session: Session, retryAfterMs: number): boolean {
    const { log, steadyNow } = this.#parts
    if (!session.excess.isOver(steadyNow())) return false
    log.warn({ session: session.id, address: session.address }, 'closed a flooding client')
    session.close(CLOSE.flooding, String(retryAfterMs))
    return true
  }

  #refuseMalformed(session: Session, malformed: Malformed): void {
    const { log, steadyNow } = this.#parts
    const { code, message, details } = malformed
    log.debug({ session: session.id, code, field: details?.field }, 'refused a malformed frame')
    if (!session.identity && code !== 'invalid_json') {
      if (!ALLOWED_BEFORE_SIGN_IN.has(malformed.type ?? '')) {
        refuse(session, malformed, 'not_authenticated', 'Authentication required')
        return
      }
    }
    if (session.malformed.isOver(steadyNow())) {
      log.warn(
        { session: session.id, address: session.address },
        'closed a client that kept sending malformed frames',
      )
      session.close(CLOSE.malformed, 'too many malformed frames')
      return
    }
    refuse(session, malformed, code, message, details)
  }

  #dispatch(session: Session, frame: ClientFrame, receivedAt: number): void {
    if (!session.identity && !ALLOWED_BEFORE_SIGN_IN.has(frame.type)) {
      refuse(session, askedBy(frame), 'not_authenticated', 'Authentication required')
      return
    }
    if (frame.type === 'authenticate') {
      this.#parts.authenticate(session, frame)
      return
    }
    if (closeRevoked(session, this.#parts.hub.sessionStatusOf, askedBy(frame))) return
    switch (frame.type) {
      case 'heartbeat':
        session.reply(this.#heartbeatAck(session, frame.requestId))
        return
      case 'ping':
        session.reply(encode({ type: 'pong', ...replyTo(frame.requestId) }))
        return
      case 'snapshot':
        this.#answerSnapshot(session, frame.requestId)
        return
      case 'request':
        void this.#answerCall(session, frame)
        return
      case 'batch':
        for (const item of frame.items) {
          if (item.ok) this.#dispatch(session, item.frame, receivedAt)
          else this.#refuseMalformed(session, item.malformed)
        }
        return
      default:
        this.#runCommand(session, frame, receivedAt)
    }
  }

  /** `seq` goes only to those who are sent events. */
  #heartbeatAck(session: Session, requestId: string | undefined): string {
    const { hub, now } = this.#parts
    return encode({
      type: 'heartbeat_ack',
      ...replyTo(requestId),
      timestamp: isoTime(now()),
      ...(session.identity && { seq: hub.stats().seq }),
    })
  }

  #runCommand(session: Session, frame: CommandFrame, receivedAt: number): void {
    const { hub, log, metrics } = this.#parts
    const identity = session.identity
    if (!identity) return
    const { type, requestId } = frame
    const about = { requestId, session: session.id, desk: identity.desk.id, type }
    const operation = metrics.timeline.received(about, receivedAt)
    const asked = { type, requestId, operation }
    const source = sourceOf(identity, session.presence, frame)
    if (!source) {
      refuse(session, asked, 'forbidden', 'Your role does not allow this.')
      return
    }
    hub.run(frame, source, operation, (result) => {
      if (result instanceof Error) {
        refuseError(session, asked, result, log)
        return
      }
      recordOutcome(metrics, operation, result)
      session.reply(encodeAnswer(type, requestId, result), operation)
    })
  }

  #answerSnapshot(session: Session, requestId: string | undefined): void {
    const { hub, log, steadyNow } = this.#parts
    const asked = { type: 'snapshot', requestId }
    if (!this.#mayAsk(session, asked)) return
    const retryAfterMs = session.snapshots.take(1, steadyNow())
    if (retryAfterMs > 0) {
      refuse(session, asked, 'rate_limited', 'Too many snapshots. Events carry the changes.', {
        retryAfterMs,
      })
      return
    }
    hub.snapshot((result) => {
      if (result instanceof Error) refuseError(session, asked, result, log)
      else session.sendShared(encodeSnapshot(requestId, result.payload))
    })
  }

  async #answerCall(session: Session, frame: Extract<ClientFrame, { type: 'request' }>): Promise<void> {
    const { hub, log } = this.#parts
    const { person, desk } = session.identity ?? {}
    if (!this.#mayAsk(session, askedBy(frame)) || !person || !desk) return
    try {
      const { method, params } = frame.payload
      const answer = await hub.call(method, params, callerOf(person, desk.isOurs ? desk.id : null))
      session.sendRequested([encode({ type: 'reply', ...replyTo(frame.requestId), payload: answer })])
    } catch (error) {
      refuseError(session, askedBy(frame), error, log)
    }
  }

  /** A desk on which nobody has signed in is shown nobody; one that does not read its answers gets no more. */
  #mayAsk(session: Session, asked: Asked): boolean {
    if (!session.role || !hasRight(session.role, 'see')) {
      refuse(session, asked, 'forbidden', 'Someone has to sign in at this desk first.')
      return false
    }
    if (!session.hasToReadFirst(this.#parts.limits)) return true
    refuseError(session, asked, unread(), this.#parts.log)
    return false
  }
}

function askedBy(frame: { type: string | undefined; requestId?: string | undefined }): Asked {
  return { type: frame.type, requestId: frame.requestId }
}
