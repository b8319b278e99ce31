import type { Role } from '../protocol/roles.ts'
import type { AuditAction } from '../store/audit-log.ts'
import { insertRefreshToken, insertSignIn } from '../store/sign-ins.ts'
import type { WriteContext } from '../store/write.ts'
import { newSecret } from './random.ts'
import type { TokenSecret } from './secret.ts'
import { ACCESS_TOKEN_MS, signAccessToken, signRefreshToken, type Person } from './tokens.ts'

/** A sign-in ends with the shift, however often its tokens were renewed. */
export const SIGN_IN_MS = 12 * 3_600_000

/** What tokens are signed and numbered with. */
export interface Signing {
  secret: TokenSecret
  newId: () => string
}

/** Access and refresh token of one sign-in, and who they are for. */
export interface Tokens {
  access: string
  refresh: string
  /** What a desk says of all that is recorded under this sign-in. With the desk's credential it speaks for the person. */
  signInId: string
  role: Role
  name: string
  /** When the access token ends, ISO 8601. */
  expiresAt: string
  /** The same as a span, for desks whose clock is wrong. */
  expiresInMs: number
}

interface SigningIn {
  subject: string
  name: string
  role: Role
  /** The desk it is at; empty for a program that is no desk. */
  deskId: string
  how: Extract<AuditAction, 'signed_in' | 'switched_in'>
  /** Life of each access token; a desk's is short. */
  accessMs?: number
}

/** Begins a sign-in: a refresh token that rotates until the shift ends, and the first access token. */
export async function beginSignIn(
  context: WriteContext,
  signing: Signing,
  { subject, name, role, deskId, how, accessMs }: SigningIn,
): Promise<Tokens> {
  const id = signing.newId()
  const signInId = newSecret()
  const expiresAt = context.now + Math.max(SIGN_IN_MS, accessMs ?? 0)
  const person: Person = { subject, name, role, expiresAt, signIn: signInId, deskId: deskId || null }
  await insertRefreshToken(context.tx, {
    id,
    family: signInId,
    subject,
    name,
    role,
    desk_id: deskId,
    expires_at: expiresAt,
    used_at: null,
    successor: null,
  })
  if (deskId !== '') {
    const span = { began_at: context.now, expires_at: expiresAt, ended_at: null }
    await insertSignIn(context.tx, { id: signInId, desk_id: deskId, subject, role, ...span })
  }
  context.audit({ actor: { id: subject, deskId: deskId || null }, action: how, details: { role } })
  const refresh = signRefreshToken(signing.secret, id, person, context.now)
  return { ...issueAccess(signing.secret, person, context.now, accessMs), refresh, signInId }
}

/** A short access token within the sign-in that `person` describes. */
export function issueAccess(secret: TokenSecret, person: Person, now: number, life = ACCESS_TOKEN_MS) {
  const expiresAt = Math.min(now + life, person.expiresAt)
  const access = signAccessToken(secret, { ...person, expiresAt }, now)
  const ends = { expiresAt: new Date(expiresAt).toISOString(), expiresInMs: expiresAt - now }
  return { access, role: person.role, name: person.name, ...ends }
}
