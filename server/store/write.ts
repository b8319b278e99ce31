import { AbortedTransactionError } from 'kysely'
import { countToReview } from './closings.ts'
import { isNewer, type Counters } from './counters.ts'
import type { NamedEvent } from './event-log.ts'
import { dayAt, GroupTransaction, type GroupParts } from './group-transaction.ts'
import { inGroups, type Job, type WriteContext } from './job.ts'
import { requireOwnSchema } from './own-schema.ts'
import { findState, readDay, readState } from './state.ts'
import { asStorageError, DatabaseGone, HistoryLost, storageReasonOf } from './storage-errors.ts'
import { recallRecentVisits } from './visit-history.ts'

export type { Job, WriteContext } from './job.ts'

interface WriterParts extends GroupParts {
  /** Milliseconds of a clock that is never set. */
  steadyNow: () => number
  setImmediate: (callback: () => void) => unknown
  counters: Counters
}

/** Whoever wants to know what the writer does. */
export interface WriterListener {
  /** Called after each commit, when every job of it has its result: what became history, in order. */
  committed?: (events: NamedEvent[]) => void
  /** Called after each group, written or not: how many jobs it had, and how long it took in milliseconds. */
  written?: (jobs: number, ms: number) => void
  /** Called after each group: null where the disk took it, else the error that it gave. */
  storage?: (error: unknown) => void
  /** Called with an error of a job's own callback, which is a bug of ours. Where nobody listens it is thrown. */
  fault?: (error: unknown) => void
}

/**
 * More jobs than this in one turn are a rush, and more of it is on its way: it waits one turn more and shares one
 * commit, which costs as much as five check-ins. A scan by itself never waits.
 */
const RUSH_JOBS = 4

/**
 * The one place that writes and acknowledges. Jobs that arrive in the same turn of the event loop share one
 * transaction, so that a slow disk costs one sync a group and not one a job.
 */
export class GroupWriter {
  readonly #parts: WriterParts
  readonly #listeners: WriterListener[] = []
  #committed: Counters
  #waiting: Job<unknown>[] = []
  #scheduled = false
  #idle: Promise<void> = Promise.resolve()
  /** An error after which nobody knows what the disk has: nothing is written until the store was opened anew. */
  #doubt: unknown = null
  /** True where no opening anew ends the doubt. */
  #isOver = false

  constructor(parts: WriterParts) {
    this.#parts = parts
    this.#committed = parts.counters
  }

  /** The numbers as last committed. Do not change them. */
  get counters(): Readonly<Counters> {
    return this.#committed
  }

