import type { StormJob, StormReport } from './job.ts'
import { loopbackAddress } from './loopback.ts'
import { SeenFrames } from './seen-frames.ts'
import { StormDesk } from './storm-desk.ts'
import { settled } from './timing.ts'

/** Longer than the promise, so that a desk that is merely late is told from one that never comes. */
const PATIENCE_MS = 90_000

/** Lets all desks begin, vanish in the middle of their first operations, and come back in the same moment. */
export async function measureStorm(job: StormJob): Promise<StormReport> {
  const seen = new SeenFrames()
  const desks = job.recorded.map((recorded, index) => {
    return new StormDesk({ job, recorded, localAddress: loopbackAddress(index + 256), seen })
  })
  for (const desk of desks) await desk.connect()
  await settled(() => desks.every(({ isLive }) => isLive), PATIENCE_MS)
  await Promise.all(desks.map((desk) => desk.sendAndVanish(job.sentBefore)))

  const start = performance.now()
  for (const desk of desks) void desk.connect()
  const head = () => Math.max(...desks.map(({ seq }) => seq))
  const isCurrent = () => {
    const end = head()
    return desks.every((desk) => desk.isLive && desk.waiting === 0 && desk.seq === end)
  }
  await settled(isCurrent, PATIENCE_MS)
  const currentAfterMs = isCurrent() ? performance.now() - start : null
  for (const desk of desks) desk.hangUp()
  const total = (of: (desk: StormDesk) => number) => desks.reduce((sum, desk) => sum + of(desk), 0)
  return {
    currentAfterMs,
    turnedAway: total(({ turnedAway }) => turnedAway),
    refusals: total(({ refusals }) => refusals),
    lost: total(({ lost, waiting }) => lost + waiting),
    doubled: total(({ doubled }) => doubled),
    acknowledged: { checkIns: desks.flatMap(({ checkIns }) => checkIns), checkOuts: [] },
  }
}
