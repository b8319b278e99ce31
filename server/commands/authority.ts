import type { Person } from '../auth/tokens.ts'
import type { Recorder } from '../auth/recorder.ts'
import type { OverrideRight } from '../domain/overriding.ts'
import { HubError } from '../protocol/errors.ts'
import { hasRight } from '../protocol/rights.ts'
import type { CommandFrame } from '../protocol/operations.ts'
import type { Flag } from '../protocol/scan.ts'

/** Whose word a command is, and how far that goes. */
export interface Authority {
  /** The id of the person who asks, or who recorded it at the desk; empty where the desk alone answers for it. */
  actor: string
  /** Whether they may override. */
  may: (right: OverrideRight) => boolean
  /** True for a fact of the desk alone: somebody has to look at it. */
  isForReview: boolean
}

/** A person's word goes as far as their role. */
export function authorityOf({ subject, role }: Pick<Person, 'subject' | 'role'>): Authority {
  return { actor: subject, may: (right) => hasRight(role, right), isForReview: false }
}

const OF_THE_DESK: Authority = { actor: '', may: () => false, isForReview: true }

/** What happened at a desk whoever was there. A headcount and a judgement are somebody's word. */
const FACTS: ReadonlySet<CommandFrame['type']> = new Set(['check_in', 'check_out', 'scan', 'undo'])

/** The same of whoever recorded a command. Throws `forbidden` for a desk's word on what is no fact. */
export function authorityOfRecorder(recorder: Recorder, type: CommandFrame['type']): Authority {
  if (recorder !== 'desk') return authorityOf(recorder)
  if (FACTS.has(type)) return OF_THE_DESK
  throw new HubError('forbidden', 'Someone has to sign in at this desk first.')
}

/** The flags of what was asked in this way. */
export function flagsOfAsking(
  { isForReview }: Pick<Authority, 'isForReview'>,
  { provisional }: { provisional?: unknown },
): Flag[] {
  return [...(provisional ? ['provisional' as const] : []), ...(isForReview ? ['for_review' as const] : [])]
}
