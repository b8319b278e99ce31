import type { ServerAddress } from './desk.ts'
import type { Acknowledged } from './turnstile.ts'

/** What the load's process is given on its standard input, and what it prints in the end. */
export type Job = ThroughputJob | FanoutJob

/** What a job ends in. */
export type ReportOf<Asked extends Job> = Asked extends ThroughputJob ? ThroughputReport : FanoutReport

export interface ThroughputJob extends ServerAddress {
  kind: 'throughput'
  /** The server's process. */
  pid: number
  desks: number
  /** Commands that each desk has sent and not had answered, at any time. */
  outstanding: number
  /** Members who may come in and are not inside. */
  members: string[]
  seconds: number
}

export interface FanoutJob extends ServerAddress {
  kind: 'fanout'
  /** How many desks look on, one measurement each, rising. */
  deskCounts: number[]
  /** A frame for each scan without its requestId, each of another member. */
  scans: ScanFrame[]
  scansPerSecond: number
  seconds: number
}

/** A frame that lets one member in, whatever the server calls it. */
export interface ScanFrame {
  type: 'scan' | 'check_in'
  memberId: string
  payload: Readonly<Record<string, string>>
}

/** Broadcasts and answers that were lost or came twice, over all desks. */
export interface Faults {
  lost: number
  doubled: number
}

export interface ThroughputReport extends Faults {
  /** Commands acknowledged in the measured time. */
  operations: number
  seconds: number
  /** Processor time in the measured time, all threads; the server's is null where the system does not tell. */
  serverCpuMs: number | null
  loadCpuMs: number
  acknowledged: Acknowledged
}

export interface FanoutReport extends Faults {
  /** For each number of desks, in the order of the job. */
  delays: { desks: number; answerMs: number[]; lastDeskMs: number[] }[]
}
