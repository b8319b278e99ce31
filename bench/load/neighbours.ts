import { cpuTimeMs } from '../cpu-time.ts'
import { startAttack, type RunningAttack } from './attacker.ts'
import { openDesk, type Desk } from './desk.ts'
import { EventLedger } from './event-ledger.ts'
import { scanSteadily } from './fanout.ts'
import { sum } from '../statistics.ts'
import type { AttackTally, Faults, NeighboursJob, NeighboursReport, ScanFrame, Stretch } from './job.ts'
import { ScanWatch } from './scan-watch.ts'
import { settled, sleep } from './timing.ts'

/** Not measured: so that a fresh hub is compiled. */
const WARM_UP = { scans: 300, perSecond: 150 }

/** Between two stretches, for what the last one left behind. */
const PAUSE_MS = 500

/** How long the last answer may take before it counts as lost. */
const SETTLE_MS = 10_000

type NeighboursAsked = Omit<NeighboursJob, 'kind' | 'attack' | 'pairs'>

/** Well-behaved desks, and what they and the server go through for a while. */
export class Neighbours {
  readonly #ledger = new EventLedger()
  readonly #watch = new ScanWatch()
  readonly #desks: Desk[] = []
  readonly #job: NeighboursAsked
  readonly #scans: Iterator<ScanFrame, undefined>

  private constructor(job: NeighboursAsked) {
    this.#job = job
    this.#scans = job.scans.values()
  }

  /** Opens the desks; resolves when the server is compiled. */
  static async open(job: NeighboursAsked): Promise<Neighbours> {
    const neighbours = new Neighbours(job)
    const desks = neighbours.#desks
    while (desks.length < job.desks) desks.push(await openDesk(job, neighbours.#ledger, neighbours.#watch))
    await neighbours.#stretch(WARM_UP)
    return neighbours
  }

  /** Scans at the steady pace of the job, for as long as that says or is asked for. */
  stretch(seconds = this.#job.seconds): Promise<Stretch> {
    const { scansPerSecond } = this.#job
    return this.#stretch({ scans: Math.round(seconds * scansPerSecond), perSecond: scansPerSecond })
  }

  async #stretch(pace: { scans: number; perSecond: number }): Promise<Stretch> {
    const { pid } = this.#job
    const begin = performance.now()
    const cpuBefore = cpuTimeMs(pid)
    this.#watch.begin(this.#desks.length)
    await scanSteadily(this.#desks, this.#scans, this.#watch, pace)
    await settled(() => this.#watch.isComplete, SETTLE_MS)
    const cpuMs = (cpuTimeMs(pid) ?? NaN) - (cpuBefore ?? NaN)
    const serverShare = Number.isNaN(cpuMs) ? null : cpuMs / (performance.now() - begin)
    return { answerMs: this.#watch.delays.answerMs, serverShare }
  }

  /** Closes the desks; what was lost or doubled at them. */
  close(): Faults {
    for (const desk of this.#desks) desk.close()
    const positions = this.#desks.map(({ position }) => position)
    return {
      lost: this.#watch.missing + sum(positions.map(({ lost }) => lost)),
      doubled: this.#ledger.doubledVisits + sum(positions.map(({ doubled }) => doubled)),
    }
  }
}

/** Scans at a steady pace, in turn with nobody and with somebody hostile beside; times each until it is answered. */
export async function measureNeighbours(job: NeighboursJob): Promise<NeighboursReport> {
  const neighbours = await Neighbours.open(job)
  const pairs: NeighboursReport['pairs'] = []
  const attacks: AttackTally[] = []
  for (let pair = 0; pair < job.pairs; pair += 1) {
    await sleep(PAUSE_MS)
    const calm = await neighbours.stretch()
    const { attack: asked, ws, token } = job
    const attack = await startAttack({ attack: asked, ws, token })
    const hostile = await neighbours.stretch()
    attacks.push(await endAttack(attack))
    pairs.push({ calm, hostile })
  }
  return { pairs, attacks, ...neighbours.close() }
}

export async function endAttack(attack: RunningAttack): Promise<AttackTally> {
  const tally = await attack.stop()
  if (Object.values(tally).every((count) => count === 0)) throw new Error('The attack did nothing.')
  return tally
}

/** How many members such a job lets in. */
export function scansOfNeighbours({
  seconds,
  scansPerSecond,
  pairs,
}: Pick<NeighboursJob, 'seconds' | 'scansPerSecond' | 'pairs'>): number {
  return scansIn(2 * pairs * seconds, scansPerSecond)
}

/** How many members so many seconds of stretches let in. */
export function scansIn(seconds: number, scansPerSecond: number): number {
  return WARM_UP.scans + Math.round(seconds * scansPerSecond)
}
