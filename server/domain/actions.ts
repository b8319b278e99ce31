import type { Action, Reason } from '../protocol/scan.ts'
import { overrideActionFor, type OverrideRight } from './access.ts'
import type { Decision } from './decide-scan.ts'

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
  { verdict, reason }: Decision,
  may: (right: OverrideRight) => boolean,
): Action[] {
  if (verdict !== 'denied') return ['undo', 'open_member']
  if (reason === 'unknown_credential') return ['attach_credential']
  if (reason === 'note_must_be_read') return ['acknowledge', 'open_member']
  if (FACTS.has(reason)) return ['open_member']
  const renewal: Action[] = RENEWABLE.has(reason) ? ['renew'] : []
  return [...renewal, overrideActionFor(reason, may), 'open_member']
}

/** The English sentence that goes with an answer; our desks make their own from verdict and reason. */
export const SENTENCES: Record<Reason, string> = {
  ok_in: 'Come in',
  ok_out: 'Goodbye',
  repeat_ignored: 'Scanned already',
  already_in: 'Already inside',
  not_in: 'Not inside',
  unknown_credential: 'Unknown card',
  credential_revoked: 'This card was withdrawn',
  expired: 'The plan has ended',
  not_started: 'The plan has not started yet',
  frozen: 'The plan is frozen',
  suspended: 'The member is suspended',
  debt: 'A payment is due',
  no_visits_left: 'No visits left',
  outside_hours: 'The plan does not cover this hour',
  wrong_location: 'The plan does not cover this place',
  capacity_full: 'The gym is full',
  note_must_be_read: 'Read the note first',
  ambiguous: 'Two codes at once, scan again',
  rate_limited: 'Too fast, scan again',
  hub_unreachable: 'No connection to the hub',
}
