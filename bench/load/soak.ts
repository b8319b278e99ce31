import { readdirSync } from 'node:fs'
import { newTimeOrderedId } from '../../server/platform/uuid-v7.ts'
import { openDesk, type Desk } from './desk.ts'
import { EventLedger } from './event-ledger.ts'
import type { SoakJob, SoakReport, SoakSample } from './job.ts'
import { settled, sleep } from './timing.ts'

/** Not measured: fills what the hub keeps in memory by design, such as its record of the last 20,000 commands. */
const WARM_UP = { scans: 21_000, perSecond: 300 }

/** Between two looks at the hub. */
const SAMPLE_MS = 5_000

/** How long the last answers may take before they count as lost. */
const SETTLE_MS = 10_000

/** Scans at a steady pace, members in and out in turn, and looks at the server now and then. */
export async function measureSoak(job: SoakJob): Promise<SoakReport> {
  const ledger = new EventLedger()
  const tally = { sent: 0, answered: 0 }
  const answered = (): void => void (tally.answered += 1)
  const desks: Desk[] = []
  while (desks.length < job.desks) desks.push(await openDesk(job, ledger, { answered }))
  const scan = (): void => {
    const { payload } = job.scans[tally.sent % job.scans.length] ?? {}
    const text = JSON.stringify({ type: 'scan', requestId: newTimeOrderedId(), payload })
    desks[tally.sent++ % desks.length]?.send(text)
  }
  await steadily(WARM_UP.perSecond, WARM_UP.scans, scan)
  const start = performance.now()
  const samples: SoakSample[] = []
  const sampling = setInterval(() => {
    void sampleOf(job, (performance.now() - start) / 1000).then((sample) => samples.push(sample))
  }, SAMPLE_MS)
  await steadily(job.scansPerSecond, job.seconds * job.scansPerSecond, scan)
  clearInterval(sampling)
  await settled(() => tally.answered === tally.sent, SETTLE_MS)
  for (const desk of desks) desk.close()
  const positions = desks.map(({ position }) => position)
  return {
    operations: tally.answered - WARM_UP.scans,
    samples,
    lost: tally.sent - tally.answered + positions.reduce((sum, { lost }) => sum + lost, 0),
    doubled: ledger.doubledVisits + positions.reduce((sum, { doubled }) => sum + doubled, 0),
  }
}

async function steadily(perSecond: number, count: number, act: () => void): Promise<void> {
  const start = performance.now()
  for (let done = 0; done < count; done += 1) {
    const waitMs = start + (done * 1000) / perSecond - performance.now()
    if (waitMs > 0) await sleep(waitMs)
    act()
  }
}

/** What the hub says of itself, and the system of its handles. */
async function sampleOf({ ws, pid }: SoakJob, atS: number): Promise<SoakSample> {
  const response = await fetch(`http://${new URL(ws).host}/metrics`)
  const text = await response.text()
  const read = (series: string): number => {
    const line = text.split('\n').find((each) => each.startsWith(`${series} `))
    return Number(line?.slice(series.length) ?? NaN)
  }
  return {
    atS,
    residentBytes: read('frontdesk_memory_bytes{kind="resident"}'),
    heapBytes: read('frontdesk_memory_bytes{kind="heap_used"}'),
    walBytes: read('frontdesk_disk_bytes{what="wal"}'),
    handles: process.platform === 'linux' ? readdirSync(`/proc/${pid}/fd`).length : NaN,
  }
}
