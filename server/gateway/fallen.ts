import { CLOSE } from '../protocol/close-codes.ts'
import type { HubPort } from './hub-port.ts'
import { refuse, type Asked } from './answer.ts'
import type { Session } from './session.ts'

/**
 * Closes a live session whose sign-in was ended, whose role was changed or whose desk was removed since it signed in;
 * what it asked, if anything, is refused first. Returns whether it did.
 */
export function closeFallen(session: Session, standingOf: HubPort['standingOf'], asked?: Asked): boolean {
  const { identity } = session
  const standing = identity ? standingOf(identity.person, identity.desk.id) : 'good'
  if (standing === 'good') return false
  const isDesk = standing === 'desk_removed'
  if (asked && isDesk) refuse(session, asked, 'forbidden', 'This desk was removed.')
  else if (asked) refuse(session, asked, 'token_expired', 'This sign-in has ended. Sign in again.')
  session.close(isDesk ? CLOSE.forbidden : CLOSE.unauthorised, standing)
  return true
}
