import { HubError } from '../protocol/errors.ts'
import type { Role } from '../protocol/roles.ts'
import type { Actor } from '../store/audit-log.ts'
import { forgetEndedSignIns, insertSignInCode, takeSignInCode } from '../store/sign-ins.ts'
import type { WriteContext } from '../store/write.ts'
import { registerDesk, type DeskToRegister } from './register-desk.ts'
import { beginSignIn, type Signing, type Tokens } from './begin-sign-in.ts'
import { meantCrockford } from '../protocol/crockford.ts'
import { hashOfSecret, newSignInCode } from './random.ts'

/** A sign-in link is for now: long enough to walk to the other PC. */
export const SIGN_IN_CODE_MS = 10 * 60_000

/** One that can be tried from the network has half of that. */
export const PAIRING_CODE_MS = 5 * 60_000

/** What signing in gives a desk. */
export interface SignedIn extends Tokens {
  /** The desk's own credential, kept until the desk is removed. */
  deskToken: string
  deskId: string
  /** As the desk asked, or the next number where it did not. */
  deskName: string
}

/** Makes a code that signs one desk in, once, within `lifeMs`. */
export async function makeSignInCode(
  context: WriteContext,
  asked: { role: Role; name: string },
  actor: Actor,
  lifeMs: number,
): Promise<{ code: string; expiresAt: number }> {
  await forgetEndedSignIns(context.tx, context.now)
  const code = newSignInCode()
  const expiresAt = context.now + lifeMs
  const code_hash = hashOfSecret(meantCrockford(code))
  await insertSignInCode(context.tx, { code_hash, ...asked, expires_at: expiresAt, used_at: null })
  context.audit({ actor, action: 'link_made', details: { role: asked.role } })
  return { code, expiresAt }
}

export interface CodeSignIn extends DeskToRegister {
  code: string
}

/** Trades a sign-in code for tokens and the desk's credential. Throws `authentication_failed`. */
export async function signInByCode(
  context: WriteContext,
  signing: Signing,
  asked: CodeSignIn,
): Promise<SignedIn> {
  const code = await takeSignInCode(context.tx, hashOfSecret(meantCrockford(asked.code)), context.now)
  if (!code) {
    throw new HubError('authentication_failed', 'This code is no longer valid. Ask for a new sign-in link.')
  }
  return signInAtDesk(context, signing, asked, { subject: signing.newId(), name: code.name, role: code.role })
}

/** Signs a person in whose word was good, at the desk that asks. */
export async function signInAtDesk(
  context: WriteContext,
  signing: Signing,
  asked: DeskToRegister,
  person: { subject: string; name: string; role: Role },
): Promise<SignedIn> {
  const { desk, deskToken } = await registerDesk(context, signing.newId, asked, person.subject)
  const isNew = deskToken !== asked.deskToken
  if (isNew) {
    const actor = { id: person.subject, deskId: desk.id }
    context.audit({ actor, action: 'desk_admitted', subject: desk.id })
  }
  const tokens = await beginSignIn(context, signing, { ...person, deskId: desk.id, how: 'signed_in' })
  return { ...tokens, deskToken, deskId: desk.id, deskName: desk.name }
}
