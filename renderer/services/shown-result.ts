import type { ScanPayload } from '../../server/protocol/client-frames.ts'
import type { SaidWay } from '../../server/protocol/ledger.ts'
import type { HeldPlan } from '../../server/protocol/plans.ts'
import type { UndoneChange } from '../../server/protocol/member-changes.ts'
import type {
  ComingInWords,
  MemberCard,
  ScanResultPayload,
  VisitPayload,
} from '../../server/protocol/server-frames.ts'
import type { HubRefusal } from './hub-refusal.ts'

/** How long an answer stays before the stage is calm again. */
export const RESULT_STAYS_MS = 30_000

/** What the stage shows of one scan, or of a check-in or check-out by hand. */
export interface ShownResult {
  /** Grows with each result, so that the same answer twice is two. */
  key: number
  /** When it was scanned, milliseconds since 1970 by this machine's clock. */
  scannedAt: number
  /** The code, where it was a scan; kept on this screen only. */
  code: string | null
  /** The member, where they were checked in by hand. */
  memberId: string | null
  /** The renewal that was made just before, to let the member in; absent where there was none. */
  renewal?: MadeRenewal
  /** asking: sent, not answered yet; answered: the hub decided; waiting: the hub is away, it is kept and will be sent. */
  state: 'asking' | 'answered' | 'waiting'
  /** Of one that waits: true where this desk could not save it, and it is lost with the page. */
  isUnsaved?: boolean
  /** The hub's answer; while waiting an `error` with `hub_unreachable`; null while asking. */
  result: ShownAnswer | null
}

/** A renewal as it can be undone. */
export interface MadeRenewal extends Pick<UndoneChange, 'changed_time' | 'now' | 'was' | 'change_id'> {
  /** What was received with it; absent where nothing was. */
  received?: ReceivedMoney
  /** A pack that was sold beside what the member has. */
  beside?: HeldPlan
}

/** Money in the smallest unit of the gym's currency. */
export interface ReceivedMoney {
  cents: number
  way: SaidWay
}

export type ShownAnswer = Omit<ScanResultPayload, 'member'> & {
  member: ShownMember | null
  /** True where the hub was only asked who this is: what it says would happen has not. */
  isPreview?: boolean
  /** Why a command was not carried out, where no rule of the gym is the reason. */
  failedBy?: HubRefusal['code']
}

/** What staff says when they ask again: the note was read, or the member is let in against a rule. */
export type Insisting = Pick<ScanPayload, 'acknowledge' | 'override'>

/** A member as far as the answer told: by hand only the name and the kind of membership are known. */
export type ShownMember = Pick<MemberCard, 'id' | 'full_name' | 'membership_type'> & Partial<MemberCard>

/** The answer to a check-in or check-out by hand, as the stage shows it. */
export function answerOfVisit(visit: VisitPayload & ComingInWords, isUndone = false): ShownAnswer {
  return {
    verdict: visit.verdict,
    reason: visit.reason,
    flags: isUndone ? ['undone'] : visit.flags,
    message: '',
    member: visit.member,
    visit,
    actions: isUndone ? [] : ['undo'],
    seq: visit.seq,
    ...(visit.warnings && { warnings: visit.warnings }),
    ...(visit.override && { override: visit.override }),
  }
}
