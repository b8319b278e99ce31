import type { Role } from '../protocol/roles.ts'
import { changeStaff, listPeopleOfDesk, rememberPasswordAt, type StaffRow } from '../store/staff.ts'
import type { DeskToRegister } from './register-desk.ts'
import { beginSignIn, type Signing, type Tokens } from './begin-sign-in.ts'
import { checkPassword, checkPin, PIN_TRUST_MS, requireDesk, type SecretParts } from './check-secret.ts'
import { signInAtDesk, type SignedIn } from './sign-in.ts'
import { AV_GYM_ACCESS_TOKEN_MS } from './tokens.ts'

export interface SignInParts extends SecretParts {
  signing: Signing
}

export interface PasswordSignIn extends DeskToRegister {
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
  const { passwords } = parts
  const isOutdated = passwords.isOutdated(staff.password_hash)
  const rehashed = isOutdated ? await passwords.hash(asked.password) : null
  return parts.writer.write(async (context) => {
    const person = personOf(await accept(context))
    if (rehashed !== null) await changeStaff(context.tx, staff.id, { password_hash: rehashed })
    const signedIn = await signInAtDesk(context, parts.signing, asked, person)
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
  const { accept } = await checkPassword(parts, asked, address)
  return parts.writer.write(async (context) => {
    const { access, refresh } = await beginSignIn(context, parts.signing, {
      ...personOf(await accept(context)),
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
  const desk = await requireDesk(parts, asked.deskToken)
  const { accept } = await checkPin(parts, desk.id, asked)
  return parts.writer.write(async (context) => {
    const person = personOf(await accept(context))
    return beginSignIn(context, parts.signing, { ...person, deskId: desk.id, how: 'switched_in' })
  })
}

/** Who may switch in by PIN at a desk. */
export async function listSwitchable(
  parts: SignInParts,
  deskToken: string,
): Promise<{ id: string; name: string; role: Role }[]> {
  const desk = await requireDesk(parts, deskToken)
  const staffOfDesk = await listPeopleOfDesk(parts.store.db, desk.id, parts.now() - PIN_TRUST_MS)
  return staffOfDesk.map(({ id, full_name, role }) => ({ id, name: full_name, role }))
}

function personOf({ id, full_name, role }: StaffRow) {
  return { subject: id, name: full_name, role }
}
