import type { Cores } from './cores.ts'
import type { Findings } from './findings.ts'
import type { StormJob } from './load/job.ts'
import { compareWithStore } from './stored-visits.ts'
import { takeTurn, type Contestant } from './turn.ts'

/** What each desk recorded while the hub was away: two hours of a busy one. */
const RECORDED = 100

/** Of those, what was on its way when the line broke: whether it was done nobody knows. */
const SENT_BEFORE = 10

/** The promise. */
const CURRENT_WITHIN_MS = 30_000

interface Measuring {
  stormDesks: number
  cores: Cores
  say: (progress: string) => void
}

/** How many members the storm lets in. */
export function scansOfStorm({ stormDesks }: Pick<Measuring, 'stormDesks'>): number {
  return stormDesks * RECORDED
}

/** Lets many desks come back in one moment, each with what it recorded, keeping to the rate that the hub announces. */
export async function checkStorm(hub: Contestant, { stormDesks, cores, say }: Measuring): Promise<Findings> {
  say(`storm: ${stormDesks} desks come back`)
  const jobFor = ({ ws }: { ws: string }): StormJob => {
    const recorded = Array.from({ length: stormDesks }, (_, desk) => {
      return hub.scans.slice(desk * RECORDED, (desk + 1) * RECORDED)
    })
    return { kind: 'storm', ws, token: hub.token, recorded, sentBefore: SENT_BEFORE }
  }
  const { report, stored } = await takeTurn(hub, cores, jobFor, (report, file) => {
    return { report, stored: compareWithStore(file, hub.visitsBefore, report.acknowledged) }
  })
  const { currentAfterMs, turnedAway, refusals } = report
  const after = currentAfterMs === null ? 'never' : `after ${(currentAfterMs / 1000).toFixed(1)} s`
  console.log(
    `\nReconnect storm: ${stormDesks} desks come back at once, each with ${RECORDED} recorded scans, the first ` +
      `${SENT_BEFORE} of them sent before and not answered\nall current ${after} (promised within ` +
      `${CURRENT_WITHIN_MS / 1000} s); ${turnedAway} attempts turned away, ${refusals} scans put off`,
  )
  const isLate = currentAfterMs === null || currentAfterMs > CURRENT_WITHIN_MS
  return {
    faults: [
      {
        name: hub.subject.name,
        lost: report.lost + stored.lost,
        doubled: report.doubled + stored.doubled,
      },
    ],
    judgements: [],
    broken: isLate ? [`In the storm the desks were all current ${after}.`] : [],
  }
}
