import type { ServerAddress } from './desk.ts'
import type { Acknowledged } from './turnstile.ts'

/** What the load's process is given on its standard input, and what it prints in the end. */
export type Job = ThroughputJob | FanoutJob | NeighboursJob | BurdenedJob | StormJob | SoakJob | ChainJob

interface Reports {
  throughput: ThroughputReport
  fanout: FanoutReport
  neighbours: NeighboursReport
  burdened: BurdenedReport
  storm: StormReport
  soak: SoakReport
  chain: ChainReport
}

/** What a job ends in. */
export type ReportOf<Asked extends Job> = Reports[Asked['kind']]

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

/** Well-behaved desks that scan, in stretches with and without somebody hostile beside them. */
export interface NeighboursJob extends ServerAddress {
  kind: 'neighbours'
  pid: number
  attack: HostileAttack
  desks: number
  scans: ScanFrame[]
  scansPerSecond: number
  /** Of one stretch. */
  seconds: number
  pairs: number
}

/** Well-behaved desks that scan, and some that are just switched on, beside heavy work or strangers who take all they can get. */
export interface BurdenedJob extends ServerAddress {
  kind: 'burdened'
  pid: number
  burden: Burden
  managerToken: string
  desks: number
  scans: ScanFrame[]
  scansPerSecond: number
  /** Of the calm stretch. */
  seconds: number
  burdenedSeconds: number
}

/** What somebody hostile does to a hub's sockets. */
export const HOSTILE_ATTACKS = ['stops reading', 'floods', 'knocks'] as const
export type HostileAttack = (typeof HOSTILE_ATTACKS)[number]

/** What a hub has to carry beside its desks, whoever means well by it or not. */
export const BURDENS = [
  'exports',
  'imports',
  'sends bombs',
  'reads no answer',
  'leaves bodies unfinished',
] as const
export type Burden = (typeof BURDENS)[number]

export type Attack = HostileAttack | Burden

/** What the hostile process has done, in words and numbers of its own. */
export type AttackTally = Record<string, number>

/** Desks that come back all at once, each with what it recorded meanwhile, after a hub that was killed. */
export interface StormJob extends ServerAddress {
  kind: 'storm'
  /** For each desk what it recorded while it was away. */
  recorded: ScanFrame[][]
  /** Of those, how many each has sent to the hub that is gone, and never had answered. */
  sentBefore: number
}

/** A steady load: every desk scans in turn, members come and go. */
export interface SoakJob extends ServerAddress {
  kind: 'soak'
  pid: number
  desks: number
  scans: ScanFrame[]
  scansPerSecond: number
  seconds: number
}

/** A steady load at several hubs on one database, some desks at each. */
export interface ChainJob extends ChainAddress {
  kind: 'chain'
  scans: ScanFrame[]
  scansPerSecond: number
  seconds: number
}

/** Where the desks of several hubs go, and with what. */
export interface ChainAddress {
  hubs: string[]
  token: string
  desksAHub: number
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

export interface NeighboursReport extends Faults {
  /** Each pair is neighbours in time. */
  pairs: { calm: Stretch; hostile: Stretch }[]
  attacks: AttackTally[]
}

/** What a well-behaved desk and the server went through for a while. */
export interface Stretch {
  /** From each scan to its answer. */
  answerMs: number[]
  /** Share of one core that the server took; null where the system does not tell. */
  serverShare: number | null
}

export interface BurdenedReport extends Faults {
  calm: Stretch
  burdened: Stretch
  /** From the first byte for the page until a desk that was just switched on is live, each; 15 s where it was turned away. */
  switchedOnMs: number[]
  /** Of the server: before, at most while it was burdened, and once it had time to recover; NaN where the system does not tell. */
  residentBytes: { before: number; most: number; after: number }
  attack: AttackTally
}

export interface StormReport extends Faults {
  /** From the first attempt to connect until every desk was live, answered and at the end of the history. */
  currentAfterMs: number | null
  /** Attempts that the hub turned away for now, and sockets that it closed. */
  turnedAway: number
  /** Answers of any kind but the one that was asked for, such as a rate that was passed. */
  refusals: number
  acknowledged: Acknowledged
}

export interface ChainReport extends Faults {
  /** From each scan to its answer. */
  answerMs: number[]
  /** From the answer until the last desk of another hub was told. */
  elsewhereMs: number[]
}

export interface SoakReport extends Faults {
  operations: number
  samples: SoakSample[]
}

/** What the server is like at one moment; NaN where the system does not tell. */
export interface SoakSample {
  /** Seconds since the warm-up. */
  atS: number
  residentBytes: number
  heapBytes: number
  walBytes: number
  handles: number
}
