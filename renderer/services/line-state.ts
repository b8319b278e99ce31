import { SIGNED_OUT, type ConnectionState } from './connection-state.ts'
import { EMPTY_DESK, type DeskState } from './desk-state.ts'
import type { KeptBuilding } from './kept-building.ts'

/** How live a desk is and what it knows of the building, and who is told when either changes. */
export class LineState {
  readonly #observers = new Set<() => void>()
  #connection: ConnectionState
  #desk: DeskState

  /** Begins with what the page before this one knew. */
  constructor(kept: KeptBuilding | null) {
    this.#connection = { ...SIGNED_OUT, lastNewsAt: kept?.lastNewsAt ?? null }
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

  setDesk(desk: DeskState): void {
    if (desk === this.#desk) return
    this.#desk = desk
    this.#tell()
  }

  #tell(): void {
    for (const observer of this.#observers) observer()
  }
}
