import { couldHaveTold, isLate } from '../../domain/back-dating.ts'
import type { CommandContext } from '../context.ts'
import type { Decided } from './decide-with-standing.ts'
import { flagged } from './visit-changes.ts'

/**
 * Flags whoever comes in by a time that their desk has said: where they may not come in now by themselves, or where the desk could
 * have told it before. A real outage leaves neither, a clock that was set back to before the end of a plan leaves both.
 */
export async function flagBackDated(
  { presence, now }: CommandContext,
  decided: Decided,
  at: number,
  decideNow: () => Promise<Decided>,
): Promise<Decided> {
  const { decision } = decided
  if (decision.reason !== 'ok_in' || presence === null || !isLate(at, now)) return decided
  const isAllowedNow = async (): Promise<boolean> => (await decideNow()).decision.verdict !== 'denied'
  const isByStaff = decision.overrode.length > 0
  if (!couldHaveTold(presence, at, now) && (isByStaff || (await isAllowedNow()))) return decided
  return { ...decided, decision: flagged(decision, 'back_dated') }
}
