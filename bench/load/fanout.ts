import { newTimeOrderedId } from '../time-ordered-id.ts'
import { openDesk, type Desk } from './desk.ts'
import { EventLedger } from './event-ledger.ts'
import { ScanWatch } from './scan-watch.ts'
import type { FanoutJob, FanoutReport } from './job.ts'
import { settled, sleep } from './timing.ts'

/** Scans after each change of the number of desks that are not measured: new sockets are slow at first. */
const WARM_UP_SCANS = 10

/** How long the last desk may take before a scan counts as lost there. */
const SETTLE_MS = 10_000

/** Scans at a steady rate while more and more desks look on; times each until it is answered and seen everywhere. */
export async function measureFanout(job: FanoutJob): Promise<FanoutReport> {
  const ledger = new EventLedger()
  const desks: Desk[] = []
  const watch = new ScanWatch()
  const delays: FanoutReport['delays'] = []
  const scans = job.scans.values()
  for (const count of job.deskCounts) {
    while (desks.length < count) desks.push(await openDesk(job, ledger, watch))
    for (const isWarmUp of [true, false]) {
      watch.begin(desks.length)
      const rounds = isWarmUp ? WARM_UP_SCANS : Math.round(job.seconds * job.scansPerSecond)
      await scanSteadily(desks[0], scans, watch, { rounds, perSecond: job.scansPerSecond })
      await settled(() => watch.isComplete, SETTLE_MS)
      if (!isWarmUp) delays.push({ desks: count, ...watch.delays })
    }
  }
  for (const desk of desks) desk.close()
  const faults = desks.map(({ position }) => position)
  return {
    delays,
    lost: watch.missing + faults.reduce((sum, { lost }) => sum + lost, 0),
    doubled: ledger.doubledVisits + faults.reduce((sum, { doubled }) => sum + doubled, 0),
  }
}

async function scanSteadily(
  sender: Desk | undefined,
  scans: Iterator<FanoutJob['scans'][number]>,
  watch: ScanWatch,
  { rounds, perSecond }: { rounds: number; perSecond: number },
): Promise<void> {
  const everyMs = 1000 / perSecond
  const start = performance.now()
  for (let round = 0; round < rounds; round += 1) {
    await sleep(Math.max(start + round * everyMs - performance.now(), 0))
    const scan = scans.next().value as FanoutJob['scans'][number] | undefined
    if (!scan) throw new Error('There are fewer members than scans.')
    const { type, memberId, payload } = scan
    const requestId = newTimeOrderedId()
    watch.sent(requestId, memberId)
    sender?.send(JSON.stringify({ type, requestId, payload }))
  }
}
