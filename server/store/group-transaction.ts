import { AbortedTransactionError, CompiledQuery } from 'kysely'
import { businessDayAt, type BusinessDay, type BusinessDayRule } from '../domain/business-day.ts'
import { appendAudit, type AuditEntry, type Hash } from './audit-log.ts'
import { countToReview } from './closings.ts'
import { isChanged, saveCounters, type Counters } from './counters.ts'
import type { Tx } from './database.ts'
import { isPostgres } from './dialect.ts'
import { appendEvent, type EventNames, type NamedEvent, type NewEvent } from './event-log.ts'
import { GroupFacts, type FactKeys } from './group-facts.ts'
import { GymNotHeld, holdGyms } from './gyms.ts'
import type { Job, WriteContext } from './job.ts'
import { isPlanStale } from './postgres/statement.ts'
import { runInTransaction } from './prepared.ts'
import type { RequestHorizon } from './request-horizon.ts'
import { withoutReferences } from './references.ts'
import { lockState, readDay, type HubState } from './state.ts'
import { asStorageError, storageReasonOf } from './storage-errors.ts'
import type { OpenedStore } from './store.ts'

/** A group that was committed: how to tell each of its jobs, and what became history. */
export interface WrittenGroup {
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

/** The clock that is believed, and what of it is kept with each commit. */
interface TrustedTime {
  now: () => number
  kept: () => Pick<HubState, 'trustedAt' | 'trustedSince'>
}

/** What a group is written with. */
export interface GroupParts {
  now: () => number
  trusted: TrustedTime
  store: OpenedStore
  dayRule: BusinessDayRule
  horizon: RequestHorizon
  hash: Hash
}

/**
 * A group of jobs in one transaction. Where one of them fails, all begin anew, each in a savepoint of its own: a savepoint keeps copies of
 * the pages that change in it, a tenth of a check-in's time, and hardly any job fails.
 */
export class GroupTransaction {
  readonly #parts: GroupParts
  readonly #jobs: readonly Job<unknown>[]
  /** The numbers as this hub committed them last. */
  readonly #committed: Readonly<Counters>
  /** Other gyms at which nobody writes meanwhile. */
  readonly #held = new Set<number>()

  constructor(parts: GroupParts, jobs: readonly Job<unknown>[], committed: Readonly<Counters>) {
    this.#parts = parts
    this.#jobs = jobs
    this.#committed = committed
  }

  /** Resolves after the commit; rejects where nothing of the group was written. */
  async write(): Promise<WrittenGroup> {
    try {
      return await this.#attempt('together').catch((why: unknown) => {
        if (why instanceof JobFailed || isRolledBack(why) || isPlanStale(why)) return this.#attempt('apart')
        throw why
      })
    } catch (why) {
      if (!(why instanceof GymNotHeld)) throw why
      this.#held.add(why.gym)
      return this.write()
    }
  }

  #attempt(how: 'together' | 'apart'): Promise<WrittenGroup> {
    const { store } = this.#parts
    const attempt = () => store.transact((tx) => this.#run(tx, how))
    const removes = this.#jobs.some(({ removesMembers }) => removesMembers)
    return removes ? withoutReferences(store.writing, attempt) : attempt()
  }

  async #run(tx: Tx, how: 'together' | 'apart'): Promise<WrittenGroup> {
    const now = this.#parts.now()
    const day = dayAt(now, this.#committed.day, this.#parts.dayRule)
    const facts = new GroupFacts(tx, day.day, this.#parts.horizon)
    const asked = how === 'together' ? this.#jobs.flatMap(({ asks }) => asks ?? []) : []
    if (this.#held.size > 0) await holdGyms(tx, this.#held)
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
    const holdGym = (gym: number): void => {
      if (!this.#held.has(gym)) throw new GymNotHeld(gym)
    }
    const context: WriteContext = { tx, now, trustedNow, counters, facts, append, holdGym, audit }
    const tell: (() => void)[] = []
    const made = { events, entries }
    for (const job of this.#jobs) {
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
    if (error instanceof GymNotHeld) return error
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
      if (error instanceof GymNotHeld) throw error
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

/** The day that it is: the known one as long as it lasts. */
export function dayAt(now: number, known: BusinessDay, rule: BusinessDayRule): BusinessDay {
  return now >= known.startsAt && now < known.endsAt ? known : businessDayAt(now, rule)
}

const SAVEPOINT = CompiledQuery.raw('savepoint job')
const RELEASE = CompiledQuery.raw('release job')
const ROLLBACK_TO = CompiledQuery.raw('rollback to job')

/** True where the database has taken the whole group back because of one of its statements, and not because it is ill. */
function isRolledBack(why: unknown): boolean {
  return why instanceof AbortedTransactionError && storageReasonOf(why.cause) === null
}
