import { listAudit, type Actor } from '../store/audit-log.ts'
import { listDesks } from '../store/desks.ts'
import { findFamilyEnd, findRefreshToken } from '../store/sign-ins.ts'
import { findStaff, listStaff } from '../store/staff.ts'
import type { WriteContext } from '../store/write.ts'
import { HubError } from '../protocol/errors.ts'
import { cleanName } from '../protocol/names.ts'
import type { Role } from '../protocol/roles.ts'
import { approve, leaveKiosk, type ApprovalAsked } from './approvals.ts'
import { takeAttemptBack } from './attempt-limiter.ts'
import { passwordAttempt } from './attempted.ts'
import { compareSecret, requireDesk, requireUnchanged } from './check-secret.ts'
import { isGuessingNoticed } from './guessing-notice.ts'
import { readUsername, requireGoodPassword, requireGoodPin } from './credential-policy.ts'
import { dismissDesk, nameDesk, shownDesk } from './desks.ts'
import { SIGN_IN_MS } from './begin-sign-in.ts'
import { placeOf, placeOfDesk } from './place.ts'
import { newPassword } from './random.ts'
import { endSignIn, refreshForAvGym, rotateRefreshToken, type RefreshAsked } from './refresh.ts'
import { limitSignInCodes } from './sign-in-code-limiter.ts'
import {
  addStaff,
  changeAccount,
  setPassword,
  setPin,
  shownAccount,
  type AccountChange,
  type NewAccount,
} from './staff.ts'
import {
  listSwitchable,
  signInByPassword,
  signInByPin,
  signInForAvGym,
  type PasswordSignIn,
  type PinSignIn,
  type SignInParts,
} from './staff-sign-in.ts'
import type { RevocationCache } from './session-status.ts'
import { signAccessToken, verifyAccessToken, verifyRefreshToken, type Person } from './tokens.ts'

export interface AccountsParts extends SignInParts {
  revocations: RevocationCache
}

/** Everything about who may do what: what the HTTP addresses and the command line call. */
export type Accounts = ReturnType<typeof createAccounts>

export function createAccounts(parts: AccountsParts) {
  return { ...signingIn(parts), ...accounts(parts), ...desks(parts), ...auditLog(parts) }
}

/** Writes, and has everybody know at once whose standing changed. */
function changing({ store, writer, revocations, now }: AccountsParts) {
  return async <Result>(run: (context: WriteContext) => Promise<Result>): Promise<Result> => {
    const result = await writer.write(run)
    await revocations.load(store.db, now())
    return result
  }
}

function signingIn(parts: AccountsParts) {
  const { store, signing, revocations, now } = parts
  const change = changing(parts)
  /** For work that has to be committed even where it ends in a refusal. */
  const orThrow = <Result>(result: Result | Error): Result => {
    if (result instanceof Error) throw result
    return result
  }
  return {
    ...limitSignInCodes(parts),
    /** Where attempts are counted that come from an address, or from the desk with this credential. */
    placeOf: (deskToken: string | undefined, address: string) => placeOf(parts, deskToken, address),
    /** Whether somebody has been guessing within the last hour. */
    isGuessingNoticed: () => isGuessingNoticed(store, now()),
    verifyToken: (token: string): Person =>
      revocations.personNow(verifyAccessToken(signing.secret, token, now())),
    sessionStatusOf: revocations.of,
    /** Reads anew who may do what: another hub has changed it. */
    reload: () => revocations.load(store.db, now()),
    /** The id of the desk with this credential. Rejects with `authentication_failed`, or `forbidden` for a removed one. */
    findDeskId: async (deskToken: string): Promise<string> => (await requireDesk(parts, deskToken)).id,
    /** When a sign-in began, milliseconds since 1970 UTC; null where the hub keeps none. */
    async signedInAt(signIn: string | null): Promise<number | null> {
      const end = signIn === null ? undefined : await findFamilyEnd(store.db, signIn)
      return end === undefined ? null : end - SIGN_IN_MS
    },
    signInByPassword: (asked: PasswordSignIn, address: string) => signInByPassword(parts, asked, address),
    signInByPin: (asked: PinSignIn) => signInByPin(parts, asked),
    signInForAvGym: (asked: { username: string; password: string }, address: string) =>
      signInForAvGym(parts, asked, address),
    listSwitchable: (deskToken: string) => listSwitchable(parts, deskToken),
    approve: (asked: ApprovalAsked, address: string) => approve(parts, asked, address),
    leaveKiosk: (asked: { deskToken: string; approval: string }) => leaveKiosk(parts, asked),
    refresh: async (asked: RefreshAsked) =>
      orThrow(await change((context) => rotateRefreshToken(context, signing, asked))),
    refreshForAvGym: async (token: string) =>
      orThrow(await change((context) => refreshForAvGym(context, signing.secret, token))),
    /** Ends the sign-in that a refresh token belongs to, on every socket; one that has ended is no error. */
    signOut: (token: string) =>
      change(async (context) => {
        const { id, person } = verifyRefreshToken(signing.secret, token, context.now)
        const row = await findRefreshToken(context.tx, id)
        if (!row) return
        await endSignIn(context, row.family)
        context.audit({
          actor: { id: person.subject, deskId: row.desk_id || null },
          action: 'signed_out',
        })
      }),
    makeToken({ role, name, ttlMs }: { role: Role; name: string; ttlMs: number }): string {
      const ids = { subject: signing.newId(), signIn: signing.newId(), deskId: null }
      return signAccessToken(signing.secret, { ...ids, role, name, expiresAt: now() + ttlMs }, now())
    },
  }
}

