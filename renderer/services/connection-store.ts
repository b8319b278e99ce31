import { createStore, type StoreApi } from 'zustand/vanilla'
import { SIGNED_OUT, type ConnectionState } from './connection-state.ts'
import { EMPTY_DESK, type DeskState } from './desk-state.ts'
import type { OutboxEntry } from './outbox-entry.ts'
import type { Readable } from './store.ts'
import type { StoredBuilding } from './stored-building.ts'

export interface ConnectionStoreState {
  connection: ConnectionState
  desk: DeskState
  /** What was saved at this desk: what waits, and what became of what waited or was refused. */
  saved: readonly OutboxEntry[]
}

/** How live a desk is and what it knows of the building. */
export class ConnectionStore {
  readonly #store: StoreApi<ConnectionStoreState>

  /** Begins with what the page before this one knew. */
  constructor(kept: StoredBuilding | null) {
    const currentAt = kept?.currentAt ?? null
    this.#store = createStore(() => ({
      connection: { ...SIGNED_OUT, lastNewsAt: currentAt, currentAt },
      desk: { ...EMPTY_DESK, ...kept?.desk },
      saved: [],
    }))
  }

  get store(): Readable<ConnectionStoreState> {
    return this.#store
  }

  get connection(): ConnectionState {
    return this.#store.getState().connection
  }

  get desk(): DeskState {
    return this.#store.getState().desk
  }

  setConnection(change: Partial<ConnectionState>): void {
    this.#store.setState({ connection: { ...this.connection, ...change } })
  }

  /** A frame has come. */
  heard(now: number): void {
    this.setConnection({ lastNewsAt: now, ...(this.connection.isCurrent && { currentAt: now }) })
  }

  /** All that was missed has come, or something was missed. */
  setCurrent(isCurrent: boolean): void {
    if (isCurrent) this.setConnection({ isCurrent, currentAt: this.connection.lastNewsAt })
    else if (this.connection.isCurrent) this.setConnection({ isCurrent })
  }

  /** Nobody is signed in any more; what was known stays known. */
  signedOut(waiting: number): void {
    const { lastNewsAt, currentAt, hubAheadMs } = this.connection
    this.setDesk({ ...this.desk, person: null })
    this.setConnection({ ...SIGNED_OUT, waiting, lastNewsAt, currentAt, hubAheadMs })
  }

  /** The hub has turned this desk away: what was known of the gym is no longer its business. */
  turnedAway(): void {
    this.setDesk({ ...EMPTY_DESK, desk: this.desk.desk })
    this.setConnection({ isCurrent: false, currentAt: null, lastNewsAt: null })
  }

  setSaved(saved: readonly OutboxEntry[]): void {
    const before = this.#store.getState().saved
    const isSame =
      saved.length === before.length && saved.every((entry, at) => isSameEntry(entry, before[at]))
    if (!isSame) this.#store.setState({ saved })
  }

  setDesk(desk: DeskState): void {
    if (desk !== this.desk) this.#store.setState({ desk })
  }
}

function isSameEntry(one: OutboxEntry, other: OutboxEntry | undefined): boolean {
  return one.requestId === other?.requestId && one.outcome === other.outcome
}
