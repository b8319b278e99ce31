import { hasRight } from '../protocol/rights.ts'
import { takeApproval } from '../store/overrides.ts'
import { findStaff, type StaffRow } from '../store/staff.ts'
import type { WriteContext } from '../store/write.ts'
import { hashOfSecret } from './random.ts'

/** Whether somebody may allow others to override, and to leave a kiosk. */
export function mayApprove({ role, disabled_at }: StaffRow): boolean {
  return disabled_at === null && hasRight(role, 'override_hard_limit')
}

/**
 * Uses an approval up, and gives the id of the manager who gave it. Null where it is not good: used, too old, of another desk, or of
 * somebody who may not approve any more. The caller then throws, so that it stays good where it was given.
 */
export async function useApproval(
  { tx, now }: Pick<WriteContext, 'tx' | 'now'>,
  approval: string,
  deskId: string,
): Promise<string | null> {
  const taken = await takeApproval(tx, hashOfSecret(approval))
  if (!taken || taken.desk_id !== deskId || taken.expires_at < now) return null
  const manager = await findStaff(tx, taken.staff_id)
  return manager && mayApprove(manager) ? manager.id : null
}
