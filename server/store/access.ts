import type { Db, Tx } from './database.ts'
import type { StaffTable } from './tables/people.ts'

/** Who may get in, as one database has it. */
export interface StoredAccess {
  staff: Pick<StaffTable, 'id' | 'username' | 'role' | 'password_hash' | 'pin_hash' | 'disabled_at'>[]
  /** Desks that were removed, and when: milliseconds since 1970 UTC. */
  removedDesks: { id: string; removed_at: number | null }[]
  /** Sign-ins that tokens may still be around of. */
  signIns: string[]
}

export async function readAccess(db: Db): Promise<StoredAccess> {
  const staff = await db
    .selectFrom('staff')
    .select(['id', 'username', 'role', 'password_hash', 'pin_hash', 'disabled_at'])
    .orderBy('username')
    .execute()
  const removedDesks = await db
    .selectFrom('desks')
    .select(['id', 'removed_at'])
    .where('removed_at', 'is not', null)
    .execute()
  const signIns = await db
    .selectFrom('refresh_tokens')
    .select('family')
    .union(db.selectFrom('ended_sign_ins').select('family'))
    .execute()
  return { staff, removedDesks, signIns: signIns.map(({ family }) => family) }
}

/** Ends what lets somebody in once or for a while: codes, approvals, where PINs are good, and what is recorded under a sign-in. */
export async function endLentAccess(tx: Tx, now: number): Promise<void> {
  await tx.updateTable('sign_ins').set({ ended_at: now }).where('ended_at', 'is', null).execute()
  await tx.deleteFrom('sign_in_codes').execute()
  await tx.deleteFrom('approvals').execute()
  await tx.deleteFrom('desk_people').execute()
}
