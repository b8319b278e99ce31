import { SIGNED_OUT, type ConnectionState } from './connection-state.ts'
import { EMPTY_DESK, type DeskState } from './desk-state.ts'
import type { StoredBuilding } from './stored-building.ts'

/** How live a desk is and what it knows of the building, and who is told when either changes. */
export class ConnectionStore {
  readonly #observers = new Set<() => void>()
  #connection: ConnectionState
  #desk: DeskState

  /** Begins with what the page before this one knew. */
  constructor(kept: StoredBuilding | null) {
    const currentAt = kept?.currentAt ?? null
    this.#connection = { ...SIGNED_OUT, lastNewsAt: currentAt, currentAt }
    this.#desk = { ...EMPTY_DESK, ...kept?.desk }
  }

  get connection(): ConnectionState {
    return this.#connection
  }

  get desk(): DeskState {
    return this.#desk
  }

  subscribe = (observer: () => void): (() => void) => {
    this.#observers.add(observer)
    return () => this.#observers.delete(observer)
  }

  setConnection(change: Partial<ConnectionState>): void {
    this.#connection = { ...this.#connection, ...change }
    this.#tell()
  }

  /** A frame has come. */
  heard(now: number): void {
    this.setConnection({ lastNewsAt: now, ...(this.#connection.isCurrent && { currentAt: now }) })
  }

  /** All that was missed has come, or something was missed. */
  setCurrent(isCurrent: boolean): void {
    if (isCurrent) this.setConnection({ isCurrent, currentAt: this.#connection.lastNewsAt })
    else if (this.#connection.isCurrent) this.setConnection({ isCurrent })
  }

  /** Nobody is signed in any more; what was known stays known. */
  signedOut(waiting: number): void {
    const { lastNewsAt, currentAt, hubAheadMs } = this.#connection
    this.setDesk({ ...this.#desk, person: null })
    this.setConnection({ ...SIGNED_OUT, waiting, lastNewsAt, currentAt, hubAheadMs })
  }

  setDesk(desk: DeskState): void {
    if (desk === this.#desk) return
    this.#desk = desk
    this.#tell()
  }

  #tell(): void {
    for (const observer of this.#observers) observer()
  }
}