function accounts(parts: AccountsParts) {
  const { store, passwords } = parts
  const change = changing(parts)
  return {
    listStaff: async () => (await listStaff(store.db)).map(shownAccount),
    /** Makes an account; a password that nobody chose is made and given back, once. */
    async addStaff(asked: Omit<AskedAccount, 'password'> & { password?: string | undefined }, actor: Actor) {
      const password = asked.password ?? newPassword()
      const account = await newAccount({ ...asked, password }, parts)
      const added = await change((context) => addStaff(context, actor, account))
      return asked.password === undefined ? { ...added, password } : added
    },
    /**
     * Makes the account that a hub begins with. `begin` does what goes with it, within its transaction, for the one who is
     * first; it may be called twice. Throws `forbidden`, and nothing is done, where somebody has an account by then.
     */
    async addFirstStaff(asked: AskedAccount, actor: Actor, begin: () => void): Promise<void> {
      const account = await newAccount(asked, parts)
      await change(async (context) => {
        if ((await listStaff(context.tx)).length > 0) throw alreadySetUp()
        begin()
        await addStaff(context, actor, account)
      })
    },
    changeStaff: (id: string, asked: AccountChange, actor: Actor) =>
      change((context) => changeAccount(context, actor, id, asked)),
    /** A new password from a manager or the command line: made here, given back once. */
    async resetPassword(id: string, actor: Actor): Promise<{ password: string }> {
      const password = newPassword()
      const hash = await passwords.hash(password)
      await change((context) => setPassword(context, actor, id, hash))
      return { password }
    },
    /** A person's own new password, which the old one must allow. */
    async changeOwnPassword(person: Person, asked: { password: string; newPassword: string }, actor: Actor) {
      const staff = await requireOwnPassword(parts, person, asked.password)
      requireGoodPassword(asked.newPassword, staff.username)
      const hash = await passwords.hash(asked.newPassword)
      await change(async (context) => {
        await requireUnchanged(context, staff)
        await setPassword(context, actor, staff.id, hash, person.signIn)
      })
    },
    /** A person's own PIN, which the password must allow; null takes it away. */
    async changeOwnPin(person: Person, asked: { password: string; pin: string | null }, actor: Actor) {
      if (asked.pin !== null) requireGoodPin(asked.pin)
      const staff = await requireOwnPassword(parts, person, asked.password)
      const hash = asked.pin === null ? null : await passwords.hash(asked.pin)
      await change(async (context) => {
        await requireUnchanged(context, staff)
        await setPin(context, actor, staff.id, hash)
      })
    },
  }
}

interface AskedAccount {
  username: string
  full_name: string
  role: Role
  password: string
}

/** An account as it is to be added, its password hashed. Throws `invalid_message` where its name or password cannot be. */
async function newAccount(
  { username: typed, full_name: typedName, role, password }: AskedAccount,
  { passwords, signing }: Pick<AccountsParts, 'passwords' | 'signing'>,
): Promise<NewAccount> {
  const username = readUsername(typed)
  requireGoodPassword(password, username)
  const [full_name, passwordHash] = [cleanName(typedName), await passwords.hash(password)]
  return { id: signing.newId(), username, full_name, role, passwordHash }
}

/** What somebody is told who would set up a hub that is. */
export function alreadySetUp(): HubError {
  return new HubError('forbidden', 'This hub is already set up.')
}

/** Where a program changes a password that signed in at no desk. */
const NO_DESK = 'no desk'

async function requireOwnPassword(parts: AccountsParts, person: Person, password: string) {
  const { store, writer } = parts
  const staff = await findStaff(store.db, person.subject)
  if (!staff) throw new HubError('forbidden', 'Only a staff account has a password. Ask a manager for one.')
  const from = placeOfDesk({ id: person.deskId ?? NO_DESK })
  const attempted = passwordAttempt({ staff, username: staff.username, from, isOwnDesk: false })
  const secret = { stored: staff.password_hash, given: password, from }
  if (!(await compareSecret(parts, attempted, secret))) {
    throw new HubError('authentication_failed', 'The password is wrong.')
  }
  await writer.write((context) => takeAttemptBack(context, attempted))
  return staff
}

function desks(parts: AccountsParts) {
  const change = changing(parts)
  return {
    listDesks: async () => (await listDesks(parts.store.db)).map(shownDesk),
    nameDesk: (id: string, name: string, actor: Actor) =>
      change((context) => nameDesk(context, actor, id, name)),
    removeDesk: (id: string, actor: Actor) => change((context) => dismissDesk(context, actor, id)),
  }
}

function auditLog({ store }: AccountsParts) {
  return {
    listAudit: async (page: { after: number; limit: number }) =>
      (await listAudit(store.db, page)).map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() })),
  }
}
