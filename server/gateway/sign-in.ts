import { requireItsDesk } from '../auth/tokens.ts'
import { isoTime } from '../domain/iso-time.ts'
import { CLOSE } from '../protocol/close-codes.ts'
import type { AuthenticatePayload } from '../protocol/client-frames.ts'
import { HubError } from '../protocol/errors.ts'
import { PROTOCOL_VERSION } from '../protocol/limits.ts'
import type { AuthenticationPayload } from '../protocol/server-frames.ts'
import type { HubLimits } from '../settings/limits.ts'
import type { HubPort } from './hub-port.ts'
import type { Identity, Session } from './session.ts'

/**
 * Who a session may be from the next frame on. Throws a HubError where a credential is not good, or where the person's token was made
 * for another desk.
 */
export async function identify(hub: HubPort, session: Session, sent: AuthenticatePayload): Promise<Identity> {
  const { person, desk } = await readIdentity(hub, session, sent)
  if (person) requireItsDesk(person, desk.isOurs ? desk.id : null)
  const name = sent.deskName ? await hub.nameDesk(desk, sent.deskName, person) : desk.name
  return { person, desk: { ...desk, name } }
}

async function readIdentity(hub: HubPort, session: Session, sent: AuthenticatePayload): Promise<Identity> {
  const before = session.identity
  if (!before && sent.token === undefined && sent.deskToken === undefined) {
    throw new HubError('authentication_failed', 'Signing in needs a token.')
  }
  const person = sent.token === undefined ? (before?.person ?? null) : hub.verifyToken(sent.token)
  if (sent.deskToken === undefined) {
    return { person, desk: before?.desk ?? { id: session.id, name: '', isOurs: false } }
  }
  const desk = await hub.findDesk(sent.deskToken)
  if (!desk)
    throw new HubError('authentication_failed', 'This desk was removed or is unknown. Sign in again.')
  return { person, desk: { ...desk, isOurs: true } }
}

/** What a failed sign-in does to a session that was not live: it is told, and closed. */
export function closeUnauthorised(session: Session, error: unknown): void {
  const reason = error instanceof HubError ? error.code : 'authentication_failed'
  session.close(reason === 'forbidden' ? CLOSE.forbidden : CLOSE.unauthorised, reason)
}

/** The payload of `authentication_success`. */
export function welcome(
  hub: HubPort,
  identity: Identity,
  limits: HubLimits,
  now: number,
): AuthenticationPayload {
  const { framesPerSecond, burstFrames, maxFrameBytes } = limits
  const term = hub.term()
  return {
    role: identity.person?.role ?? 'viewer',
    name: identity.person?.name ?? '',
    ...(identity.person && { personId: identity.person.subject }),
    ...(identity.desk.isOurs && identity.person?.signIn && { signInId: identity.person.signIn }),
    deskId: identity.desk.id,
    deskName: identity.desk.name,
    serverTime: isoTime(now),
    protocol: PROTOCOL_VERSION,
    limits: { framesPerSecond, burstFrames, maxFrameBytes },
    gym: hub.gym(),
    ...(term && { term }),
  }
}
