import type { Decision, MemberFacts } from '../../domain/decide-scan.ts'
import type { Db } from '../../store/database.ts'
import { listStandingOverrides, type NamedStandingOverride } from '../../store/standing-overrides.ts'

export interface Decided {
  decision: Decision
  /** What staff has overridden for this member, as far as it was looked up. */
  standing: readonly NamedStandingOverride[]
}

/**
 * Decides by the rules, and once more with what staff has overridden for the member where they refuse. Hardly anybody has
 * such an override, so only a refusal is worth looking for one. `today` is the gym's day, YYYY-MM-DD.
 */
export async function decideWithStanding(
  db: Db,
  of: { memberId: string; today: string },
  facts: MemberFacts,
  decide: (facts: MemberFacts) => Decision,
): Promise<Decided> {
  const decision = decide(facts)
  if (decision.verdict !== 'denied' && decision.overrode.length === 0) return { decision, standing: [] }
  const standing = await listStandingOverrides(db, of)
  if (standing.length === 0) return { decision, standing }
  return { decision: decide({ ...facts, standing: standing.map(({ refusal }) => refusal) }), standing }
}
