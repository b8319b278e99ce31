import { AbortedTransactionError, CompiledQuery } from 'kysely'
import { businessDayAt, type BusinessDay, type BusinessDayRule } from '../domain/business-day.ts'
import { appendAudit, type AuditEntry, type Hash } from './audit-log.ts'
import { isChanged, isNewer, saveCounters, type Counters } from './counters.ts'
import type { Tx } from './database.ts'
import { countToReview } from './closings.ts'
import { isPostgres } from './dialect.ts'
import { appendEvent, type EventNames, type NamedEvent, type NewEvent } from './event-log.ts'
import { GroupFacts, type FactKeys } from './group-facts.ts'
import { runInTransaction } from './prepared.ts'
import { requireOwnSchema } from './own-schema.ts'
import { findState, lockState, readDay, readState, type HubState } from './state.ts'
import { isPlanStale } from './postgres/statement.ts'
import { withoutReferences } from './references.ts'
import { asStorageError, DatabaseGone, HistoryLost, storageReasonOf } from './storage-errors.ts'
import type { OpenedStore } from './store.ts'
import { recallRecentVisits } from './visit-history.ts'

/** What a command works with: the open transaction, the time, the counters, and the log. */
export interface WriteContext {
  tx: Tx
  /** Milliseconds since 1970 UTC, one for the whole group. */
  now: number
  /** The time by which things end and are forgotten: `now`, or earlier while the PC's clock is suspect. */
  trustedNow: number
  counters: Counters
  /** What the job said that it will ask, and the like. */
  facts: GroupFacts
  /** Records a fact under the next number; it is published after the commit. */
  append: (event: NewEvent, names: EventNames) => NamedEvent
  /** Puts a change by a person into the audit log, with this commit. */
  audit: (entry: AuditEntry) => void
}

/** Something to write, and what to do when it is decided. */
export interface Job<Result> {
  /**
   * What `run` will ask, so that it is read for the whole group at once. Only for a job that appends an event about each
   * member of whom it writes: without it, whatever was read for the jobs after this one is read anew.
   */
  asks?: FactKeys
  /** True for a job that removes members to whom, as it makes sure itself, nothing refers. See `withoutReferences`. */
  removesMembers?: true
  /**
   * Reads and writes in the group's transaction. May be called a second time, after all that the first did to the
   * database was rolled back, because another job of the group failed: it must not remember the first.
   */
  run: (context: WriteContext) => Promise<Result> | Result
  /** Called once, after the commit: what it was told is durable. */
  committed: (result: Result) => void
  /** Called once instead: nothing of this job was written. */
  failed: (error: unknown) => void
}

interface WrittenGroup {
  tell: (() => void)[]
  events: NamedEvent[]
  counters: Counters
}

/** What the jobs of a group have made so far; a job that fails takes its part back. */
interface Made {
  events: NamedEvent[]
  entries: AuditEntry[]
}

/** Thrown through a group that is written without savepoints: nothing of it stays, and it begins anew with them. */
class JobFailed extends Error {}

interface Clocks {
  now: () => number
  /** Milliseconds of a clock that is never set. */
  steadyNow: () => number
  setImmediate: (callback: () => void) => unknown
}

/** The clock that is believed, and what of it is kept with each commit. */
interface TrustedTime {
  now: () => number
  kept: () => Pick<HubState, 'trustedAt' | 'trustedSince'>
}

interface WriterParts extends Clocks {
  trusted: TrustedTime
  store: OpenedStore
  dayRule: BusinessDayRule
  counters: Counters
  hash: Hash
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
 * transaction, so that a slow disk costs one sync a group and not one a job. Where one of them fails, all begin anew,
 * each in a savepoint of its own: a savepoint keeps copies of the pages that change in it, a tenth of a check-in's
 * time, and hardly any job fails.
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
    const day = this.#dayAt(this.#parts.now())
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
    while (this.#scheduled) {
      await new Promise<void>((resolve) => this.#parts.setImmediate(resolve))
      await this.#idle
    }
  }

