import { HubError } from '../protocol/errors.ts'
import { insertApproval, takeApproval } from '../store/overrides.ts'
import { findStaff } from '../store/staff.ts'
import type { WriteContext } from '../store/write.ts'
import { checkPassword, checkPin, requireDesk, type SecretParts } from './check-secret.ts'
import { hashOfSecret, newSecret } from './random.ts'
import { hasRight } from '../protocol/rights.ts'

/** A manager who says yes stands at the desk: the override follows at once or has to be asked for again. */
export const APPROVAL_MS = 2 * 60_000

/** Who approves at a desk: by PIN where that works, else by the account's password. */
export type ApprovalAsked =
  | { deskToken: string; staffId: string; pin: string }
  | { deskToken: string; username: string; password: string }

/** A manager's leave to override a hard rule at one desk, once. */
export interface Approval {
  approval: string
  name: string
  /** ISO 8601. */
  expiresAt: string
}

/** Throws `authentication_failed`, `rate_limited`, or `forbidden` where the person has not the right either. */
export async function approve(parts: SecretParts, asked: ApprovalAsked, address: string): Promise<Approval> {
  const desk = await requireDesk(parts, asked.deskToken)
  const { staff, accept } =
    'pin' in asked ? await checkPin(parts, desk.id, asked) : await checkPassword(parts, asked, address)
  const approval = newSecret()
  const given = await parts.writer.write(async (context) => {
    await accept(context)
    if (!hasRight(staff.role, 'override_hard_limit')) return null
    const expiresAt = context.now + APPROVAL_MS
    await insertApproval(context.tx, {
      ...{ secret_hash: hashOfSecret(approval), desk_id: desk.id },
      ...{ staff_id: staff.id, expires_at: expiresAt },
    })
    context.audit({ actor: { id: staff.id, deskId: desk.id }, action: 'approval_given' })
    return { approval, name: staff.full_name, expiresAt: new Date(expiresAt).toISOString() }
  })
  if (!given) throw new HubError('forbidden', 'Only a manager can approve this.')
  return given
}

/**
 * A desk in kiosk mode may be left: a manager's approval, used up, says so. The desk's shell asks, because it takes no page's
 * word for it. Throws `authentication_failed` for an unknown desk, `forbidden` for an approval that is not good here.
 */
export async function leaveKiosk(
  parts: SecretParts,
  asked: { deskToken: string; approval: string },
): Promise<{ left: true }> {
  const desk = await requireDesk(parts, asked.deskToken)
  await parts.writer.write(async (context) => {
    const approvedBy = await useApproval(context, hashOfSecret(asked.approval), desk.id)
    if (approvedBy === null) {
      throw new HubError('forbidden', 'A manager has to approve this at the desk.')
    }
    context.audit({ actor: { id: approvedBy, deskId: desk.id }, action: 'kiosk_left' })
  })
  return { left: true }
}

/**
 * Uses an approval up and says whose it is. Null where there is none, it was for another desk or is too old, and where whoever
 * gave it may not any more.
 */
export async function useApproval(
  { tx, now }: Pick<WriteContext, 'tx' | 'now'>,
  secretHash: string,
  deskId: string,
): Promise<string | null> {
  const taken = await takeApproval(tx, secretHash)
  if (!taken || taken.desk_id !== deskId || taken.expires_at < now) return null
  const staff = await findStaff(tx, taken.staff_id)
  const isManager = staff?.disabled_at === null && hasRight(staff.role, 'override_hard_limit')
  return isManager ? taken.staff_id : null
}
