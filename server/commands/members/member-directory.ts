import type { MemberDirectory } from './search-members.ts'
import type { NameIndex } from './name-index.ts'
import type { MatchedMember } from '../../domain/search/member-index.ts'
import type { Environment } from '../../platform/clock.ts'
import type { Logger } from '../../observe/logger.ts'
import type { Db } from '../../store/database.ts'
import { listInside, noteAllMembers, type ChangedMembers } from '../../store/changed-members.ts'
import type { NamedEvent } from '../../store/event-log.ts'
import type { OpenedStore } from '../../store/store.ts'

/** How often changes are looked for that no search has asked for: an import's thousands do not wait for one. */
const LOOK_EVERY_MS = 1_000

export interface LiveDirectory extends MemberDirectory {
  /** Told after each commit what became history: who is inside is found first. */
  committed: (events: readonly NamedEvent[]) => void
  stop: () => Promise<void>
}

interface DirectoryParts {
  store: Pick<OpenedStore, 'db'>
  environment: Pick<Environment, 'every' | 'setImmediate'>
  /** Opens an empty index for about so many members. */
  openIndex: (memberCount: number) => NameIndex
  log: Logger
}

/**
 * The names of all members in memory, read a few hundred at a time between the commands of the desks: at the start, after
 * the store was opened anew, and whenever some have changed. A search sees every change that was committed before it, but
 * those of an import that is still going on.
 */
export function createMemberDirectory({ environment, log, ...parts }: DirectoryParts): LiveDirectory {
  const names = new StoredNames(parts)
  let reading: Promise<void> | null = null
  /** Resolves when an index has been told of all members. */
  let isRead: Promise<void> | null = null

  /** One at a time; after an error the next look begins anew. */
  const look = (): Promise<void> => {
    if (reading) return reading
    const { isUnread } = names
    reading = names
      .readAll(() => new Promise((done) => void environment.setImmediate(done)))
      .catch((error: unknown) => log.debug({ err: error }, 'reading the members failed'))
      .finally(() => (reading = null))
    if (isUnread) isRead = reading
    return reading
  }

  const stop = environment.every(LOOK_EVERY_MS, () => void look())
  void look()
  return {
    async find(query, limit) {
      await isRead
      // Beside a look, whose own question may be older than what was committed since.
      await (names.isCurrent ? names.readSome() : look())
      return names.search(query, limit)
    },
    committed: (events) => names.noteMoves(events),
    async stop() {
      stop()
      await names.close()
    },
  }
}

/** An index, and what it has been told of the store. */
class StoredNames {
  readonly #store: Pick<OpenedStore, 'db'>
  readonly #openIndex: (memberCount: number) => NameIndex
  #index: NameIndex | null = null
  #changed: ChangedMembers | null = null
  /** Whose members the index has. */
  #readFrom: Db | null = null
  /** Not told yet, by their ids, whether they are inside: many desks scan between two searches. */
  readonly #moves = new Map<string, boolean>()
  #lastRead: Promise<boolean> = Promise.resolve(false)

  constructor({ store, openIndex }: Pick<DirectoryParts, 'store' | 'openIndex'>) {
    this.#store = store
    this.#openIndex = openIndex
  }

  /** True where there is no index that can go on. */
  get isUnread(): boolean {
    return this.#index === null || this.#index.isSpent
  }

  get isCurrent(): boolean {
    return !this.isUnread && this.#store.db === this.#readFrom
  }

  noteMoves(events: readonly NamedEvent[]): void {
    for (const { type, member_id: id } of events) {
      if (id === null) continue
      if (type === 'member_checked_in') this.#moves.set(id, true)
      if (type === 'member_checked_out') this.#moves.set(id, false)
    }
  }

  async readAll(nextTurn: () => Promise<void>): Promise<void> {
    try {
      if (!this.isCurrent) await this.#begin(this.#store.db)
      while (await this.readSome()) await nextTurn()
    } catch (error) {
      this.#readFrom = null
      throw error
    }
  }

  /**
   * Tells the index of some members who have changed, and of who came in or left; false where none has changed. One at a time: of two
   * answers of the store the older one would be told last.
   */
  readSome(): Promise<boolean> {
    const read = this.#lastRead.then(() => this.#readNext())
    this.#lastRead = read.catch(() => false)
    return read
  }

  async #readNext(): Promise<boolean> {
    const changed = await this.#changed?.take()
    if (!this.isCurrent || changed === undefined) return false
    const { members, gone } = changed
    this.#tellMoves()
    if (members.length + gone.length === 0) return false
    this.#index?.tell({ change: 'members', members, gone })
    return true
  }

  #tellMoves(): void {
    if (this.#moves.size === 0) return
    this.#index?.tell({ change: 'moves', moves: [...this.#moves] })
    this.#moves.clear()
  }

  async search(query: string, limit: number): Promise<MatchedMember[]> {
    return this.#index ? this.#index.search(query, limit) : []
  }

  async close(): Promise<void> {
    await this.#index?.close()
  }

  async #begin(db: Db): Promise<void> {
    this.#readFrom = null
    // Those from now on are told after who is inside, whether that is read before or after them.
    this.#moves.clear()
    this.#changed = await noteAllMembers(db)
    if (this.#index === null || this.#index.isSpent) {
      await this.#index?.close()
      this.#index = this.#openIndex(this.#changed.count)
    }
    this.#index.tell({ change: 'inside', ids: await listInside(db) })
    this.#readFrom = db
  }
}
