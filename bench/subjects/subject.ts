import type { ScanFrame } from '../load/job.ts'

/** A server that is measured. All are started, driven and checked by the same code. */
export interface Subject {
  name: string
  /** Makes the data that every round starts with a copy of, and says what the load has to know of them. */
  prepare: (folder: string) => Promise<Prepared>
  /** What Node is to run on such data. It prints the hub's one line when it is ready, and stops at SIGTERM. */
  command: (folder: string) => string[]
  /** What of its environment is its own. */
  env?: Readonly<Record<string, string>>
  /** The name of its SQLite file. The table `visits` has the hub's columns, as far as the comparison reads them. */
  databaseFile: string
}

export interface Prepared {
  token: string
  /** Members who may come in and are not inside. */
  members: string[]
  /** For each of them the frame that lets them in. */
  scans: ScanFrame[]
}
