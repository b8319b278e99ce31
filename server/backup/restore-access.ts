import { existsSync } from 'node:fs'
import { AV_GYM_ACCESS_TOKEN_MS } from '../auth/tokens.ts'
import { sha256 } from '../platform/sha256.ts'
import { lesserRole } from '../protocol/rights.ts'
import { endLentAccess, readAccess, type StoredAccess } from '../store/access.ts'
import type { Tx } from '../store/database.ts'
import { removeDesk } from '../store/desks.ts'
import { openReadOnly } from '../store/open-copy.ts'
import { requireOwnSchema } from '../store/own-schema.ts'
import { endTokenFamily } from '../store/sign-ins.ts'
import { changeStaff, countManagers } from '../store/staff.ts'

/** Who may get in by the database that is replaced; none where there is none, unreadable where it does not say. */
export type AccessBefore = StoredAccess | 'none' | 'unreadable'

/** What a restore did so that nobody gains by it. */
export interface RestoredAccess {
  before: 'read' | 'none' | 'unreadable'
  /** Accounts that the backup would have let in, or given more: by name, and by id for the audit log. */
  disabled: AccountKept[]
  /** Accounts whose role, password or PIN has changed since: the role that may do less, the secrets of now. */
  restricted: AccountKept[]
  /** Ids of desks that were removed since. */
  removedDesks: string[]
  /** False where there are accounts, and none of them can sign in and manage. */
  hasManager: boolean
}

interface AccountKept {
  id: string
  username: string
}

/** Reads who may get in now; changes nothing. */
export async function readAccessBefore(database: string | null): Promise<AccessBefore> {
  if (database === null || !existsSync(database)) return 'none'
  try {
    const reader = openReadOnly(database)
    try {
      // What strangers have changed says nothing of who may get in.
      await requireOwnSchema(reader.db, sha256)
      return await readAccess(reader.db)
    } finally {
      await reader.close()
    }
  } catch {
    return 'unreadable'
  }
}

/**
 * Sees to it that nobody gains by a restore: every sign-in, code and approval ends, whoever was disabled and whatever desk was removed
 * since the backup stays so, and an account has the secrets of now and the lesser of its two roles.
 */
export async function restrictAccess(tx: Tx, before: AccessBefore, now: number): Promise<RestoredAccess> {
  const restored = await readAccess(tx)
  const present: StoredAccess =
    typeof before === 'string' ? { staff: [], removedDesks: [], signIns: [] } : before
  for (const family of new Set([...restored.signIns, ...present.signIns])) {
    await endTokenFamily(tx, family, { now, forgetAt: now + AV_GYM_ACCESS_TOKEN_MS })
  }
  await endLentAccess(tx, now)
  const staff = await restrictStaff(tx, restored, present, now)
  const removedDesks = await removeDesksAgain(tx, restored, present, now)
  const hasManager = restored.staff.length === 0 || (await countManagers(tx)) > 0
  return { before: typeof before === 'string' ? before : 'read', ...staff, removedDesks, hasManager }
}

async function restrictStaff(tx: Tx, restored: StoredAccess, present: StoredAccess, now: number) {
  const disabled: AccountKept[] = []
  const restricted: AccountKept[] = []
  const presentById = new Map(present.staff.map((account) => [account.id, account]))
  for (const then of restored.staff) {
    const { id, username } = then
    const since = presentById.get(id)
    if (!since) continue
    const { password_hash, pin_hash } = since
    const role = lesserRole(then.role, since.role)
    const disabled_at = then.disabled_at ?? since.disabled_at
    if (disabled_at !== then.disabled_at) disabled.push({ id, username })
    const isSame = role === then.role && password_hash === then.password_hash && pin_hash === then.pin_hash
    if (!isSame) restricted.push({ id, username })
    await changeStaff(tx, id, { role, password_hash, pin_hash, disabled_at, updated_at: now })
  }
  return { disabled, restricted }
}

async function removeDesksAgain(
  tx: Tx,
  restored: StoredAccess,
  present: StoredAccess,
  now: number,
): Promise<string[]> {
  const gone = new Set(restored.removedDesks.map(({ id }) => id))
  const again = present.removedDesks.filter(({ id }) => !gone.has(id))
  for (const { id, removed_at } of again) await removeDesk(tx, id, removed_at ?? now)
  return again.map(({ id }) => id)
}
