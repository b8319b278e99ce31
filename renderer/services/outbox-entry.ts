import type { ServerFrame } from '../../server/protocol/server-frames.ts'
import type { Term } from '../../server/protocol/term.ts'
import type { Reason, Verdict } from '../../server/protocol/scan.ts'
import { isDecision, type HubRefusal } from './hub-refusal.ts'

/** A command as it is kept: until it is answered, and after that where somebody should know what became of it. */
export interface OutboxEntry {
  /** UUIDv7: in order of these they were asked. */
  requestId: string
  /** The frame as it is sent, with its time and the sign-in under which it was recorded. */
  text: string
  /** Whom it is about, where it was done by hand; of scans and of earlier versions it is not known. */
  name?: string | undefined
  /** Absent while it waits. */
  outcome?: Outcome
  /** Of one that a hub has answered and that may not have reached the PC that keeps a copy of it. */
  acknowledged?: Acknowledged
}

/** How a hub has answered a command. */
export interface Acknowledged {
  /** The event that it became. */
  seq: number
  verdict: Verdict
  /** Of the hub. */
  term: Term
  /** By this PC's clock, milliseconds since 1970 UTC. */
  at: number
}

/** What became of a command. */
export interface Outcome {
  verdict: Verdict
  reason: Reason | null
  /** Why it was not carried out, where no rule of the gym is the reason. */
  failedBy: HubRefusal['code'] | null
  /** Whom it was about, where the hub said so. */
  name: string | null
}

/** Where commands are kept so that a reload loses none. An entry has a place of its own: no window of a desk writes over another's. */
export interface OutboxStorage {
  /** All that is kept, in the order in which it was asked. */
  load: () => Promise<OutboxEntry[]>
  /** Keeps an entry, or changes it; what is asked of a storage is done in that order. */
  put: (entry: OutboxEntry) => Promise<void>
  remove: (requestIds: readonly string[]) => Promise<void>
}

/** What became of a command by the hub's answer to it. */
export function outcomeOf({ payload }: { payload: unknown }, refusal: HubRefusal | null): Outcome {
  if (refusal) {
    const { reason, code } = refusal
    const isByRule = isDecision(refusal)
    return { verdict: isByRule ? 'denied' : 'error', reason, failedBy: isByRule ? null : code, name: null }
  }
  const { verdict, reason, member } = payload as Answered
  return { verdict, reason, failedBy: null, name: member?.full_name ?? null }
}

/** What answers to scans and answers about visits have in common. */
type Answered = Pick<
  Extract<ServerFrame, { type: 'scan_result' }>['payload'],
  'verdict' | 'reason' | 'member'
>
