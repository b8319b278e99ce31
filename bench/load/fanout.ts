import { newTimeOrderedId } from '../../server/platform/uuid-v7.ts'
import { openDesk, type Desk } from './desk.ts'
import { EventLedger } from './event-ledger.ts'
import { ScanWatch } from './scan-watch.ts'
import type { FanoutJob, FanoutReport, ScanFrame } from './job.ts'
import { settled, sleep } from './timing.ts'

/** Not measured: quick scans to begin with, so that a fresh server is compiled, and some on every new set of sockets. */
export const FIRST_WARM_UP = { scans: 200, perSecond: 200 }
export const NEXT_WARM_UP = { scans: 20, perSecond: 100 }

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
    const warmUp = delays.length === 0 ? FIRST_WARM_UP : NEXT_WARM_UP
    const measured = { scans: Math.round(job.seconds * job.scansPerSecond), perSecond: job.scansPerSecond }
    for (const pace of [warmUp, measured]) {
      watch.begin(desks.length)
      await scanSteadily(desks, scans, watch, pace)
      await settled(() => watch.isComplete, SETTLE_MS)
    }
    delays.push({ desks: count, ...watch.delays })
  }
  for (const desk of desks) desk.close()
  const faults = desks.map(({ position }) => position)
  return {
    delays,
    lost: watch.missing + faults.reduce((sum, { lost }) => sum + lost, 0),
    doubled: ledger.doubledVisits + faults.reduce((sum, { doubled }) => sum + doubled, 0),
  }
}

/** Sends scans at a steady pace, from one desk after the other: people stand at all of them. */
export async function scanSteadily(
  desks: readonly Desk[],
  scans: Iterator<ScanFrame, undefined>,
  watch: { sent: (requestId: string, memberId: string, desk: number) => void },
  pace: { scans: number; perSecond: number },
): Promise<void> {
  const start = performance.now()
  for (let count = 0; count < pace.scans; count += 1) {
    await sleep(Math.max(start + (count * 1000) / pace.perSecond - performance.now(), 0))
    const scan = scans.next().value
    if (!scan) throw new Error('There are fewer members than scans.')
    const { type, memberId, payload } = scan
    const requestId = newTimeOrderedId()
    const desk = count % desks.length
    watch.sent(requestId, memberId, desk)
    desks[desk]?.send(JSON.stringify({ type, requestId, payload }))
  }
}
