import type { GymSettings } from '../../../domain/gym-settings.ts'
import type { Leniency } from '../../../domain/rules/membership.ts'
import { dayNumber } from '../../../domain/standings/standing.ts'
import { StandingTable } from '../../../domain/standings/standing-table.ts'
import type { Logger } from '../../../observe/logger.ts'
import type { Environment } from '../../../platform/clock.ts'
import { oneAtATime } from '../../../platform/one-at-a-time.ts'
import type { Db } from '../../../store/database.ts'
import type { NamedEvent } from '../../../store/event-log.ts'
import { noteMembers, type NotedMembers } from '../../../store/noted-members.ts'
import { flagsOf } from '../../../store/stored-flags.ts'
import { listStandings, listStandingsAfter, type StandingRow } from '../../../store/standings.ts'
import type { OpenedStore } from '../../../store/store.ts'
import { leniencyOf } from '../../visits/rule-context.ts'
import { standingOf } from './standing-of.ts'

/** Members read in one turn of the event loop: a few milliseconds of the hub's one thread. */
const MEMBERS_AT_ONCE = 100

/** How often changes are looked for that no list has asked for: an import's thousands do not wait for one. */
const LOOK_EVERY_MS = 1_000

/** How all members stand, as it was last committed. */
export interface Standings {
  /** The members as of the day that the table says; nothing is awaited while it is read. */
  current: () => Promise<CurrentStandings>
}

interface CurrentStandings {
  table: StandingTable
  /** YYYY-MM-DD. */
  today: string
}

export interface LiveStandings extends Standings {
  /** Told after each commit what became history: a visit is no change of the member. */
  committed: (events: readonly VisitEvent[]) => void
  stop: () => void
}

type VisitEvent = Pick<NamedEvent, 'type' | 'member_id' | 'check_in_at' | 'flags'>

interface StandingsParts {
  store: Pick<OpenedStore, 'db'>
  environment: Pick<Environment, 'every' | 'setImmediate'>
  settings: GymSettings
  /** The gym's day, YYYY-MM-DD. */
  today: () => string
  log: Logger
}

/**
 * How all members stand, by the rules of a scan: read a few hundred at a time between the commands of the desks, at the start, after the
 * store was opened anew, and whenever some have changed, by what somebody did, by a new day, or by what their plan allows. A list sees every
 * change that was committed before it was asked for.
 */
export function openStandings({ environment, log, ...parts }: StandingsParts): LiveStandings {
  const stored = new StoredStandings(parts)
  let failure: Error | null = null
  const nextTurn = (): Promise<void> => new Promise((done) => void environment.setImmediate(done))
  const look = oneAtATime(async () => {
    try {
      await stored.catchUp(nextTurn)
      failure = null
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error))
      log.debug({ err: error }, 'reading how the members stand failed')
    }
  })
  const stop = environment.every(LOOK_EVERY_MS, () => void look())
  void look()
  return {
    async current() {
      await look()
      if (failure !== null) throw failure
      return stored.current
    },
    committed: (events) => stored.noteVisits(events),
    stop,
  }
}

/** A table, and what it has been told of the store. */
class StoredStandings {
  readonly #parts: Omit<StandingsParts, 'environment' | 'log'>
  #table = new StandingTable()
  #today = ''
  #noted: NotedMembers | null = null
  /** Whose members the table has; null where that is not known. */
  #readFrom: Db | null = null
  /** To be read again, though nothing was written of them. */
  readonly #stale = new Set<string>()
  /** Whose rows may be older than what is committed meanwhile. */
  #beingRead: ReadonlySet<string> = new Set()
  /** By plan, what the members who have it were judged by. */
  readonly #leniencies = new Map<string, Leniency>()

  constructor(parts: Omit<StandingsParts, 'environment' | 'log'>) {
    this.#parts = parts
  }