  /**
   * Reads how far the history has come and takes its numbers over, for a hub that shares its database. Returns the last event's number, and
   * whether anything was new.
   */
  async catchUp(): Promise<{ seq: number; isNew: boolean }> {
    const { db } = this.#parts.store
    const state = await readState(db)
    if (state === null || !isNewer(state, this.#committed)) return { seq: state?.seq ?? 0, isNew: false }
    const day = dayAt(this.#parts.now(), this.#committed.day, this.#parts.dayRule)
    const [ofDay, toReview] = await Promise.all([readDay(db, day.day), countToReview(db)])
    // A commit of this hub may have come in between.
    if (isNewer(state, this.#committed)) this.#committed = { ...state, day, ...ofDay, toReview }
    return { seq: state.seq, isNew: true }
  }

  /** Listeners are called in the order in which they were added. */
  addListener(listener: WriterListener): void {
    this.#listeners.push(listener)
  }

  /** Jobs that wait for the next group. */
  get waiting(): number {
    return this.#waiting.length
  }

  submit<Result>(job: Job<Result>): void {
    this.#waiting.push(job as Job<unknown>)
    if (this.#scheduled) return
    this.#scheduled = true
    const { setImmediate } = this.#parts
    const write = (): void => {
      this.#idle = this.#idle.then(() => this.#writeWaiting())
    }
    setImmediate(() => (this.#waiting.length > RUSH_JOBS ? setImmediate(write) : write()))
  }

  /** The same for callers that can wait: resolves after the commit. */
  write<Result>(
    run: (context: WriteContext) => Promise<Result> | Result,
    how: Pick<Job<Result>, 'removesMembers'> = {},
  ): Promise<Result> {
    return new Promise((resolve, reject) => this.submit({ ...how, run, committed: resolve, failed: reject }))
  }

  /** Refuses all that comes, for this reason, until the store was opened anew: somebody else saw that the file is not good. */
  doubt(error: unknown): void {
    this.#doubt ??= error
    this.#tellStorage(error)
  }

  /** Refuses all that comes from now on: another hub writes what is to count. */
  endForGood(): void {
    this.#isOver = true
    this.doubt(new DatabaseGone('Another hub has taken over.'))
  }

  /**
   * Opens the store anew, between two groups, so that it can be written again. Rejects where it cannot be opened, or has not all
   * that was acknowledged.
   */
  async reopenStore(): Promise<void> {
    const { store, hash } = this.#parts
    const reopened = this.#idle
      .then(() => store.reopen())
      .then(() => requireOwnSchema(store.db, hash))
      .then(() => this.#requireAcknowledged())
      .then(() => recallRecentVisits(store.db))
    this.#idle = reopened.catch(() => undefined)
    await reopened
    if (!this.#isOver) this.#doubt = null
  }

  /** May become so while a group is written. */
  get #isInDoubt(): boolean {
    return this.#doubt !== null
  }

  async #requireAcknowledged(): Promise<void> {
    if (this.#doubt instanceof HistoryLost) throw this.#doubt
    const state = await findState(this.#parts.store.db)
    const { epoch, seq, auditSeq } = this.#committed
    if (state?.epoch === epoch && state.seq >= seq && state.auditSeq >= auditSeq) return
    throw new DatabaseGone('The database has lost what was acknowledged.')
  }

  /** Resolves when everything that was submitted so far is decided. */
  async drained(): Promise<void> {
    // One that is written now is scheduled no more.
    await this.#idle
    while (this.#scheduled) {
      await new Promise<void>((resolve) => this.#parts.setImmediate(resolve))
      await this.#idle
    }
  }

  async #writeWaiting(): Promise<void> {
    const groups = inGroups(this.#waiting)
    this.#waiting = []
    this.#scheduled = false
    for (const group of groups) await this.#writeAndTell(group)
  }

  async #writeAndTell(group: readonly Job<unknown>[]): Promise<void> {
    const startedAt = this.#parts.steadyNow()
    const { tell, events } = await this.#writeGroup(group)
    const ms = this.#parts.steadyNow() - startedAt
    for (const { written } of this.#listeners) written?.(group.length, ms)
    for (const telling of tell) this.#guarded(telling)
    for (const { committed } of this.#listeners) committed?.(events)
  }

  /** One listener's fault must not keep the others from hearing of their commit. */
  #guarded(telling: () => void): void {
    try {
      telling()
    } catch (error) {
      const hearing = this.#listeners.filter(({ fault }) => fault)
      if (hearing.length === 0) throw error
      for (const { fault } of hearing) fault?.(error)
    }
  }

  #tellStorage(error: unknown): void {
    for (const { storage } of this.#listeners) storage?.(error)
  }

  /** Runs all jobs in one transaction; returns how to tell each of them, and what to publish then. */
  async #writeGroup(group: readonly Job<unknown>[]): Promise<{ tell: (() => void)[]; events: NamedEvent[] }> {
    if (this.#doubt !== null) return refuseAll(group, this.#doubt)
    try {
      const written = await new GroupTransaction(this.#parts, group, this.#committed).write()
      // What another hub has committed since may be known already.
      if (!isNewer(this.#committed, written.counters)) this.#committed = written.counters
      // The file was found to be gone meanwhile: what is in it may be lost with it.
      if (this.#isInDoubt) return refuseAll(group, this.#doubt)
      this.#tellStorage(null)
      return written
    } catch (why) {
      const error = why instanceof AbortedTransactionError ? (why.cause ?? why) : why
      const reason = storageReasonOf(error)
      // A full disk takes nothing and says so; after anything else what it took is open.
      if (reason !== null && reason !== 'disk_full') this.#doubt = error
      this.#tellStorage(error)
      return refuseAll(group, error)
    }
  }
}

function refuseAll(
  group: readonly Job<unknown>[],
  why: unknown,
): { tell: (() => void)[]; events: NamedEvent[] } {
  const problem = asStorageError(why)
  return { tell: group.map((job) => () => job.failed(problem)), events: [] }
}
