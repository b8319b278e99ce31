import type { FailedRule } from '../protocol/rules.ts'
import type { Action, Reason } from '../protocol/scan.ts'
import { dayAfter } from './business-day.ts'

/** Why somebody may not come in, and the rule that says so with what it allows. */
export interface Refusal {
  reason: Reason
  rule?: FailedRule
}

/** The right that letting somebody in against a rule asks for: some rules are not the front desk's to bend. */
export type OverrideRight = 'override' | 'override_hard_limit'

/** How far a person's word goes: nowhere, to the rules that are the front desk's to bend, or to all of them. */
export type Reach = 'none' | 'soft' | 'all'

/** Suspended by a manager, and a limit that a fire officer set. */
const HARD: ReadonlySet<Reason> = new Set(['suspended', 'capacity_full'])

export function isHard(reason: Reason): boolean {
  return HARD.has(reason)
}

/** The right that all of these together ask for. */
export function overrideRightOf(reasons: readonly Reason[]): OverrideRight {
  return reasons.some(isHard) ? 'override_hard_limit' : 'override'
}

/** True where a word that goes so far lets somebody in against this. */
export function isWithin(reach: Reach, reason: Reason): boolean {
  return reach === 'all' || (reach === 'soft' && !isHard(reason))
}

/** How this refusal may be overridden by whoever asks: themselves, or by a manager who comes to the desk. */
export function overrideActionFor(reason: Reason, may: (right: OverrideRight) => boolean): Action {
  return may(overrideRightOf([reason])) ? 'override' : 'manager_pin'
}

/** An override that stands for longer is a change of the member, and should be made there. */
const LONGEST_OVERRIDE_DAYS = 31

/** The last day on which an override of these may still stand, YYYY-MM-DD: a hard rule's ends with the day. */
export function latestEndOf(reasons: readonly Reason[], today: string): string {
  return reasons.some(isHard) ? today : dayAfter(today, LONGEST_OVERRIDE_DAYS)
}
