import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { HubError } from '../protocol/errors.ts'
import type { HeldCopy } from '../protocol/standby.ts'
import { removeDatabase } from './files.ts'
import { manifestPath, type Manifest } from './manifest.ts'
import { readStandbys, writeStandbys } from './standby-list.ts'

/** When a standby that found another one at its copy may try again: a copy is seconds. */
const RETRY_AFTER_MS = 5_000

/** A standby asks each minute. From here on its copy is older than what the desks keep for it. */
const LATE_AFTER_MS = 10 * 60_000

interface StandbysParts {
  dataFolder: string
  /** The desks of the hub: one that was removed is no standby. */
  deskIds: ReadonlySet<string>
  /** Takes a verified copy, or none where it would have these bytes. */
  take: (file: string, knownSha256: string | undefined) => Promise<Manifest | null>
  /** Equal numbers mean that nothing was written in between. */
  changes: () => number
  /** Where the history stands. */
  reached: () => { epoch: string; seq: number }
  now: () => number
  /** Told when another part of the history is known to be at every standby. */
  changed: () => void
}

/** A copy that was made for a standby. */
export interface ShippedCopy {
  file: string
  manifest: Manifest
  /** To be called when it was sent, or was not. */
  done: () => void
}

/** What an operator is told of a PC that keeps a copy. */
export interface StandbyState {
  deskId: string
  /** The last event in its copy; null where it has not said since this hub was started. */
  seq: number | null
  /** When it said so last, milliseconds since 1970 UTC; null as above. */
  heardAt: number | null
}

/** The PCs that keep a copy of this hub: which they are, what they have, and what they are sent. One copy at a time. */
export class Standbys {
  readonly #parts: StandbysParts
  readonly #copy: string
  readonly #heard = new Map<string, { held: HeldCopy | null; at: number }>()
  readonly #openedAt: number
  #list: readonly string[]
  /** What was sent last, and what `changes` said when it was begun. */
  #last: { sha256: string; changes: number } | null = null
  #isGoing = false

  constructor(parts: StandbysParts) {
    this.#parts = parts
    this.#openedAt = parts.now()
    this.#list = readStandbys(parts.dataFolder).filter((deskId) => parts.deskIds.has(deskId))
    this.#copy = join(parts.dataFolder, 'standby-copy.sqlite')
    this.#removeCopy()
  }

  /** Whether anybody keeps a copy. */
  get areThere(): boolean {
    return this.#list.length > 0
  }

  /** How far the history is at every standby; null where there is none. */
  get heldSeq(): number | null {
    if (!this.areThere) return null
    const { epoch } = this.#parts.reached()
    const seqOf = (deskId: string): number => {
      const held = this.#heard.get(deskId)?.held
      return held?.epoch === epoch ? held.seq : 0
    }
    return Math.min(...this.#list.map(seqOf))
  }

  get state(): StandbyState[] {
    return this.#list.map((deskId) => {
      const heard = this.#heard.get(deskId)
      return { deskId, seq: heard?.held?.seq ?? null, heardAt: heard?.at ?? null }
    })
  }

  /** Whether one of them has not asked for long: it is off, or cannot reach the hub. */
  get isOneLate(): boolean {
    const since = this.#parts.now() - LATE_AFTER_MS
    return this.#list.some((deskId) => (this.#heard.get(deskId)?.at ?? this.#openedAt) < since)
  }

  add(deskId: string): void {
    this.#setList([...new Set([...this.#list, deskId])])
  }

  /** Forgets those that are no desks of the hub any more. */
  keepOnly(deskIds: ReadonlySet<string>): void {
    const kept = this.#list.filter((deskId) => deskIds.has(deskId))
    if (kept.length < this.#list.length) this.#setList(kept)
  }

  /** Throws `forbidden` for every desk that is no standby. */
  require(deskId: string | null): string {
    if (deskId !== null && this.#list.includes(deskId)) return deskId
    throw new HubError('forbidden', 'This PC keeps no copy of the hub: a manager has to begin it there.')
  }

  /** A copy for a standby that has `held`; null where that is all there is. Throws `rate_limited` while another one is sent. */
  async ship(deskId: string, held: HeldCopy | null): Promise<ShippedCopy | null> {
    const before = this.heldSeq
    this.#heard.set(deskId, { held, at: this.#parts.now() })
    if (this.heldSeq !== before) this.#parts.changed()
    if (this.#isGoing) {
      throw new HubError('rate_limited', 'Another copy is being sent.', { retryAfterMs: RETRY_AFTER_MS })
    }
    const changes = this.#parts.changes()
    if (held !== null && this.#last?.sha256 === held.sha256 && this.#last.changes === changes) return null
    this.#isGoing = true
    try {
      const manifest = await this.#parts.take(this.#copy, held?.sha256)
      if (manifest === null && held !== null) this.#last = { sha256: held.sha256, changes }
      if (manifest === null) {
        this.#done()
        return null
      }
      this.#last = { sha256: manifest.sha256, changes }
      return { file: this.#copy, manifest, done: () => this.#done() }
    } catch (error) {
      this.#done()
      throw error
    }
  }

  #setList(deskIds: readonly string[]): void {
    this.#list = deskIds
    writeStandbys(this.#parts.dataFolder, deskIds)
    this.#parts.changed()
  }

  #done(): void {
    this.#isGoing = false
    this.#removeCopy()
  }

  #removeCopy(): void {
    removeDatabase(this.#copy)
    rmSync(manifestPath(this.#copy), { force: true })
  }
}
