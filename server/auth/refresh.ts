import type { RefreshTokensTable } from '../store/tables/people.ts'
import {
  endTokenFamily,
  findRefreshToken,
  insertRefreshToken,
  markRefreshTokenUsed,
} from '../store/sign-ins.ts'
import type { WriteContext } from '../store/write.ts'
import type { TokenSecret } from './secret.ts'
import { findDeskByToken } from '../store/desks.ts'
import { findStaff } from '../store/staff.ts'
import { issueAccess, type Signing } from './begin-sign-in.ts'
import { hashOfSecret } from './random.ts'
import { requireKept } from './register-desk.ts'
import { signInEnded } from './session-status.ts'
import {
  AV_GYM_ACCESS_TOKEN_MS,
  requireItsDesk,
  signRefreshToken,
  verifyRefreshToken,
  type Person,
} from './tokens.ts'

/** Within this time a used refresh token gives the same successor again: the first answer may have been lost. */
const LOST_ANSWER_GRACE_MS = 30_000

export interface RefreshAsked {
  refresh: string
  /** The credential of the desk that asks; programs have none. */
  deskToken?: string | undefined
}

/**
 * Trades a refresh token for a new one and a new access token. A token that comes back later than a lost answer
 * explains, or from elsewhere than its own desk, was copied: everything that came out of its sign-in ends. Returns an error to
 * throw after the commit, because that ending has to be committed. Throws `authentication_failed` where a desk's token
 * comes without that desk's credential.
 */
export async function rotateRefreshToken(context: WriteContext, parts: Signing, asked: RefreshAsked) {
  const { id } = verifyRefreshToken(parts.secret, asked.refresh, context.now)
  const row = await findRefreshToken(context.tx, id)
  if (!row || row.expires_at <= context.now) return signInEnded()
  const askingDesk = await findDeskId(context, asked.deskToken)
  if (row.used_at !== null && !isLostAnswer(context, row, askingDesk)) {
    await endSignIn(context, row.family)
    return signInEnded()
  }
  const person = await personNow(context, row)
  if (!person) return signInEnded()
  requireItsDesk(person, askingDesk)
  const successor = row.successor ?? (await succeed(context, parts, row))
  return {
    ...issueAccess(parts.secret, person, context.now),
    refresh: signRefreshToken(parts.secret, successor, person, context.now),
    signInId: row.family,
  }
}

/** Whether a used token may be somebody's who never heard of its successor: only whoever was answered, and only for a moment. */
function isLostAnswer(
  { now }: WriteContext,
  { used_at, successor, desk_id }: RefreshTokensTable,
  askingDesk: string | null,
): boolean {
  if (used_at === null || successor === null || now - used_at > LOST_ANSWER_GRACE_MS) return false
  return desk_id === (askingDesk ?? '')
}

async function findDeskId({ tx }: WriteContext, deskToken: string | undefined): Promise<string | null> {
  if (deskToken === undefined) return null
  const desk = requireKept(await findDeskByToken(tx, hashOfSecret(deskToken)))
  return desk?.id ?? null
}

/**
 * The deployed AV Gym system's form, for programs that are no desk: a new access token, no rotation. One of our own must not have
 * been used up or made for a desk, and its access token ends with the sign-in; one that another system signed with the shared
 * secret is good by its signature and gets a day. A token that was rotated and comes back here was copied, as above. Returns an
 * error to throw after the commit, as above.
 */
export async function refreshForAvGym(context: WriteContext, secret: TokenSecret, token: string) {
  const { id, person, isOurs } = verifyRefreshToken(secret, token, context.now)
  const row = await findRefreshToken(context.tx, id)
  if (row && row.used_at !== null) await endSignIn(context, row.family)
  if (row ? !isGoodForProgram(context, row) : isOurs || !secret.isShared) return signInEnded()
  const lasting = row
    ? await personNow(context, row)
    : { ...person, expiresAt: context.now + AV_GYM_ACCESS_TOKEN_MS }
  if (!lasting) return signInEnded()
  return { access: issueAccess(secret, lasting, context.now, AV_GYM_ACCESS_TOKEN_MS).access }
}

/** No desk refreshes without rotation: a copy of its token could be used beside it all day, and nobody would notice. */
function isGoodForProgram(
  { now }: WriteContext,
  { used_at, expires_at, desk_id }: RefreshTokensTable,
): boolean {
  return used_at === null && expires_at > now && desk_id === ''
}

async function succeed(context: WriteContext, parts: Signing, row: RefreshTokensTable): Promise<string> {
  const id = parts.newId()
  await insertRefreshToken(context.tx, { ...row, id, used_at: null, successor: null })
  await markRefreshTokenUsed(context.tx, row.id, context.now, id)
  return id
}

/** Ends a sign-in: its refresh tokens at once, its access tokens wherever they show up. */
export function endSignIn(context: WriteContext, family: string): Promise<void> {
  const { tx, now } = context
  return endTokenFamily(tx, family, { now, forgetAt: now + AV_GYM_ACCESS_TOKEN_MS })
}

/** Whom a refresh token stands for today; null where the account was disabled. */
async function personNow(context: WriteContext, row: RefreshTokensTable): Promise<Person | null> {
  const { subject, expires_at, family, desk_id } = row
  const staff = await findStaff(context.tx, subject)
  if (staff && staff.disabled_at !== null) return null
  const { role, name } = staff ? { role: staff.role, name: staff.full_name } : row
  return { subject, name, role, expiresAt: expires_at, signIn: family, deskId: desk_id || null }
}
