import type { BlockedCard } from '../protocol/cards.ts'
import type { Flag, Reason, ScanMode, Verdict } from '../protocol/scan.ts'
import type { FailedRule, Warning } from '../protocol/rules.ts'
import { refusalsOfComingIn, warningsOfComingIn } from './rules/coming-in.ts'
import type { RuleContext, Comer } from './rules/rule.ts'
import { expiresSoon } from './rules/membership.ts'
import { isWithin, type Reach } from './overriding.ts'

/** What is known about a member when a desk asks. */
export interface MemberFacts extends Comer {
  /** What staff has overridden for this member until an end that has not come. */
  standing: readonly Reason[]
  /** True while a visit of theirs is open. */
  inside: boolean
  /** MM-DD, or null where it is not known. */
  birthday: string | null
  /** True where a note asks for a look. */
  hasNote: boolean
  noteMustBeRead: boolean
  isFirstVisit: boolean
}

/** What is known about a card. Days are YYYY-MM-DD. */
export interface ScannedCard {
  revoked: boolean
  /** Of a revoked one: when it was reported lost, if it was. */
  lostOn?: string
  /** The last day for which it is lent, of one that is. */
  lentUntil?: string
}

export interface ScanFacts {
  /** The card, or null where the hub does not know it. */
  credential: ScannedCard | null
  member: MemberFacts | null
  context: RuleContext
}

export interface ScanAsked {
  mode: ScanMode
  /** Against which rules staff lets the member in. */
  override: Reach
  /** Staff has read the note that must be read. */
  acknowledge: boolean
}

export interface Decision {
  verdict: Verdict
  reason: Reason
  flags: Flag[]
  /** The rule that refused, with what it allows. */
  rule?: FailedRule
  /** Of a card that lets nobody in: why, where it is not just withdrawn. */
  blocked?: BlockedCard
  /** What to look at, of somebody who comes in. */
  warnings: Warning[]
  /** What would have refused, had staff not overridden it now. */
  overrode: Reason[]
  /** What would have refused, had staff not overridden it earlier for longer. */
  stood: Reason[]
}

/**
 * Decides one scan: unknown and withdrawn cards first, then the direction, then the rules of coming in. A card that was lent until
 * yesterday still takes its member out.
 */
export function decideScan({ credential, member, context }: ScanFacts, asked: ScanAsked): Decision {
  if (!credential || !member) return denied('unknown_credential')
  const { revoked, lostOn, lentUntil } = credential
  if (revoked) return blocked(lostOn === undefined ? null : { kind: 'lost', on: lostOn })
  const { inside } = member
  if (asked.mode === 'out' && !inside) return denied('not_in')
  if (asked.mode === 'out' || (asked.mode === 'toggle' && inside)) return decideLeaving()
  if (inside) return denied('already_in')
  if (lentUntil !== undefined && lentUntil < context.today) return blocked({ kind: 'lent', until: lentUntil })
  return decideComingIn(member, asked, context)
}

/** Decides whether a member who is outside may come in. An override bends all rules within its reach, and no other. */
export function decideComingIn(
  member: MemberFacts,
  asked: Pick<ScanAsked, 'override' | 'acknowledge'>,
  context: RuleContext,
): Decision {
  const refusals = refusalsOfComingIn(member, context)
  const stood = refusals.map(({ reason }) => reason).filter((reason) => member.standing.includes(reason))
  const left = refusals.filter(({ reason }) => !member.standing.includes(reason))
  const overrode = left.map(({ reason }) => reason).filter((reason) => isWithin(asked.override, reason))
  const refusal = left.find(({ reason }) => !isWithin(asked.override, reason))
  if (refusal) return { ...denied(refusal.reason), ...refusal, overrode }
  if (member.noteMustBeRead && !asked.acknowledge && asked.override === 'none') {
    return denied('note_must_be_read')
  }
  const isOverridden = overrode.length + stood.length > 0
  const flags = flagsOfComingIn(member, context.today, isOverridden)
  const warnings = warningsOfComingIn(member, context)
  const isWorthALook = isOverridden || member.hasNote || warnings.length > 0 || flags.includes('expires_soon')
  const verdict = isWorthALook ? 'granted_with_warning' : 'granted'
  return { verdict, reason: 'ok_in', flags, warnings, overrode, stood }
}

/** Nobody is kept inside: leaving has no rules. */
export function decideLeaving(): Decision {
  return { verdict: 'granted', reason: 'ok_out', flags: [], ...NOTHING_SAID }
}

function flagsOfComingIn(member: MemberFacts, today: string, isOverridden: boolean): Flag[] {
  const flags: Flag[] = []
  if (!isOverridden && expiresSoon(member.plan, today)) flags.push('expires_soon')
  if (member.birthday === today.slice(5)) flags.push('birthday')
  if (member.isFirstVisit) flags.push('first_visit')
  if (isOverridden) flags.push('overridden')
  return flags
}

const NOTHING_SAID = { warnings: [], overrode: [], stood: [] }

function blocked(why: BlockedCard | null): Decision {
  return { ...denied('credential_revoked'), ...(why && { blocked: why }) }
}

function denied(reason: Reason): Decision {
  return { verdict: 'denied', reason, flags: [], ...NOTHING_SAID }
}