  get current(): CurrentStandings {
    return { table: this.#table, today: this.#today }
  }

  noteVisits(events: readonly VisitEvent[]): void {
    if (this.#readFrom === null) return
    for (const event of events) {
      const { type, member_id: id } = event
      const isVisit = type === 'member_checked_in' || type === 'member_checked_out'
      if (isVisit && id !== null && !this.#noteVisit(id, event)) this.#stale.add(id)
    }
  }

  /** A visit changes when its member came last and nothing else. False where only the store knows when that was. */
  #noteVisit(id: string, { type, check_in_at: at, flags }: VisitEvent): boolean {
    const slot = this.#table.slotOf(id)
    if (slot === undefined || at === null || this.#beingRead.has(id) || isUndone(flags)) return false
    if (type === 'member_checked_in') this.#table.cameIn(slot, at)
    return true
  }

  async catchUp(nextTurn: () => Promise<void>): Promise<void> {
    const { db } = this.#parts.store
    const today = this.#parts.today()
    try {
      if (db !== this.#readFrom) await this.#readAll(db, today, nextTurn)
      this.#noteNewDay(today)
      this.#noteNewRules()
      while (await this.#readSome(db, today)) await nextTurn()
      this.#today = today
    } catch (error) {
      this.#readFrom = null
      throw error
    }
  }

  async #readAll(db: Db, today: string, nextTurn: () => Promise<void>): Promise<void> {
    this.#readFrom = null
    this.#table = new StandingTable()
    this.#leniencies.clear()
    this.#stale.clear()
    this.#beingRead = new Set()
    this.#noted = await noteMembers(db, 'standings')
    // Visits from now on are noted: members are read after that, so that none is missed.
    this.#readFrom = db
    let rows: StandingRow[] = []
    do {
      rows = await listStandingsAfter(db, { after: rows.at(-1)?.id ?? '', limit: MEMBERS_AT_ONCE, today })
      for (const row of rows) this.#put(row)
      await nextTurn()
    } while (rows.length === MEMBERS_AT_ONCE)
    this.#today = today
  }

  /** Nobody changed them, and yet they stand otherwise; where the clock was set back, who knows who does. */
  #noteNewDay(today: string): void {
    if (today === this.#today) return
    const isBack = today < this.#today
    const day = dayNumber(today)
    const table = this.#table
    for (const slot of table.slots())
      if (isBack || table.changesOn.get(slot) <= day) this.#stale.add(table.idOf(slot))
  }

  #noteNewRules(): void {
    const changed = new Set<number>()
    for (const [plan, used] of this.#leniencies) {
      const now = leniencyOf(this.#parts.settings, plan)
      const number = this.#table.planNumber(plan)
      if (number === undefined || isSame(now, used)) continue
      this.#leniencies.set(plan, now)
      changed.add(number)
    }
    if (changed.size === 0) return
    const table = this.#table
    for (const slot of table.slots())
      if (changed.has(table.plans.get(slot))) this.#stale.add(table.idOf(slot))
  }

  /** False where no more have changed. */
  async #readSome(db: Db, today: string): Promise<boolean> {
    const noted = (await this.#noted?.take(MEMBERS_AT_ONCE)) ?? []
    const ids = new Set(noted)
    for (const id of this.#stale) {
      if (ids.size >= MEMBERS_AT_ONCE) break
      ids.add(id)
      this.#stale.delete(id)
    }
    if (ids.size === 0) return false
    this.#beingRead = new Set(ids)
    for (const row of await listStandings(db, { ids: [...ids], today })) {
      this.#put(row)
      ids.delete(row.id)
    }
    this.#beingRead = new Set()
    for (const gone of ids) this.#table.remove(gone)
    return noted.length === MEMBERS_AT_ONCE || this.#stale.size > 0
  }

  #put(row: StandingRow): void {
    this.#table.put(standingOf(row, this.#leniencyOf(row.membership_type)))
  }

  #leniencyOf(plan: string): Leniency {
    const known = this.#leniencies.get(plan)
    if (known !== undefined) return known
    const leniency = leniencyOf(this.#parts.settings, plan)
    this.#leniencies.set(plan, leniency)
    return leniency
  }
}

function isUndone(flags: string | null): boolean {
  return flagsOf(flags).includes('undone')
}

function isSame(one: Leniency, other: Leniency): boolean {
  return one.graceDays === other.graceDays && one.debtAllowedCents === other.debtAllowedCents
}
