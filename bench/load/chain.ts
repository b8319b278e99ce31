import { newTimeOrderedId } from '../../server/platform/uuid-v7.ts'
import { sum } from '../statistics.ts'
import { ChainWatch } from './chain-watch.ts'
import { openDesk, type Desk } from './desk.ts'
import { EventLedger } from './event-ledger.ts'
import { scanSteadily } from './fanout.ts'
import type { ChainAddress, ChainJob, ChainReport, Faults, ScanFrame } from './job.ts'
import { settled } from './timing.ts'

/** Not measured: so that fresh hubs are compiled. */
export const CHAIN_WARM_UP = { scans: 150, perSecond: 50 }

/** How long the last desk may take before a scan counts as lost there. */
const SETTLE_MS = 10_000

/** Desks at several hubs on one database, and what they are told. */
export class ChainDesks {
  readonly desks: Desk[] = []
  readonly watch: ChainWatch
  readonly #ledger = new EventLedger()

  private constructor(watch: ChainWatch) {
    this.watch = watch
  }

  /** Opens them, at each hub in turn. */
  static async open({ hubs, token, desksAHub }: ChainAddress): Promise<ChainDesks> {
    const chain = new ChainDesks(new ChainWatch(hubs.length, desksAHub))
    for (let desk = 0; desk < desksAHub * hubs.length; desk += 1) {
      const hub = desk % hubs.length
      const ws = hubs[hub] ?? ''
      chain.desks.push(await openDesk({ ws, token }, chain.#ledger, chain.watch.listenerAt(hub)))
    }
    return chain
  }

  /** Sends one scan, from the desk of this number. */
  send({ type, memberId, payload }: ScanFrame, desk: number): void {
    const requestId = newTimeOrderedId()
    this.watch.sent(requestId, memberId, desk)
    this.desks[desk]?.send(JSON.stringify({ type, requestId, payload }))
  }

  /** Resolves when every desk has been told all up to this event, or when it never will. */
  level(seq: number): Promise<void> {
    return settled(() => this.desks.every(({ position }) => position.nextSeq > seq), SETTLE_MS)
  }

  /** Closes them when all is answered and told; what was lost or doubled at them. */
  async close(): Promise<Faults> {
    await settled(() => this.watch.missing === 0, SETTLE_MS)
    for (const desk of this.desks) desk.close()
    const positions = this.desks.map(({ position }) => position)
    return {
      lost: this.watch.missing + sum(positions.map(({ lost }) => lost)),
      doubled: this.#ledger.doubledVisits + sum(positions.map(({ doubled }) => doubled)),
    }
  }
}

/** Scans at a steady pace at several hubs; times each until it is answered, and from there until it is known at the others. */
export async function measureChain(job: ChainJob): Promise<ChainReport> {
  const chain = await ChainDesks.open(job)
  const { desks, watch } = chain
  const scans = job.scans.values()
  const measured = { scans: Math.round(job.seconds * job.scansPerSecond), perSecond: job.scansPerSecond }
  await scanSteadily(desks, scans, watch, CHAIN_WARM_UP)
  await settled(() => watch.missing === 0, SETTLE_MS)
  watch.begin()
  await scanSteadily(desks, scans, watch, measured)
  const faults = await chain.close()
  return { ...faults, answerMs: watch.answerMs, elsewhereMs: watch.elsewhereMs }
}
