import { isoTime } from '../commands/frames.ts'
import type { HubLimits } from '../limits.ts'
import { CLOSE } from '../protocol/close-codes.ts'
import type { Session } from './session.ts'

/** Looks at every session once: who has not signed in, fell silent, does not read, or whose token ends. */
export function sweep(
  sessions: Iterable<Session>,
  limits: HubLimits,
  now: number,
  touched: (session: Session) => void,
): void {
  for (const session of sessions) {
    const { state } = session
    if (state.state === 'closed') continue
    if (state.state === 'awaiting_token') {
      if (now - state.openedAt >= limits.signInTimeoutMs)
        session.close(CLOSE.unauthorised, 'no token in time')
      continue
    }
    if (now - session.lastHeardAt > limits.silentPeerMs) session.terminate()
    else if (session.waitingLiveBytes > limits.maxBufferedBytes || session.isStalled(now, limits.stalledMs)) {
      session.close(CLOSE.slow, 'too slow')
    } else minded(session, state.identity.person?.expiresAt, { limits, now, touched })
  }
}

interface Watch {
  limits: HubLimits
  now: number
  touched: (session: Session) => void
}

/** Warns of a token that is about to end, once, and closes the socket when it has. */
function minded(session: Session, expiresAt: number | undefined, { limits, now, touched }: Watch): void {
  if (expiresAt === undefined) return
  if (now >= expiresAt) {
    session.close(CLOSE.unauthorised, 'token_expired')
    return
  }
  if (session.hasWarnedOfExpiry || now < expiresAt - limits.tokenWarningMs) return
  session.hasWarnedOfExpiry = true
  session.reply(`{"type":"token_expiring","payload":{"expiresAt":"${isoTime(expiresAt)}"}}`)
  touched(session)
}
