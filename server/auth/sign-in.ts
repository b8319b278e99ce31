import { HubError } from '../protocol/errors.ts'
import type { Role } from '../protocol/roles.ts'
import { countDesks, findDeskByToken, insertDesk, renameDesk, type DeskRow } from '../store/desks.ts'
import {
  forgetEndedSignIns,
  insertRefreshToken,
  insertSignInCode,
  takeSignInCode,
} from '../store/sign-ins.ts'
import type { WriteContext } from '../store/write.ts'
import { hashOfSecret, meantSignInCode, newSecret, newSignInCode } from './random.ts'
import type { TokenSecret } from './secret.ts'
import { ACCESS_TOKEN_MS, signAccessToken, signRefreshToken, type Person } from './tokens.ts'

/** A sign-in link is for now: long enough to walk to the other PC. */
export const SIGN_IN_CODE_MS = 10 * 60_000

/** A sign-in ends with the shift, however often its tokens were renewed. */
export const SIGN_IN_MS = 12 * 3_600_000

/** What signing in gives a desk. */
export interface SignedIn {
  access: string
  refresh: string
  /** The desk's own credential, kept until the desk is removed. */
  deskToken: string
  deskId: string
  /** As the desk asked, or the next number where it did not. */
  deskName: string
  role: Role
  name: string
  /** When the access token ends, ISO 8601. */
  expiresAt: string
}

interface SignInParts {
  secret: TokenSecret
  newId: () => string
}

/** Makes a code that signs one desk in, once, within ten minutes. */
export async function makeSignInCode(
  context: WriteContext,
  asked: { role: Role; name: string },
): Promise<{ code: string; expiresAt: number }> {
  await forgetEndedSignIns(context.tx, context.now)
  const code = newSignInCode()
  const expiresAt = context.now + SIGN_IN_CODE_MS
  const code_hash = hashOfSecret(meantSignInCode(code))
  await insertSignInCode(context.tx, { code_hash, ...asked, expires_at: expiresAt, used_at: null })
  return { code, expiresAt }
}

export interface CodeSignIn {
  code: string
  deskName?: string | undefined
  /** The credential of a desk that signs in again, which it keeps. */
  deskToken?: string | undefined
}

/** Trades a sign-in code for tokens and the desk's credential. Throws `authentication_failed`. */
export async function signInByCode(
  context: WriteContext,
  parts: SignInParts,
  asked: CodeSignIn,
): Promise<SignedIn> {
  const code = await takeSignInCode(context.tx, hashOfSecret(meantSignInCode(asked.code)), context.now)
  if (!code) {
    throw new HubError(
      'authentication_failed',
      'This code is not valid any more. Ask for a new sign-in link.',
    )
  }
  const { desk, deskToken } = await admitDesk(context, parts, asked)
  const person = {
    subject: parts.newId(),
    name: code.name,
    role: code.role,
    expiresAt: context.now + SIGN_IN_MS,
  }
  const id = parts.newId()
  await insertRefreshToken(context.tx, {
    id,
    family: id,
    subject: person.subject,
    name: person.name,
    role: person.role,
    desk_id: desk.id,
    expires_at: person.expiresAt,
    used_at: null,
    successor: null,
  })
  const refresh = signRefreshToken(parts.secret, id, person, context.now)
  return {
    ...issueAccess(parts.secret, person, context.now),
    refresh,
    deskToken,
    deskId: desk.id,
    deskName: desk.name,
  }
}

/** A short access token within the sign-in that `person` describes. */
export function issueAccess(secret: TokenSecret, person: Person, now: number, life = ACCESS_TOKEN_MS) {
  const expiresAt = Math.min(now + life, person.expiresAt)
  const access = signAccessToken(secret, { ...person, expiresAt }, now)
  return { access, role: person.role, name: person.name, expiresAt: new Date(expiresAt).toISOString() }
}

async function admitDesk(
  context: WriteContext,
  parts: SignInParts,
  asked: CodeSignIn,
): Promise<{ desk: DeskRow; deskToken: string }> {
  const known = asked.deskToken && (await findDeskByToken(context.tx, hashOfSecret(asked.deskToken)))
  if (known && asked.deskToken) {
    if (asked.deskName) await renameDesk(context.tx, known.id, asked.deskName, context.now)
    return { desk: { ...known, name: asked.deskName || known.name }, deskToken: asked.deskToken }
  }
  const deskToken = newSecret()
  const desk: DeskRow = {
    id: parts.newId(),
    name: asked.deskName || `Desk ${(await countDesks(context.tx)) + 1}`,
    token_hash: hashOfSecret(deskToken),
    created_at: context.now,
    last_seen_at: context.now,
    removed_at: null,
  }
  await insertDesk(context.tx, desk)
  return { desk, deskToken }
}
