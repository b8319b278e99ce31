import { useApproval } from '../../auth/use-approval.ts'
import type { Decision } from '../../domain/decide-scan.ts'
import { isHard, latestEndOf, overrideRightOf, type Reach } from '../../domain/overriding.ts'
import { HubError } from '../../protocol/errors.ts'
import type { Reason } from '../../protocol/scan.ts'
import type { CommandContext } from '../context.ts'

/** An override as a desk asks for it. */
export interface AskedOverride {
  /** In the words of whoever let the member in. */
  reason: string
  /** A manager's leave, from `POST /api/v1/approvals`, where the right is not the asker's own. */
  approval?: string | undefined
  /** The last day on which it is to stand, YYYY-MM-DD; without it, it is for this visit. */
  until?: string | undefined
}

/** An override that may be done. */
export interface Override {
  /** What would have kept the member out, what comes first to be solved first. */
  refusals: readonly Reason[]
  reason: string
  approvedBy: string | null
  until: string | null
}

/** How far the asker's word goes; a desk's own not at all. Whether an approval is good is found out when it is needed. */
export function reachOf({ may, isForReview }: CommandContext, asked: AskedOverride | undefined): Reach {
  if (!asked || isForReview) return 'none'
  return asked.approval !== undefined || may('override_hard_limit') ? 'all' : 'soft'
}

/**
 * Throws `forbidden`, and not even a refusal is recorded, for an override of a hard rule alone by somebody without the
 * right. Where it bent a soft rule and a hard one came to light behind it, that is news: the refusal says so. So is what a desk
 * alone answers for: nothing of that is thrown away.
 */
export function requireNews(
  { isForReview }: CommandContext,
  { reason, overrode }: Decision,
  asked: AskedOverride | undefined,
): void {
  if (asked && !isForReview && isHard(reason) && overrode.length === 0) throw managerNeeded()
}

/**
 * Throws, and nothing is done: `forbidden` where neither the asker nor an approval has the right, `invalid_message`
 * where it is to stand for too long. An approval is used up. `today` is the gym's day, YYYY-MM-DD.
 */
export async function authoriseOverride(
  context: CommandContext,
  refusals: readonly Reason[],
  asked: AskedOverride,
  today: string,
): Promise<Override> {
  const { reason, approval } = asked
  const until = asked.until ?? null
  if (until !== null) requireEnd(until, refusals, today)
  if (context.may(overrideRightOf(refusals))) return { refusals, reason, until, approvedBy: null }
  if (approval === undefined) throw managerNeeded()
  const { tx, trustedNow: now, desk } = context
  const approvedBy = await useApproval({ tx, now }, approval, desk.id)
  if (approvedBy === null) {
    throw new HubError('forbidden', 'The manager’s approval was already used or has expired. Ask again.')
  }
  return { refusals, reason, until, approvedBy }
}

function requireEnd(until: string, refusals: readonly Reason[], today: string): void {
  const latest = latestEndOf(refusals, today)
  if (until >= today && until <= latest) return
  const span = latest === today ? 'today only' : `from today until ${latest}`
  throw new HubError('invalid_message', `This override can be valid ${span}.`)
}

function managerNeeded(): HubError {
  return new HubError('forbidden', 'A manager has to approve this at the desk.')
}
