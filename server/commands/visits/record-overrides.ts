import { insertOverride } from '../../store/overrides.ts'
import { insertStandingOverride, type NamedStandingOverride } from '../../store/standing-overrides.ts'
import type { VisitRow } from '../../store/visits.ts'
import type { Override } from './authorise-override.ts'
import type { CommandContext } from '../context.ts'

interface BentRules {
  visit: VisitRow
  /** What had been overridden before, for each rule the one that counts. */
  stood: readonly NamedStandingOverride[]
  /** What was overridden now, or null. */
  override: Override | null
}

/**
 * Keeps why a visit was opened against the rules, with it: a row a rule, each with who answers for it. Returns the
 * overrides that stand from now on or stood already, what was given now first.
 */
export async function recordOverrides(context: CommandContext, bent: BentRules): Promise<string[]> {
  const { visit, stood, override } = bent
  const given = override ? await recordGiven(context, visit, override) : []
  for (const { id, refusal, reason, staff_id, approved_by } of stood) {
    await insertOverride(context.tx, {
      ...{ visit_id: visit.id, at: visit.check_in_at, refusal, reason },
      ...{ staff_id, approved_by, standing_id: id },
    })
  }
  return [...given, ...stood.map(({ id }) => id)]
}

async function recordGiven(context: CommandContext, visit: VisitRow, override: Override): Promise<string[]> {
  const { tx, actor: staff_id, now } = context
  const { reason, approvedBy: approved_by, until } = override
  const ids: string[] = []
  for (const refusal of override.refusals) {
    const id = until === null ? null : context.newId()
    const kept = { refusal, reason, staff_id, approved_by }
    await insertOverride(tx, { ...kept, visit_id: visit.id, at: visit.check_in_at, standing_id: id })
    if (until === null || id === null) continue
    await insertStandingOverride(tx, {
      ...{ ...kept, id, member_id: visit.member_id, visit_id: visit.id },
      ...{ until_day: until, given_at: now, ended_at: null, ended_by: null },
    })
    ids.push(id)
  }
  return ids
}
