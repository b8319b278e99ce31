/** What a process with a hub's core and commands, and no sockets, is started with. */
export interface StoreHubJob {
  /** The checkout whose product it runs: this one, or one of before. */
  checkout: string
  folder: string
  /** The address of a database of PostgreSQL; null for SQLite in the folder. */
  database: string | null
  /** Which gym of that database; its first where it is not said. */
  site?: string
}

/** What it is asked, one order after the other. */
export type Order =
  | { kind: 'fill'; members: readonly string[] }
  /** Keeps its clients busy for so long. The members are its own as long as it runs. */
  | { kind: 'work'; members: readonly string[]; seconds: number }
  | { kind: 'flights'; members: readonly string[] }

interface Done {
  fill: null
  work: StoreWork
  flights: FlightsByGroup
}

export type DoneOf<Asked extends Order> = Done[Asked['kind']]

export interface StoreWork {
  operations: number
  ms: number
  /** Of this process, all threads. */
  cpuMs: number
}

/** How many flights a group of each kind took. */
export interface FlightsByGroup {
  /** The first group of all: another hub may have written before. */
  afterAnother: number
  checkIns: number
  scans: number
  loneScan: number
  refused: number
  undo: number
}

/** The card of a member of the bench. */
export function cardOf(memberId: string): string {
  return memberId.toUpperCase()
}
