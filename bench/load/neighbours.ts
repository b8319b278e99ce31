import { cpuTimeMs } from '../cpu-time.ts'
import { startAttack, type RunningAttack } from './attacker.ts'
import { openDesk, type Desk } from './desk.ts'
import { EventLedger } from './event-ledger.ts'
import { scanSteadily } from './fanout.ts'
import type { AttackTally, NeighboursJob, NeighboursReport, Stretch } from './job.ts'
import { ScanWatch } from './scan-watch.ts'
import { settled, sleep } from './timing.ts'

/** Not measured: so that a fresh hub is compiled. */
const WARM_UP = { scans: 300, perSecond: 150 }

/** Between two stretches, for what the last one left behind. */
const PAUSE_MS = 500

/** How long the last answer may take before it counts as lost. */
const SETTLE_MS = 10_000

/** Scans at a steady pace, in turn with nobody and with somebody hostile beside; times each until it is answered. */
export async function measureNeighbours(job: NeighboursJob): Promise<NeighboursReport> {
  const ledger = new EventLedger()
  const watch = new ScanWatch()
  const desks: Desk[] = []
  while (desks.length < job.desks) desks.push(await openDesk(job, ledger, watch))
  const scans = job.scans.values()
  const stretch = async (pace: { scans: number; perSecond: number }): Promise<Stretch> => {
    const begin = performance.now()
    const cpuBefore = cpuTimeMs(job.pid)
    watch.begin(desks.length)
    await scanSteadily(desks, scans, watch, pace)
    await settled(() => watch.isComplete, SETTLE_MS)
    const cpuMs = (cpuTimeMs(job.pid) ?? NaN) - (cpuBefore ?? NaN)
    const serverShare = Number.isNaN(cpuMs) ? null : cpuMs / (performance.now() - begin)
    return { answerMs: watch.delays.answerMs, serverShare }
  }
  const measured = { scans: Math.round(job.seconds * job.scansPerSecond), perSecond: job.scansPerSecond }
  await stretch(WARM_UP)
  const pairs: NeighboursReport['pairs'] = []
  const attacks: AttackTally[] = []
  for (let pair = 0; pair < job.pairs; pair += 1) {
    await sleep(PAUSE_MS)
    const calm = await stretch(measured)
    const attack = await startAttack(job)
    const hostile = await stretch(measured)
    attacks.push(await endAttack(attack))
    pairs.push({ calm, hostile })
  }
  for (const desk of desks) desk.close()
  return { pairs, attacks, ...faultsOf(watch, ledger, desks) }
}

async function endAttack(attack: RunningAttack): Promise<AttackTally> {
  const tally = await attack.stop()
  if (Object.values(tally).every((count) => count === 0)) throw new Error('The attack did nothing.')
  return tally
}

function faultsOf(watch: ScanWatch, ledger: EventLedger, desks: readonly Desk[]) {
  const positions = desks.map(({ position }) => position)
  return {
    lost: watch.missing + positions.reduce((sum, { lost }) => sum + lost, 0),
    doubled: ledger.doubledVisits + positions.reduce((sum, { doubled }) => sum + doubled, 0),
  }
}

/** How many members such a job lets in. */
export function scansOfNeighbours({
  seconds,
  scansPerSecond,
  pairs,
}: Pick<NeighboursJob, 'seconds' | 'scansPerSecond' | 'pairs'>): number {
  return WARM_UP.scans + 2 * pairs * Math.round(seconds * scansPerSecond)
}
