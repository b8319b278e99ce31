import { problem } from '../protocol/errors.ts'
import type { StaffAccount } from '../protocol/accounts.ts'
import type { Role } from '../protocol/roles.ts'
import { listFamilies } from '../store/sign-ins.ts'
import type { Actor } from '../store/audit-log.ts'
import {
  changeStaff,
  countManagers,
  findStaff,
  findStaffByUsername,
  forgetDesksOfPerson,
  insertStaff,
  type StaffRow,
} from '../store/staff.ts'
import type { WriteContext } from '../store/write.ts'
import { endSignIn } from './refresh.ts'

export type { Actor }

/** The command line on the hub's machine: whoever can read the data folder. */
export const COMMAND_LINE: Actor = { id: 'hub', deskId: null }

export function shownAccount(row: StaffRow): StaffAccount {
  const { id, username, full_name, role } = row
  return { id, username, full_name, role, has_pin: row.pin_hash !== null, disabled: row.disabled_at !== null }
}

export interface NewAccount {
  id: string
  /** As `readUsername` gives it. */
  username: string
  full_name: string
  role: Role
  passwordHash: string
}

/** Makes an account. Throws `invalid_message` where the name is taken. */
export async function addStaff(
  context: WriteContext,
  actor: Actor,
  account: NewAccount,
): Promise<StaffAccount> {
  const { id, username, full_name, role } = account
  if (await findStaffByUsername(context.tx, username)) {
    throw problem('username_taken', 'This username is taken. Choose another.')
  }
  const row: StaffRow = {
    id,
    username,
    full_name,
    role,
    password_hash: account.passwordHash,
    pin_hash: null,
    created_at: context.now,
    updated_at: context.now,
    disabled_at: null,
  }
  await insertStaff(context.tx, row)
  record(context, actor, 'staff_added', id, { role: [null, role] })
  return shownAccount(row)
}

export interface AccountChange {
  full_name?: string | undefined
  role?: Role | undefined
  disabled?: boolean | undefined
}

/**
 * Changes an account. A disabled one is signed out everywhere. Throws `invalid_message` for one that there is not,
 * and where no manager who can sign in would be left.
 */
export async function changeAccount(
  context: WriteContext,
  actor: Actor,
  id: string,
  change: AccountChange,
): Promise<StaffAccount> {
  const before = await requireStaff(context, id)
  const disabledAt = before.disabled_at ?? context.now
  const after: StaffRow = {
    ...before,
    full_name: change.full_name ?? before.full_name,
    role: change.role ?? before.role,
    disabled_at: change.disabled === undefined ? before.disabled_at : change.disabled ? disabledAt : null,
    updated_at: context.now,
  }
  const { full_name, role, disabled_at, updated_at } = after
  await changeStaff(context.tx, id, { full_name, role, disabled_at, updated_at })
  if ((await countManagers(context.tx)) === 0 && canManage(before)) {
    throw problem('last_manager', 'This is the only manager. Add another one first.')
  }
  if (disabled_at !== null) await endEverywhere(context, id)
  record(context, actor, 'staff_changed', id, differences(before, after))
  return shownAccount(after)
}

/** Sets a password. Every sign-in of the person ends but `keptSignIn`, and PINs wait for the new password. */
export async function setPassword(
  context: WriteContext,
  actor: Actor,
  id: string,
  passwordHash: string,
  keptSignIn: string | null = null,
): Promise<void> {
  await requireStaff(context, id)
  await changeStaff(context.tx, id, { password_hash: passwordHash, updated_at: context.now })
  await forgetDesksOfPerson(context.tx, id)
  await endEverywhere(context, id, keptSignIn)
  record(context, actor, 'password_changed', id)
}

/** Sets the PIN for switching at a shared desk, or takes it away with null. */
export async function setPin(
  context: WriteContext,
  actor: Actor,
  id: string,
  pinHash: string | null,
): Promise<void> {
  await requireStaff(context, id)
  await changeStaff(context.tx, id, { pin_hash: pinHash, updated_at: context.now })
  record(context, actor, 'pin_changed', id, { removed: pinHash === null })
}

async function requireStaff(context: WriteContext, id: string): Promise<StaffRow> {
  const row = await findStaff(context.tx, id)
  if (row) return row
  throw problem('account_unknown', 'There is no such account.')
}

async function endEverywhere(context: WriteContext, id: string, kept: string | null = null): Promise<void> {
  for (const family of await listFamilies(context.tx, { subject: id })) {
    if (family !== kept) await endSignIn(context, family)
  }
}

function canManage(row: StaffRow): boolean {
  return row.role === 'manager' && row.disabled_at === null
}

/** What changed, before and after; of a name only that it did. */
function differences(before: StaffRow, after: StaffRow): Record<string, unknown> {
  return {
    ...(before.role !== after.role && { role: [before.role, after.role] }),
    ...(before.disabled_at !== after.disabled_at && {
      disabled: [before.disabled_at !== null, after.disabled_at !== null],
    }),
    ...(before.full_name !== after.full_name && { full_name: 'changed' }),
  }
}

function record(
  context: WriteContext,
  actor: Actor,
  action: 'staff_added' | 'staff_changed' | 'password_changed' | 'pin_changed',
  subject: string,
  details: Readonly<Record<string, unknown>> = {},
): void {
  context.audit({ actor, action, subject, details })
}
