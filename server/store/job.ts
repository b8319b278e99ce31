import type { AuditEntry } from './audit-log.ts'
import type { Counters } from './counters.ts'
import type { Tx } from './database.ts'
import type { EventNames, NamedEvent, NewEvent } from './event-log.ts'
import type { FactKeys, GroupFacts } from './group-facts.ts'

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
  /** Throws `GymNotHeld` where others may write at that gym meanwhile: then all begins anew, and they wait. */
  holdGym: (gym: number) => void
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
   * database was rolled back, because another job of the group failed or asked for another gym: it must not remember the first.
   */
  run: (context: WriteContext) => Promise<Result> | Result
  /** Called once, after the commit: what it was told is durable. */
  committed: (result: Result) => void
  /** Called once instead: nothing of this job was written. */
  failed: (error: unknown) => void
}

/**
 * The jobs in their order, as they share transactions. One that removes members is alone in its own: SQLite does not look at what refers to
 * removed rows there, see `withoutReferences`.
 */
export function inGroups(jobs: readonly Job<unknown>[]): Job<unknown>[][] {
  const groups: Job<unknown>[][] = []
  let together: Job<unknown>[] | null = null
  for (const job of jobs) {
    if (job.removesMembers) {
      groups.push([job])
      together = null
    } else if (together) together.push(job)
    else groups.push((together = [job]))
  }
  return groups
}
