import type { Distribution } from './distribution.ts'
import type { Logger } from './logger.ts'

/**
 * One command's way through the hub: ids, words of closed lists, and instants of a steady clock in milliseconds.
 * Nothing a person typed or scanned is among it.
 */
export interface RequestRecord {
  readonly requestId: string | undefined
  readonly session: string
  readonly desk: string
  readonly type: string
  readonly receivedAt: number
  startedAt: number | null
  committedAt: number | null
  answeredAt: number | null
  /** The event that the answer stands for. */
  seq: number | null
  verdict: string | null
  reason: string | null
  /** Of a refusal. */
  code: string | null
  /** True where it had been done before and got its first answer again. */
  isRepeat: boolean
}

/** What is known when a frame was understood. */
export type Received = Pick<RequestRecord, 'requestId' | 'session' | 'desk' | 'type'>

/** How a command ended. */
export type Ended = Partial<Pick<RequestRecord, 'seq' | 'verdict' | 'reason' | 'code' | 'isRepeat'>>

/** A commit told to the desks: the events it was, and how many sessions they went to. */
export interface Notification {
  fromSeq: number
  toSeq: number
  sessions: number
  at: number
}

/** An operation, and when and to how many it was told. */
export interface FoundRecord extends RequestRecord {
  notified: Notification | null
}

/** Operations kept in memory: an hour of the busiest gym, two seconds of the greatest load; about 8 MB. */
const KEPT_OPERATIONS = 20_000

interface TimelineParts {
  log: Logger
  steadyNow: () => number
  acknowledgements: Distribution
}

/** Remembers the last operations and when each came how far; at level `trace` it logs every step as well. */
export class RequestTimeline {
  readonly #parts: TimelineParts
  readonly #operations: RequestRecord[] = []
  readonly #tellings: Notification[] = []
  #next = 0
  #nextTelling = 0

  constructor(parts: TimelineParts) {
    this.#parts = parts
  }

  /** `receivedAt` is when its frame came, of the steady clock. */
  received(
    { requestId, session, desk, type }: Received,
    receivedAt = this.#parts.steadyNow(),
  ): RequestRecord {
    const operation: RequestRecord = {
      requestId,
      session,
      desk,
      type,
      receivedAt,
      startedAt: null,
      committedAt: null,
      answeredAt: null,
      seq: null,
      verdict: null,
      reason: null,
      code: null,
      isRepeat: false,
    }
    this.#operations[this.#next] = operation
    this.#next = (this.#next + 1) % KEPT_OPERATIONS
    this.#log(operation, 'received')
    return operation
  }

  started(operation: RequestRecord): void {
    operation.startedAt = this.#parts.steadyNow()
    this.#log(operation, 'started')
  }

  /** Decided and durable. */
  committed(operation: RequestRecord, ended: Ended): void {
    operation.committedAt = this.#parts.steadyNow()
    operation.seq = ended.seq ?? null
    operation.verdict = ended.verdict ?? null
    operation.reason = ended.reason ?? null
    operation.code = ended.code ?? null
    operation.isRepeat = ended.isRepeat ?? false
    this.#log(operation, 'committed')
  }

  /** Not done, and nothing of it is kept. */
  refused(operation: RequestRecord, code: string): void {
    operation.code = code
    this.#log(operation, 'refused')
  }

  /** Its reply is in the socket's hands. */
  answered(operation: RequestRecord): void {
    operation.answeredAt = this.#parts.steadyNow()
    if (operation.startedAt !== null)
      this.#parts.acknowledgements.add(operation.answeredAt - operation.receivedAt)
    this.#log(operation, 'answered')
  }

  notified(fromSeq: number, toSeq: number, sessions: number): void {
    const telling = { fromSeq, toSeq, sessions, at: this.#parts.steadyNow() }
    this.#tellings[this.#nextTelling] = telling
    this.#nextTelling = (this.#nextTelling + 1) % KEPT_OPERATIONS
    if (this.#isLogged()) this.#parts.log.trace({ fromSeq, toSeq, sessions }, 'told')
  }

  /** Every time that a request came, the first one first, as far as it is remembered. */
  find(requestId: string): FoundRecord[] {
    const id = requestId.toLowerCase()
    return this.#operations
      .filter((operation) => operation.requestId?.toLowerCase() === id)
      .sort((left, right) => left.receivedAt - right.receivedAt)
      .map((operation) => ({
        ...operation,
        notified: operation.isRepeat ? null : this.#tellingOf(operation.seq),
      }))
  }

  #tellingOf(seq: number | null): Notification | null {
    if (seq === null) return null
    return this.#tellings.find(({ fromSeq, toSeq }) => fromSeq <= seq && seq <= toSeq) ?? null
  }

  #isLogged(): boolean {
    return this.#parts.log.isLevelEnabled('trace')
  }

  #log(operation: RequestRecord, step: string): void {
    if (!this.#isLogged()) return
    const { requestId, session, desk, type, seq, verdict, reason, code } = operation
    this.#parts.log.trace({ requestId, session, desk, type, seq, verdict, reason, code }, step)
  }
}
