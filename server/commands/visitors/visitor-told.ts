import { actionsAfter } from '../../domain/actions.ts'
import type { Decision } from '../../domain/decide-scan.ts'
import type { FailedRule } from '../../protocol/rules.ts'
import type { Action } from '../../protocol/scan.ts'

/** What the people of a gym are told of somebody else's member: whether they come in and for which reason, and nothing of their plan or money. */

/** Rules of the gym at which the card is: what they allow is its own to say. */
const RULES_OF_HERE: ReadonlySet<FailedRule['kind']> = new Set(['passback', 'capacity'])

export function toldOfVisitor(decision: Decision): Decision {
  const { reason, rule, flags, overrode, stood } = decision
  const warnings = decision.warnings.filter(({ kind }) => kind === 'crowd')
  const isGranted = decision.verdict !== 'denied' && reason === 'ok_in'
  return {
    ...{ verdict: decision.verdict, reason, overrode, stood },
    ...(rule && RULES_OF_HERE.has(rule.kind) && { rule }),
    ...(isGranted && { verdict: warnings.length > 0 ? 'granted_with_warning' : 'granted' }),
    flags: flags.filter((flag) => flag !== 'expires_soon'),
    warnings,
  }
}

/** Nothing is sold, overridden or looked up here: that is their own gym's. */
export function actionsForVisitor(decision: Decision): Action[] {
  return actionsAfter(decision, () => false).filter((action) => action === 'undo')
}
