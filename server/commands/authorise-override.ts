import { overrideRightOf } from '../domain/access.ts'
import { HubError } from '../protocol/errors.ts'
import type { Reason } from '../protocol/scan.ts'
import { insertOverride, takeApproval } from '../store/overrides.ts'
import type { CommandContext } from './context.ts'

/** An override as a desk asks for it. */
interface AskedOverride {
  /** In the words of whoever let the member in. */
  reason: string
  /** A manager's leave, from `POST /api/v1/approvals`, where the right is not the asker's own. */
  approval?: string | undefined
}

/** An override that may be done. */
export interface Override {
  /** What would have kept the member out. */
  refusal: Reason
  reason: string
  approvedBy: string | null
}

/** Throws `forbidden`, and nothing is done, where neither the asker nor an approval has the right. An approval is used up. */
export async function authoriseOverride(
  context: CommandContext,
  refusal: Reason,
  { reason, approval }: AskedOverride,
): Promise<Override> {
  if (context.may(overrideRightOf(refusal))) return { refusal, reason, approvedBy: null }
  if (approval === undefined) throw new HubError('forbidden', 'A manager has to allow this at the desk.')
  const taken = await takeApproval(context.tx, context.hashOfSecret(approval))
  if (!taken || taken.desk_id !== context.desk.id || taken.expires_at < context.now) {
    throw new HubError('forbidden', 'The manager’s approval was used already or is too old. Ask again.')
  }
  return { refusal, reason, approvedBy: taken.staff_id }
}

/** Keeps it with the visit that it opened. */
export async function recordOverride(
  context: CommandContext,
  visitId: string,
  at: number,
  { refusal, reason, approvedBy }: Override,
): Promise<void> {
  await insertOverride(context.tx, {
    ...{ visit_id: visitId, at, refusal, reason },
    ...{ staff_id: context.actor, approved_by: approvedBy },
  })
}
