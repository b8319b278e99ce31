import type { Decision } from '../../domain/decide-scan.ts'
import { couldHaveTold, isLate } from '../../domain/back-dating.ts'
import { isNotBelieved, occurredAt, type CommandContext } from '../context.ts'
import type { Decided } from './decide-with-standing.ts'
import { flagged } from './visit-changes.ts'

/**
 * Flags whoever comes in by a time that their desk has said: where they may not come in now by themselves, or where the desk could
 * have told it before. A real outage leaves neither, a clock that was set back to before the end of a plan leaves both. Flags whatever
 * was decided where the time that was said is not believed.
 */
export async function flagBackDated(
  context: CommandContext,
  decided: Decided,
  said: number | undefined,
  decideNow: () => Promise<Decided>,
): Promise<Decided> {
  const { decision } = decided
  const isAllowedNow = async (): Promise<boolean> => (await decideNow()).decision.verdict !== 'denied'
  const isInDoubt =
    isNotBelieved(context, said) ||
    (decision.reason === 'ok_in' && (await isToldLate(context, decision, said, isAllowedNow)))
  if (!isInDoubt) return decided
  return { ...decided, decision: flagged(decision, 'back_dated') }
}

async function isToldLate(
  context: CommandContext,
  { overrode }: Decision,
  said: number | undefined,
  isAllowedNow: () => Promise<boolean>,
): Promise<boolean> {
  const { presence, now } = context
  const at = occurredAt(context, said)
  if (presence === null || !isLate(at, now)) return false
  const isByStaff = overrode.length > 0
  return couldHaveTold(presence, at, now) || !(isByStaff || (await isAllowedNow()))
}
