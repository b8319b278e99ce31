import { isoTime } from '../domain/iso-time.ts'
import type { HubLimits } from '../settings/limits.ts'
import { CLOSE } from '../protocol/close-codes.ts'
import { closeRevoked } from './close-revoked.ts'
import { encode } from './encode.ts'
import type { HubPort } from './hub-port.ts'
import type { Session } from './session.ts'

interface Watch {
  limits: HubLimits
  /** Milliseconds of the clock that is never set. */
  at: number
  /** Milliseconds since 1970 UTC: the ends of tokens are instants. */
  now: number
  sessionStatusOf: HubPort['sessionStatusOf']
}

/** Looks at every session once: who has not signed in, fell silent, does not read, whose token ends or was ended. */
export function sweep(sessions: Iterable<Session>, watch: Watch): void {
  const { limits, at } = watch
  for (const session of sessions) {
    const { state } = session
    if (state.state === 'closed') continue
    if (state.state === 'awaiting_token') {
      if (at - state.openedAt >= limits.signInTimeoutMs) session.close(CLOSE.unauthorised, 'no token in time')
      continue
    }
    if (at - session.lastHeardAt > limits.silentPeerMs) session.terminate()
    else if (session.waitingLiveBytes > limits.maxBufferedBytes || session.isStalled(at, limits.stalledMs)) {
      session.close(CLOSE.slow, 'too slow')
    } else if (!closeRevoked(session, watch.sessionStatusOf)) {
      checkTokenExpiry(session, state.identity.person?.expiresAt, watch)
    }
  }
}

/** Warns of a token that is about to end, once, and closes the socket when it has. */
function checkTokenExpiry(session: Session, expiresAt: number | undefined, { limits, now }: Watch): void {
  if (expiresAt === undefined) return
  if (now >= expiresAt) {
    session.close(CLOSE.unauthorised, 'token_expired')
    return
  }
  if (session.hasWarnedOfExpiry || now < expiresAt - limits.tokenWarningMs) return
  session.hasWarnedOfExpiry = true
  session.reply(encode({ type: 'token_expiring', payload: { expiresAt: isoTime(expiresAt) } }))
}
