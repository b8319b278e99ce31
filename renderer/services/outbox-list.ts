import { FIRST_TERM, isLater, type Term } from '../../server/protocol/term.ts'
import type { OutboxEntry, OutboxStorage } from './outbox-entry.ts'
import type { Timers } from './timers.ts'

/** A storage that says nothing for this long says nothing at all: the desk goes on without what it may have kept. */
const STORAGE_PATIENCE_MS = 3_000

/** What was carried out late is listed up to this number, the newest: a whole evening without the hub. Refusals are all listed. */
const MAX_LISTED_DONE = 500

/** How long and how many of what a hub has answered are kept for the hub after it, where no copy of it is known to hold them. */
const KEEP_ACKNOWLEDGED_MS = 10 * 60_000
const MAX_ACKNOWLEDGED = 2_000

/** What a desk's storage holds of its commands, and what of it is told to people. A storage that fails keeps nobody from working. */
export class OutboxList {
  readonly #timers: Timers
  readonly #storage: OutboxStorage | null
  readonly #settled = new Map<string, OutboxEntry>()
  /** What was answered and may have to be sent again to the next hub, the oldest first. */
  readonly #acknowledged = new Map<string, OutboxEntry>()
  #loading: Promise<OutboxEntry[]> | null = null
  /** Settled while the storage was read: what it says of them is old. */
  #meanwhile = new Set<string>()
  #written: Promise<void> = Promise.resolve()
  /** What waits and is not written: not yet, or it could not be. */
  readonly #unkept = new Set<string>()
  /** Those of them that the storage has refused. */
  readonly #refused = new Map<string, OutboxEntry>()

  constructor({ timers, outbox }: { timers: Timers; outbox?: OutboxStorage | undefined }) {
    this.#timers = timers
    this.#storage = outbox ?? null
  }

