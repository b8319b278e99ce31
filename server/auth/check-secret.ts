import { HubError } from '../protocol/errors.ts'
import { findDesk, findDeskByToken, type DeskRow } from '../store/desks.ts'
import {
  findPasswordAt,
  findStaff,
  findStaffByUsername,
  listPeopleOfDesk,
  type StaffRow,
} from '../store/staff.ts'
import type { OpenedStore } from '../store/store.ts'
import type { GroupWriter, WriteContext } from '../store/write.ts'
import { requireKept } from './register-desk.ts'
import { countAttempt, forgetAttempt, takeAttemptBack } from './attempt-limiter.ts'
import { passwordAttempt, pinAttempt, type Attempted } from './attempted.ts'
import { meantUsername } from './credential-policy.ts'
import type { KnownAddresses } from './known-addresses.ts'
import type { Passwords } from './passwords.ts'
import { placeOfAddress, placeOfDesk, type Place } from './place.ts'
import { hashOfSecret } from './random.ts'

/** A PIN is good only at a desk where its person signed in with the password within this time. */
export const PIN_TRUST_MS = 30 * 24 * 3_600_000

export interface SecretParts {
  store: OpenedStore
  writer: Pick<GroupWriter, 'write'>
  passwords: Passwords
  known: KnownAddresses
  now: () => number
}

/** Somebody whose secret was right. */
export interface Checked {
  staff: StaffRow
  /**
   * Makes the counted attempt none, and gives the account as it is now. Throws where its secret was changed, it was disabled, or
   * the desk was removed while we compared.
   */
  accept: (context: WriteContext) => Promise<StaffRow>
}

/** Counts the attempt and compares the PIN at this desk. Throws `authentication_failed` or `rate_limited`. */
export async function checkPin(
  parts: SecretParts,
  deskId: string,
  asked: { staffId: string; pin: string },
): Promise<Checked> {
  const { store, now } = parts
  const staffOfDesk = await listPeopleOfDesk(store.db, deskId, now() - PIN_TRUST_MS)
  const staff = staffOfDesk.find(({ id }) => id === asked.staffId)
  const from = placeOfDesk({ id: deskId })
  const attempted = pinAttempt(staff, from)
  const isRight = await compareSecret(parts, attempted, { stored: staff?.pin_hash, given: asked.pin, from })
  if (!isRight || !staff) {
    throw new HubError(
      'authentication_failed',
      'The PIN is wrong, or you have to sign in with your password at this desk first.',
    )
  }
  return checked(staff, deskId, attempted)
}

/** The desk of a desk token. Throws `authentication_failed`, or `forbidden` for a removed one. */
export async function requireDesk({ store }: SecretParts, deskToken: string): Promise<DeskRow> {
  const desk = requireKept(await findDeskByToken(store.db, hashOfSecret(deskToken)))
  if (desk) return desk
  throw new HubError('authentication_failed', 'This desk was removed or is unknown. Sign in again.')
}

/** Counts the attempt and compares the password. Throws `authentication_failed` or `rate_limited`. */
export async function checkPassword(
  parts: SecretParts,
  asked: { username: string; password: string; deskToken?: string | undefined },
  address: string,
): Promise<Checked> {
  const { store, known, now } = parts
  const username = meantUsername(asked.username)
  const token = asked.deskToken
  const desk = token ? requireKept(await findDeskByToken(store.db, hashOfSecret(token))) : undefined
  const staff = await findStaffByUsername(store.db, username)
  const from = desk ? placeOfDesk(desk) : placeOfAddress(known, address)
  const lastAt = desk && staff ? await findPasswordAt(store.db, desk.id, staff.id) : undefined
  const isOwnDesk = lastAt !== undefined && lastAt >= now() - PIN_TRUST_MS
  const attempted = passwordAttempt({ staff, username, from, isOwnDesk })
  const isRight = await compareSecret(parts, attempted, {
    ...{ stored: staff?.password_hash, given: asked.password, from },
  })
  if (!isRight || !staff || staff.disabled_at !== null) {
    throw new HubError('authentication_failed', 'The username or password is wrong.')
  }
  return checked(staff, desk?.id, attempted)
}

/**
 * Counts the attempt and compares with what is stored. Throws `rate_limited` where there were too many, and where too
 * many others are being compared: then nothing was guessed, and nothing is counted.
 */
export async function compareSecret(
  { writer, passwords }: Pick<SecretParts, 'writer' | 'passwords'>,
  attempted: readonly Attempted[],
  secret: { stored: string | null | undefined; given: string; from: Place },
): Promise<boolean> {
  await writer.write((context) => countAttempt(context, attempted))
  try {
    return await passwords.verify(secret.stored ?? null, secret.given, secret.from)
  } catch (error) {
    await writer.write((context) => forgetAttempt(context, attempted))
    throw error
  }
}

function checked(staff: StaffRow, deskId: string | undefined, attempted: readonly Attempted[]): Checked {
  return {
    staff,
    async accept(context) {
      await takeAttemptBack(context, attempted)
      if (deskId !== undefined) requireKept(await findDesk(context.tx, deskId))
      return requireUnchanged(context, staff)
    },
  }
}

/**
 * The account as it is now, whose secret was compared as it was `seen`. Throws `authentication_failed` where it has been disabled, or
 * a secret of it changed, since.
 */
export async function requireUnchanged(context: WriteContext, seen: StaffRow): Promise<StaffRow> {
  const staff = await findStaff(context.tx, seen.id)
  const isSame = staff?.password_hash === seen.password_hash && staff.pin_hash === seen.pin_hash
  if (staff && staff.disabled_at === null && isSame) return staff
  throw new HubError('authentication_failed', 'This account has just been changed. Sign in again.')
}
