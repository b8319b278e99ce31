import { cpuTimeMs, ownCpuTimeMs } from '../cpu-time.ts'
import { openDesk, type Desk } from './desk.ts'
import { EventLedger } from './event-ledger.ts'
import type { Faults, ThroughputJob, ThroughputReport } from './job.ts'
import { settled, sleep } from './timing.ts'
import { Turnstile, type Acknowledged } from './turnstile.ts'

/** Not measured: V8 makes a fresh hub faster for about as long, from 5,000 to 10,000 a second, which is nothing in the weeks that a hub runs. */
const WARM_UP_MS = 12_000

/** How long the last answers and broadcasts may take before they count as lost. */
const SETTLE_MS = 10_000

/** One desk with its members. */
interface Lane {
  desk: Desk
  turnstile: Turnstile
}

/** What all lanes have done. */
interface Tally {
  operations: number
  lastSeq: number
  isOver: boolean
}

/** Keeps every desk at its number of outstanding commands for the job's time; checks that all of it came through. */
export async function measureThroughput(job: ThroughputJob): Promise<ThroughputReport> {
  const ledger = new EventLedger()
  const tally: Tally = { operations: 0, lastSeq: 0, isOver: false }
  const lanes: Lane[] = []
  const share = Math.floor(job.members.length / job.desks)
  for (let first = 0; lanes.length < job.desks; first += share) {
    lanes.push(await openLane(job, job.members.slice(first, first + share), ledger, tally))
  }
  for (const { desk, turnstile } of lanes) {
    for (let count = 0; count < job.outstanding; count += 1) desk.send(turnstile.nextCommand())
  }
  await sleep(WARM_UP_MS)
  const measured = await measure(job, tally)
  tally.isOver = true
  await settled(() => lanes.every((lane) => isDone(lane, tally)), SETTLE_MS)
  for (const { desk } of lanes) desk.close()
  const acknowledged = joined(lanes)
  return { ...measured, ...countFaults(lanes, ledger, tally, acknowledged), acknowledged }
}

async function openLane(
  job: ThroughputJob,
  members: readonly string[],
  ledger: EventLedger,
  tally: Tally,
): Promise<Lane> {
  const turnstile = new Turnstile(members)
  const desk = await openDesk(job, ledger, {
    answered(frame) {
      turnstile.answered(frame)
      tally.operations += 1
      tally.lastSeq = Math.max(tally.lastSeq, frame.payload?.seq ?? 0)
      if (!tally.isOver) desk.send(turnstile.nextCommand())
    },
  })
  return { desk, turnstile }
}

async function measure({ pid, seconds }: ThroughputJob, tally: Tally) {
  const look = () => ({
    atMs: performance.now(),
    serverCpuMs: cpuTimeMs(pid),
    loadCpuMs: ownCpuTimeMs(),
    operations: tally.operations,
  })
  const before = look()
  await sleep(seconds * 1000)
  const after = look()
  return {
    operations: after.operations - before.operations,
    seconds: (after.atMs - before.atMs) / 1000,
    serverCpuMs: difference(after.serverCpuMs, before.serverCpuMs),
    loadCpuMs: after.loadCpuMs - before.loadCpuMs,
  }
}

function difference(after: number | null, before: number | null): number | null {
  return after === null || before === null ? null : after - before
}

function isDone({ desk, turnstile }: Lane, tally: Tally): boolean {
  return turnstile.outstanding === 0 && desk.position.nextSeq > tally.lastSeq
}

function joined(lanes: readonly Lane[]): Acknowledged {
  const each = lanes.map(({ turnstile }) => turnstile.acknowledged)
  return {
    checkIns: each.flatMap(({ checkIns }) => checkIns),
    checkOuts: each.flatMap(({ checkOuts }) => checkOuts),
  }
}

/** Faults of single desks; commands without an answer; acknowledged visits that nobody was told of. */
function countFaults(lanes: readonly Lane[], ledger: EventLedger, tally: Tally, all: Acknowledged): Faults {
  let lost = all.checkIns.filter(({ visitId }) => !ledger.began.has(visitId)).length
  lost += all.checkOuts.filter((visitId) => !ledger.ended.has(visitId)).length
  let doubled = ledger.doubledVisits
  for (const { desk, turnstile } of lanes) {
    lost += turnstile.outstanding + desk.position.lost
    lost += Math.max(tally.lastSeq + 1 - desk.position.nextSeq, 0)
    doubled += desk.position.doubled
  }
  return { lost, doubled }
}