  /** What became of commands, of those that somebody should know of. */
  get settled(): readonly OutboxEntry[] {
    return [...this.#settled.values()]
  }

  /** False where everything is lost with the page. */
  get isLasting(): boolean {
    return this.#storage !== null
  }

  /** Resolves when the storage has done what it was asked so far, or says nothing: true if all that waits would be there after a reload. */
  async whenKept(): Promise<boolean> {
    const asked = [...this.#unkept]
    await this.#unlessSilent(this.#written, undefined)
    return this.isLasting && !asked.some((requestId) => this.#unkept.has(requestId))
  }

  /** Writes an entry, and again what the storage has refused before: a disk that was full may have room. */
  keep(entry: OutboxEntry): void {
    this.#unkept.add(entry.requestId)
    const again = [...this.#refused.values()]
    this.#refused.clear()
    for (const one of [...again, entry]) this.#write((storage) => this.#put(storage, one))
  }

  async #put(storage: OutboxStorage, entry: OutboxEntry): Promise<void> {
    const { requestId } = entry
    try {
      await storage.put(entry)
      this.#unkept.delete(requestId)
    } catch {
      if (this.#unkept.has(requestId)) this.#refused.set(requestId, entry)
    }
  }

  /** A command has been answered: it is forgotten, listed where it says what became of it, or kept for the next hub. */
  settle(entry: OutboxEntry): void {
    const { requestId } = entry
    this.#meanwhile.add(requestId)
    this.#unkept.delete(requestId)
    this.#refused.delete(requestId)
    this.#acknowledged.delete(requestId)
    if (entry.acknowledged) this.#acknowledged.set(requestId, entry)
    if (entry.outcome) this.#settled.set(requestId, entry)
    this.#rewrite([requestId])
    if (entry.outcome) this.#forget(this.#overdone())
  }

  clear(): void {
    this.#forget([...this.#settled.keys()])
  }

  /**
   * The copy of the hub of this term holds all up to this event, or there is none (null): nothing of that has to be sent again. Neither has
   * what is too old while that hub is there.
   */
  copied(term: Term, seq: number | null): void {
    const since = this.#timers.now() - KEEP_ACKNOWLEDGED_MS
    const ofHub = [...this.#acknowledged.values()].flatMap(({ requestId, acknowledged }) =>
      acknowledged && !isLater(term, acknowledged.term) ? [{ requestId, ...acknowledged }] : [],
    )
    const isOver = (one: { seq: number; at: number }, index: number): boolean =>
      seq === null || one.seq <= seq || one.at < since || index < ofHub.length - MAX_ACKNOWLEDGED
    const over = ofHub.filter(isOver).map(({ requestId }) => requestId)
    for (const requestId of over) this.#acknowledged.delete(requestId)
    this.#rewrite(over)
  }

  /** What a hub before the one of this term has answered, whose history may not hold it. */
  acknowledgedBefore(term: Term): OutboxEntry[] {
    return [...this.#acknowledged.values()].filter(({ acknowledged }) =>
      isLater(term, acknowledged?.term ?? FIRST_TERM),
    )
  }

  /**
   * Reads what is kept; resolves with what waits there. Calls at the same time share one reading. A storage that says nothing, such as one that
   * another window blocks, is not waited for: `late` is told when it speaks.
   */
  async load(late: (waiting: OutboxEntry[]) => void): Promise<OutboxEntry[]> {
    if (!this.#storage) return []
    this.#loading ??= this.#read(this.#storage, late).finally(() => (this.#loading = null))
    return this.#waitingAmong(await this.#loading)
  }

  async #read(storage: OutboxStorage, late: (waiting: OutboxEntry[]) => void): Promise<OutboxEntry[]> {
    this.#meanwhile = new Set()
    const reading = storage.load().catch(() => [])
    const inTime = await this.#unlessSilent<OutboxEntry[] | null>(reading, null)
    if (!inTime) void reading.then((stored) => late(this.#waitingAmong(stored)))
    return inTime ?? []
  }

  /** Those that wait; what became of the others is known from now on. */
  #waitingAmong(stored: readonly OutboxEntry[]): OutboxEntry[] {
    const fresh = stored.filter(({ requestId }) => !this.#meanwhile.has(requestId))
    for (const entry of fresh) {
      if (entry.outcome) this.#settled.set(entry.requestId, entry)
      if (entry.acknowledged) this.#acknowledged.set(entry.requestId, entry)
    }
    return fresh.filter(({ outcome, acknowledged }) => !outcome && !acknowledged)
  }

  /** What comes of `work`, or `otherwise` where the storage says nothing. */
  async #unlessSilent<Result>(work: Promise<Result>, otherwise: Result): Promise<Result> {
    let timer = 0
    const silence = new Promise<Result>((resolve) => {
      timer = this.#timers.setTimeout(() => resolve(otherwise), STORAGE_PATIENCE_MS)
    })
    try {
      return await Promise.race([work, silence])
    } finally {
      this.#timers.clearTimeout(timer)
    }
  }

  /** The oldest of what was carried out, beyond what is listed of it. */
  #overdone(): string[] {
    const done = this.settled.filter(({ outcome }) => outcome?.verdict.startsWith('granted'))
    return done.slice(0, Math.max(done.length - MAX_LISTED_DONE, 0)).map(({ requestId }) => requestId)
  }

  #forget(requestIds: readonly string[]): void {
    if (requestIds.length === 0) return
    for (const requestId of requestIds) this.#settled.delete(requestId)
    this.#rewrite(requestIds)
  }

  /** Brings the storage to what is known of these: an entry may be listed, kept for the next hub, or both. */
  #rewrite(requestIds: readonly string[]): void {
    const gone: string[] = []
    for (const requestId of requestIds) {
      const { outcome } = this.#settled.get(requestId) ?? {}
      const { acknowledged } = this.#acknowledged.get(requestId) ?? {}
      const entry = this.#settled.get(requestId) ?? this.#acknowledged.get(requestId)
      if (entry) {
        const { text, name } = entry
        const kept = {
          requestId,
          text,
          name,
          ...(outcome && { outcome }),
          ...(acknowledged && { acknowledged }),
        }
        this.#write((storage) => storage.put(kept))
      } else gone.push(requestId)
    }
    if (gone.length > 0) this.#write((storage) => storage.remove(gone))
  }

  #write(write: (storage: OutboxStorage) => Promise<void>): void {
    // Where it cannot be kept it is lost with the page, and sent and answered until then.
    if (this.#storage) this.#written = write(this.#storage).catch(() => undefined)
  }
}
