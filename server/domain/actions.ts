import type { Action, Reason, Verdict } from '../protocol/scan.ts'
import { overrideActionFor, type OverrideRight, type Refusal } from './overriding.ts'

/** Reasons that a renewal solves. */
const RENEWABLE: ReadonlySet<Reason> = new Set(['expired', 'no_visits_left', 'debt'])

/** Refusals that are facts rather than rules: nothing can be overridden. */
const FACTS: ReadonlySet<Reason> = new Set([
  'unknown_credential',
  'credential_revoked',
  'already_in',
  'not_in',
  'ambiguous',
])

/** What may be done next by whoever has the rights, the likeliest first. */
export function actionsAfter(
  { verdict, reason, rule }: Refusal & { verdict: Verdict },
  may: (right: OverrideRight) => boolean,
): Action[] {
  if (verdict !== 'denied') return ['undo', 'open_member']
  if (reason === 'unknown_credential') return ['attach_credential']
  if (reason === 'note_must_be_read') return ['acknowledge', 'open_member']
  // A card that was just used is a rule; somebody who is inside is a fact.
  if (FACTS.has(reason) && rule?.kind !== 'passback') return ['open_member']
  const renewal: Action[] = RENEWABLE.has(reason) ? ['renew'] : []
  return [...renewal, overrideActionFor(reason, may), 'open_member']
}
