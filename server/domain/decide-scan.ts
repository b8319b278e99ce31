import type { Flag, Reason, ScanMode, Verdict } from '../protocol/scan.ts'
import type { FailedRule } from '../protocol/rules.ts'
import { refuseComingIn, type Circumstances, type PlanAccess } from './access.ts'
import { expiresSoon, type Membership } from './membership.ts'

/** What is known about a member when a desk asks. */
export interface MemberFacts {
  plan: Membership
  /** When and where plans of this kind are good, or null for any time and place. */
  access: PlanAccess | null
  /** True while a visit of theirs is open. */
  inside: boolean
  /** MM-DD, or null where it is not known. */
  birthday: string | null
  /** True where a note asks for a look. */
  hasNote: boolean
  noteMustBeRead: boolean
  isFirstVisit: boolean
}

export interface ScanFacts {
  /** The card, or null where the hub does not know it. */
  credential: { revoked: boolean } | null
  member: MemberFacts | null
  circumstances: Circumstances
}

export interface ScanAsked {
  mode: ScanMode
  /** Staff lets the member in against the rules. */
  override: boolean
  /** Staff has read the note that must be read. */
  acknowledge: boolean
}

export interface Decision {
  verdict: Verdict
  reason: Reason
  flags: Flag[]
  /** The rule that refused, where it is not the plan itself. */
  rule?: FailedRule
  /** What would have refused, had staff not overridden it. */
  overrode?: Reason
}

/** Decides one scan: unknown and withdrawn cards first, then the direction, then the rules of coming in. */
export function decideScan(facts: ScanFacts, asked: ScanAsked): Decision {
  if (!facts.credential || !facts.member) return denied('unknown_credential')
  if (facts.credential.revoked) return denied('credential_revoked')
  const { inside } = facts.member
  if (asked.mode === 'out' && !inside) return denied('not_in')
  if (asked.mode === 'out' || (asked.mode === 'toggle' && inside)) return decideLeaving()
  if (inside) return denied('already_in')
  return decideComingIn(facts.member, asked, facts.circumstances)
}

/** Decides whether a member who is outside may come in. */
export function decideComingIn(
  member: MemberFacts,
  asked: Pick<ScanAsked, 'override' | 'acknowledge'>,
  circumstances: Circumstances,
): Decision {
  const refusal = refuseComingIn(member, circumstances)
  if (refusal && !asked.override) return { ...denied(refusal.reason), ...refusal }
  if (member.noteMustBeRead && !asked.acknowledge && !asked.override) return denied('note_must_be_read')
  const flags = flagsOfComingIn(member, circumstances.today, refusal !== null)
  const worthALook = member.hasNote || flags.includes('expires_soon')
  const decision = { reason: 'ok_in', flags } as const
  if (refusal) return { verdict: 'granted_with_warning', ...decision, overrode: refusal.reason }
  return { verdict: worthALook ? 'granted_with_warning' : 'granted', ...decision }
}

/** Nobody is kept inside: leaving has no rules. */
export function decideLeaving(): Decision {
  return { verdict: 'granted', reason: 'ok_out', flags: [] }
}

function flagsOfComingIn(member: MemberFacts, today: string, isOverridden: boolean): Flag[] {
  const flags: Flag[] = []
  if (!isOverridden && expiresSoon(member.plan, today)) flags.push('expires_soon')
  if (member.birthday === today.slice(5)) flags.push('birthday')
  if (member.isFirstVisit) flags.push('first_visit')
  if (isOverridden) flags.push('overridden')
  return flags
}

function denied(reason: Reason): Decision {
  return { verdict: 'denied', reason, flags: [] }
}
