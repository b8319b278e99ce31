import type { SessionStatus } from '../auth/session-status.ts'
import type { Person } from '../auth/tokens.ts'
import type { Call } from '../commands/call.ts'
import type { Outcome } from '../commands/outcome.ts'
import type { RequestRecord } from '../observe/request-timeline.ts'
import type { NamedEvent } from '../store/event-log.ts'
import type { DeskSession } from '../store/shared-state.ts'
import type { CommandFrame } from '../protocol/operations.ts'
import type { TermClaim } from '../protocol/term.ts'
import type { CommandSource } from './command-source.ts'
import type { GymPayload, HubStatus, StatsPayload } from '../protocol/server-frames.ts'

/** What the gateway needs of the hub; `hub.ts` joins it to the commands. */
export interface HubPort {
  /** Who a token stands for; throws a HubError. */
  verifyToken: (token: string) => Person
  /**
   * Resolves when this hub knows what was acknowledged at other hubs on its database, soon in any case: before whoever signs in is told
   * anything. Null where it is alone.
   */
  caughtUp: (() => Promise<void>) | null
  /** Whether a person at a desk may go on as what they signed in as. */
  sessionStatusOf: (person: Person | null, deskId: string) => SessionStatus
  /** The desk of a desk token, or null. Throws `forbidden` for a removed one. */
  findDesk: (deskToken: string) => Promise<{ id: string; name: string } | null>
  /**
   * What a desk that asks for a name is called from now on: with a number behind it where another desk has it. A desk of ours is
   * called otherwise only by somebody who may work there.
   */
  nameDesk: (desk: CommandSource['desk'], name: string, by: Person | null) => Promise<string>
  /** Does a command once it is its turn; calls back after the commit, within the turn of its group. */
  run: (
    frame: CommandFrame,
    from: CommandSource,
    operation: RequestRecord,
    done: (result: Outcome | Error) => void,
  ) => void
  /** A snapshot's payload as UTF-8 and its place in the history; calls back like `run`. */
  snapshot: (done: (result: { seq: number; payload: Buffer } | Error) => void) => void
  /** A rank for a desk's socket, higher than all that were given before, at whichever hub on the database. */
  nextDeskRank: () => Promise<number>
  /**
   * A desk of ours is connected by this session from now on: other hubs on the database are told. Resolves with false where a newer one
   * of it was written down before; rejects where that cannot be written.
   */
  deskBegan: (session: DeskSession) => Promise<boolean>
  /** A desk of ours is connected by this session no more: other hubs are told. */
  deskEnded: (deskId: string, session: string) => void
  /** The events after `seq`, a page at a time; fewer than a page where they end. */
  missedEvents: (seq: number) => Promise<NamedEvent[]>
  /** Asks by the name of an operation; rejects with a HubError where it is refused. */
  call: Call
  stats: () => StatsPayload
  /** What desks are told of the hub's term; null in the first. */
  term: () => TermClaim | null
  /** Hears of a term; true where this hub is over by it. */
  hearTerm: (claim: TermClaim) => boolean
  /** Whether the hub records what it is sent. */
  status: () => HubStatus
  gym: () => GymPayload
}
