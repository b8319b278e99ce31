import type { Warning } from '../../protocol/rules.ts'
import type { Refusal } from '../overriding.ts'
import { capacityRule } from './capacity.ts'
import { hoursRule } from './hours.ts'
import { membershipRule } from './membership.ts'
import { passbackRule } from './passback.ts'
import { placeRule } from './place.ts'
import type { Comer, Rule, RuleContext } from './rule.ts'

/**
 * All rules, what comes first to be solved first: what the plan is, when it is good, where, whether the card was just used,
 * whether there is room.
 */
const RULES: readonly Rule[] = [membershipRule, hoursRule, placeRule, passbackRule, capacityRule]

/** All that keeps somebody out; empty where they may come in. */
export function refusalsOfComingIn(comer: Comer, context: RuleContext): Refusal[] {
  return RULES.flatMap((rule) => rule.refusals(comer, context))
}

/** What staff should look at where somebody comes in. */
export function warningsOfComingIn(comer: Comer, context: RuleContext): Warning[] {
  return RULES.flatMap((rule) => rule.warnings?.(comer, context) ?? [])
}
