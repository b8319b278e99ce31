import type { BlockedCard } from '../protocol/cards.ts'
import type { ErrorCode, ErrorDetails } from '../protocol/errors.ts'
import type { Action, Flag, Reason, Verdict } from '../protocol/scan.ts'
import type { FailedRule, Warning } from '../protocol/rules.ts'
import type { MemberCard } from '../protocol/server-frames.ts'
import type { NamedEvent } from '../store/event-log.ts'
import type { NamedStandingOverride } from '../store/standing-overrides.ts'

/**
 * A command's answer as it is remembered under its requestId: ids and verdicts only. Names are joined when the
 * frame is written, so that a person can be erased and a repeated request still gets its first answer.
 */
export type Answer =
  | ({
      kind: 'visit'
      type: 'check_in_success' | 'check_out_success' | 'undo_success'
      seq: number
    } & ShownWarnings)
  | ScanAnswer
  | {
      kind: 'done'
      type: 'correct_occupancy_success' | 'review_closing_success'
      payload: Readonly<Record<string, string | number>>
      seq: number | null
    }
  | { kind: 'refused'; code: ErrorCode; reason?: Reason; details?: ErrorDetails }

/** What an answer says to somebody who lets a member in. */
interface ShownWarnings {
  warnings?: Warning[]
  /** The override that stands for the member beyond this visit, by its id. */
  standing?: string
}

export interface ScanAnswer extends ShownWarnings {
  kind: 'scan'
  verdict: Verdict
  reason: Reason
  flags: Flag[]
  rule?: FailedRule
  blocked?: BlockedCard
  actions: Action[]
  memberId: string | null
  /** What the desk was shown of the member's visits, so that a repeat shows the same; null without a member. */
  shown: ShownVisits | null
  /** The event of the check-in or check-out, or of the refusal. */
  seq: number | null
  duplicateOf?: { visitId: string; at: number }
}

/** The numbers on a member's card, as they were when the answer was given. */
export interface ShownVisits {
  inside: boolean
  total: number
  lastAt: number | null
  /** What is left of a plan that counts visits. */
  left: number | null
}

/** An answer with what its frame needs beside it. */
export interface Outcome {
  answer: Answer
  /** The event that the answer stands for. */
  event: NamedEvent | null
  /** The member to show, of a scan. */
  card: MemberCard | null
  /** The override that the answer names. */
  standing: NamedStandingOverride | null
  /** True where the command had been done before: this is its first answer again. */
  isRepeat?: true
}

/** A refusal of something that cannot be done, as an answer: nothing was changed. */
export function refused(code: ErrorCode, details?: { reason?: Reason; details?: ErrorDetails }): Outcome {
  return { answer: { kind: 'refused', code, ...details }, event: null, card: null, standing: null }
}

/** What an answer to somebody who came in says beside its verdict; nothing where there is nothing to say. */
export function warningsOf(warnings: Warning[], [standing]: readonly string[]): ShownWarnings {
  return { ...(warnings.length > 0 && { warnings }), ...(standing !== undefined && { standing }) }
}
