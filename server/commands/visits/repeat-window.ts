import { findEvent } from '../../store/event-log.ts'
import { listNotes } from '../../store/member-notes.ts'
import { findMember } from '../../store/members.ts'
import { findStandingOverride } from '../../store/standing-overrides.ts'
import { saveRecentScan, type ScanKey } from '../../store/recent-scans.ts'
import { findVisitor } from '../../store/visitors.ts'
import { dayOf } from './rule-context.ts'
import type { CommandContext } from '../context.ts'
import { cardOf, visitorCard } from '../members/member-facts.ts'
import type { Answer, Outcome, ScanAnswer, ShownVisits } from '../outcome.ts'

/**
 * The answer to a card that was scanned at this desk in this mode a moment ago: verdict, member and visit of the first
 * scan, as `repeat_ignored`. Null where this scan is a new one. Kept in the database, so that it holds over a restart.
 */
export async function findRepeat(context: CommandContext, key: ScanKey, at: number): Promise<Outcome | null> {
  const recent = await context.facts.recentScan(key)
  if (!recent || Math.abs(at - recent.occurred_at) > context.settings.repeatWindowMs) return null
  const first = JSON.parse(recent.answer) as ScanAnswer
  const answer: ScanAnswer = { ...first, reason: 'repeat_ignored', flags: [...first.flags, 'duplicate_of'] }
  const outcome = await joinNames(context, answer)
  const visitId = outcome.event?.visit_id
  if (visitId) answer.duplicateOf = { visitId, at: recent.occurred_at }
  return outcome
}

export function rememberScan(context: CommandContext, key: ScanKey, at: number, answer: ScanAnswer): void {
  saveRecentScan(context.tx, key, at, JSON.stringify(answer))
}

/** Joins a remembered answer with the names and the card that its frame needs. */
export async function joinNames(context: CommandContext, answer: Answer): Promise<Outcome> {
  const seq = answer.kind === 'refused' ? null : answer.seq
  const event = seq === null ? null : ((await findEvent(context.tx, seq)) ?? null)
  const card = answer.kind === 'scan' ? await readCard(context, answer) : null
  return { answer, event, card, standing: await readStanding(context, answer) }
}

/** The override that an answer names, with the names of today; null where it names none. */
export async function readStanding({ tx }: Pick<CommandContext, 'tx'>, answer: Answer) {
  const standing = 'standing' in answer ? answer.standing : undefined
  if (standing === undefined) return null
  return (await findStandingOverride(tx, standing)) ?? null
}

async function readCard(context: CommandContext, { memberId, shown }: ScanAnswer) {
  if (memberId === null || shown === null) return null
  const today = dayOf(context, context.now)
  const member = await findMember(context.tx, memberId, today)
  if (!member) return readVisitorCard(context.tx, memberId, shown)
  return cardOf(member, await listNotes(context.tx, memberId, today), shown)
}

async function readVisitorCard(tx: CommandContext['tx'], id: string, shown: ShownVisits) {
  const visitor = await findVisitor(tx, id)
  return visitor ? visitorCard(visitor, shown) : null
}