  async #writeWaiting(): Promise<void> {
    const group = this.#waiting
    this.#waiting = []
    this.#scheduled = false
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
  async #writeGroup(group: Job<unknown>[]): Promise<{ tell: (() => void)[]; events: NamedEvent[] }> {
    if (this.#doubt !== null) return refuseAll(group, this.#doubt)
    try {
      const removes = group.some(({ removesMembers }) => removesMembers)
      const run = (how: 'together' | 'apart') => {
        const write = () => this.#inTransaction((tx) => this.#runGroup(tx, group, how))
        return removes ? withoutReferences(this.#parts.store.writing, write) : write()
      }
      const written = await run('together').catch((why: unknown) => {
        if (why instanceof JobFailed || isRolledBack(why) || isPlanStale(why)) return run('apart')
        throw why
      })
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

  /** Like kysely's own, but with the error that ended it: a failed commit of SQLite has rolled back by itself. */
  async #inTransaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const tx = await this.#parts.store.writing.startTransaction().execute()
    try {
      const result = await work(tx)
      await tx.commit().execute()
      return result
    } catch (error) {
      await tx
        .rollback()
        .execute()
        .catch(() => undefined)
      throw error
    }
  }

  async #runGroup(tx: Tx, group: Job<unknown>[], how: 'together' | 'apart'): Promise<WrittenGroup> {
    const now = this.#parts.now()
    const day = this.#dayAt(now)
    const facts = new GroupFacts(tx, day.day)
    const asked = how === 'together' ? group.flatMap(({ asks }) => asks ?? []) : []
    // Asked together: to a database across a network it is one way there and back.
    const [numbers] = await Promise.all([this.#countersOf(tx, day), this.#readAhead(facts, asked)])
    const counters = { ...numbers, ...this.#parts.trusted.kept() }
    const events: NamedEvent[] = []
    const append = (event: NewEvent, names: EventNames): NamedEvent => {
      const appended = appendEvent(tx, ++counters.seq, event, names)
      events.push(appended)
      if (event.memberId !== undefined) facts.memberChanged(event.memberId)
      return appended
    }
    const entries: AuditEntry[] = []
    const audit = (entry: AuditEntry): void => void entries.push(entry)
    const trustedNow = this.#parts.trusted.now()
    const context: WriteContext = { tx, now, trustedNow, counters, facts, append, audit }
    const tell: (() => void)[] = []
    const made = { events, entries }
    for (const job of group) {
      tell.push(await (how === 'together' ? this.#runBare(context, job) : this.#runJob(context, job, made)))
      if (!job.asks) facts.forget()
    }
    if (entries.length > 0) {
      Object.assign(counters, appendAudit(tx, counters, now, entries, this.#parts.hash))
    }
    if (isChanged(counters, this.#committed)) saveCounters(tx, counters)
    return { tell, events, counters }
  }

  /** Where it fails, each job asks for itself and fails for itself. */
  async #readAhead(facts: GroupFacts, asked: readonly FactKeys[]): Promise<void> {
    try {
      await facts.readAhead(asked)
    } catch (error) {
      throw this.#asJobFailed(error)
    }
  }

  async #runBare(context: WriteContext, job: Job<unknown>): Promise<() => void> {
    try {
      const result = await job.run(context)
      return () => job.committed(result)
    } catch (error) {
      throw this.#asJobFailed(error)
    }
  }

  /** The error itself where the transaction is gone with it. */
  #asJobFailed(error: unknown): unknown {
    return this.#parts.store.inTransaction() ? new JobFailed('one of a group', { cause: error }) : error
  }

  async #runJob(context: WriteContext, job: Job<unknown>, made: Made): Promise<() => void> {
    const before = { ...context.counters }
    const eventsBefore = made.events.length
    const entriesBefore = made.entries.length
    await runInTransaction(context.tx, SAVEPOINT)
    try {
      const result = await job.run(context)
      await runInTransaction(context.tx, RELEASE)
      return () => job.committed(result)
    } catch (error) {
      if (!this.#parts.store.inTransaction() || storageReasonOf(error) !== null) throw error
      await runInTransaction(context.tx, ROLLBACK_TO)
      await runInTransaction(context.tx, RELEASE)
      Object.assign(context.counters, before)
      made.events.length = eventsBefore
      made.entries.length = entriesBefore
      const problem = asStorageError(error)
      return () => job.failed(problem)
    }
  }

  #dayAt(now: number): BusinessDay {
    const { day } = this.#committed
    return now >= day.startsAt && now < day.endsAt ? day : businessDayAt(now, this.#parts.dayRule)
  }

  /** The numbers as the last commit left them, be it another hub's; those of the day begun anew where the cut-over has passed since. */
  async #countersOf(tx: Tx, day: BusinessDay): Promise<Counters> {
    const committed = this.#committed
    const others = isPostgres(tx) ? await lockState(tx, committed) : null
    if (others !== null) {
      const [ofDay, toReview] = await Promise.all([readDay(tx, day.day), countToReview(tx)])
      return { ...committed, ...others, day, ...ofDay, toReview }
    }
    return day === committed.day ? { ...committed } : { ...committed, day, ...(await readDay(tx, day.day)) }
  }
}

function refuseAll(group: Job<unknown>[], why: unknown): { tell: (() => void)[]; events: NamedEvent[] } {
  const problem = asStorageError(why)
  return { tell: group.map((job) => () => job.failed(problem)), events: [] }
}

const SAVEPOINT = CompiledQuery.raw('savepoint job')
const RELEASE = CompiledQuery.raw('release job')
const ROLLBACK_TO = CompiledQuery.raw('rollback to job')

/** True where the database has taken the whole group back because of one of its statements, and not because it is ill. */
function isRolledBack(why: unknown): boolean {
  return why instanceof AbortedTransactionError && storageReasonOf(why.cause) === null
}
