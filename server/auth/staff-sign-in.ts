import { HubError } from '../protocol/errors.ts'
import { findDeskByToken } from '../store/desks.ts'
import type { OpenedStore } from '../store/store.ts'
import {
  changeStaff,
  findStaff,
  findStaffByUsername,
  listPeopleOfDesk,
  rememberPasswordAt,
  type StaffRow,
} from '../store/staff.ts'
import type { GroupWriter, WriteContext } from '../store/write.ts'
import { requireKept, type AskingDesk } from './admit-desk.ts'
import { countAttempt, takeAttemptBack, type Attempted } from './attempts.ts'
import { beginSignIn, type Signing, type Tokens } from './begin-sign-in.ts'
import { meantUsername } from './choosing.ts'
import { isOutdated, type Passwords } from './passwords.ts'
import { hashOfSecret } from './random.ts'
import { signInAtDesk, type SignedIn } from './sign-in.ts'
import { AV_GYM_ACCESS_TOKEN_MS } from './tokens.ts'

/** A PIN is good only at a desk where its person signed in with the password within this time. */
export const PIN_TRUST_MS = 30 * 24 * 3_600_000

export interface SignInParts {
  store: OpenedStore
  writer: GroupWriter
  passwords: Passwords
  signing: Signing
  now: () => number
}

export interface PasswordSignIn extends AskingDesk {
  username: string
  password: string
}

/** Signs a member of staff in at a desk by password. Throws `authentication_failed` or `rate_limited`. */
export async function signInByPassword(
  parts: SignInParts,
  asked: PasswordSignIn,
  address: string,
): Promise<SignedIn> {
  const { staff, accept } = await checkPassword(parts, asked, address)
  const rehashed = isOutdated(staff.password_hash) ? await parts.passwords.hash(asked.password) : null
  return parts.writer.write(async (context) => {
    await accept(context)
    if (rehashed !== null) await changeStaff(context.tx, staff.id, { password_hash: rehashed })
    const signedIn = await signInAtDesk(context, parts.signing, asked, personOf(staff))
    await rememberPasswordAt(context.tx, signedIn.deskId, staff.id, context.now)
    return signedIn
  })
}

/** The same for the deployed AV Gym client: no desk, and an access token that lives as long as that system's own. */
export async function signInForAvGym(
  parts: SignInParts,
  asked: { username: string; password: string },
  address: string,
): Promise<{ access: string; refresh: string }> {
  const { staff, accept } = await checkPassword(parts, asked, address)
  return parts.writer.write(async (context) => {
    await accept(context)
    const { access, refresh } = await beginSignIn(context, parts.signing, {
      ...personOf(staff),
      deskId: '',
      how: 'signed_in',
      accessMs: AV_GYM_ACCESS_TOKEN_MS,
    })
    return { access, refresh }
  })
}

export interface PinSignIn {
  deskToken: string
  staffId: string
  pin: string
}

/** Switches to another member of staff at a shared desk. Throws `authentication_failed` or `rate_limited`. */
export async function signInByPin(parts: SignInParts, asked: PinSignIn): Promise<Tokens> {
  const { store, writer, passwords, signing } = parts
  const desk = await requireDesk(parts, asked.deskToken)
  const people = await listPeopleOfDesk(store.db, desk.id, parts.now() - PIN_TRUST_MS)
  const staff = people.find(({ id }) => id === asked.staffId)
  const attempted: Attempted[] = [
    // Apart from the password's count: whoever guesses passwords from elsewhere must not lock the desks.
    { kind: 'account', name: `pin of ${asked.staffId}` },
    { kind: 'device', name: desk.id },
  ]
  await writer.write((context) => countAttempt(context, attempted))
  if (!(await passwords.verify(staff?.pin_hash ?? null, asked.pin)) || !staff) {
    throw new HubError(
      'authentication_failed',
      'The PIN is wrong, or a password is needed at this desk first.',
    )
  }
  return writer.write(async (context) => {
    await takeAttemptBack(context, attempted)
    const still = await requireEnabled(context, staff)
    return beginSignIn(context, signing, { ...personOf(still), deskId: desk.id, how: 'switched_in' })
  })
}

/** Who may switch in by PIN at a desk. */
export async function listSwitchable(
  parts: SignInParts,
  deskToken: string,
): Promise<{ id: string; name: string }[]> {
  const desk = await requireDesk(parts, deskToken)
  const people = await listPeopleOfDesk(parts.store.db, desk.id, parts.now() - PIN_TRUST_MS)
  return people.map(({ id, full_name }) => ({ id, name: full_name }))
}

async function requireDesk({ store }: SignInParts, deskToken: string) {
  const desk = requireKept(await findDeskByToken(store.db, hashOfSecret(deskToken)))
  if (desk) return desk
  throw new HubError('authentication_failed', 'This desk is not known any more. Sign it in again.')
}

/** Counts the attempt, compares the password, and returns the account with what makes the attempt none. */
async function checkPassword(
  { store, writer, passwords }: SignInParts,
  asked: { username: string; password: string; deskToken?: string | undefined },
  address: string,
): Promise<{ staff: StaffRow; accept: (context: WriteContext) => Promise<void> }> {
  const username = meantUsername(asked.username)
  const token = asked.deskToken
  const desk = token ? requireKept(await findDeskByToken(store.db, hashOfSecret(token))) : undefined
  const staff = await findStaffByUsername(store.db, username)
  const attempted: Attempted[] = [
    { kind: 'account', name: staff?.id ?? username },
    { kind: 'device', name: desk?.id ?? address },
  ]
  await writer.write((context) => countAttempt(context, attempted))
  const isRight = await passwords.verify(staff?.password_hash ?? null, asked.password)
  if (!isRight || !staff || staff.disabled_at !== null) {
    throw new HubError('authentication_failed', 'The user name or the password is wrong.')
  }
  return {
    staff,
    async accept(context) {
      await takeAttemptBack(context, attempted)
      await requireEnabled(context, staff)
    },
  }
}

/** The account may have been disabled, or its secret changed, while we compared. */
async function requireEnabled(context: WriteContext, seen: StaffRow): Promise<StaffRow> {
  const staff = await findStaff(context.tx, seen.id)
  const isSame = staff?.password_hash === seen.password_hash && staff.pin_hash === seen.pin_hash
  if (staff && staff.disabled_at === null && isSame) return staff
  throw new HubError('authentication_failed', 'This account was changed just now. Sign in again.')
}

function personOf({ id, full_name, role }: StaffRow) {
  return { subject: id, name: full_name, role }
}
