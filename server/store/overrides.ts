import type { Tx } from './database.ts'
import type { ApprovalsTable, OverridesTable } from './tables/visits.ts'

/** Keeps why somebody was let in against the rules, with their visit. */
export async function insertOverride(tx: Tx, override: OverridesTable): Promise<void> {
  await tx.insertInto('overrides').values(override).execute()
}

/** Keeps a manager's leave to override, by the hash of its secret. */
export async function insertApproval(tx: Tx, approval: ApprovalsTable): Promise<void> {
  await tx.insertInto('approvals').values(approval).execute()
}

/** Takes an approval: it is gone with this transaction. Undefined where there is none. */
export async function takeApproval(tx: Tx, secretHash: string): Promise<ApprovalsTable | undefined> {
  return tx.deleteFrom('approvals').where('secret_hash', '=', secretHash).returningAll().executeTakeFirst()
}

export async function forgetApprovals(tx: Tx, now: number): Promise<void> {
  await tx.deleteFrom('approvals').where('expires_at', '<', now).execute()
}
