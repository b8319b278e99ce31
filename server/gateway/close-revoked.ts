import { CLOSE } from '../protocol/close-codes.ts'
import type { HubPort } from './hub-port.ts'
import { refuse, type Asked } from './answer.ts'
import type { Session } from './session.ts'

/**
 * Closes a live session whose sign-in was ended, whose role was changed or whose desk was removed since it signed in;
 * what it asked, if anything, is refused first. Returns whether it did.
 */
export function closeRevoked(
  session: Session,
  sessionStatusOf: HubPort['sessionStatusOf'],
  asked?: Asked,
): boolean {
  const { identity } = session
  const status = identity ? sessionStatusOf(identity.person, identity.desk.id) : 'good'
  if (status === 'good') return false
  const isDesk = status === 'desk_removed'
  if (asked && isDesk) refuse(session, asked, 'forbidden', 'This desk was removed.')
  else if (asked) refuse(session, asked, 'token_expired', 'Your sign-in has expired. Sign in again.')
  session.close(isDesk ? CLOSE.forbidden : CLOSE.unauthorised, status)
  return true
}
