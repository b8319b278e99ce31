import type { Clocks, TrustedClock } from '../platform/trusted-clock.ts'
import type { Problems } from './problems.ts'
import { watchClock } from './clock.ts'
import { watchDisk, type DiskParts, type DiskSizes } from './disk.ts'

/** How often is looked: a trouble is to be known within 5 s. */
const LOOK_MS = 1_000

/** The event loop was stuck for this long: every desk has noticed. */
const STUCK_MS = 1_000

/** How long it is warned afterwards that the event loop was stuck. It is over by then: whoever asks is answered. */
const STUCK_SHOWN_MS = 10_000

interface WatchParts extends Clocks, DiskParts {
  clock: Pick<TrustedClock, 'suspectByMs'>
  problems: Problems
  every: (ms: number, callback: () => void) => () => void
}

/** Looks every second at the event loop, the clock and the disk, and reports what is wrong with them. */
export function startWatch(parts: WatchParts): { disk: () => DiskSizes; stop: () => void } {
  const { problems, every } = parts
  const lookAtLoop = watchLoop(problems, parts)
  const lookAtClock = watchClock(problems, parts)
  const disk = watchDisk(problems, parts)
  disk.look()
  const stop = every(LOOK_MS, () => {
    lookAtLoop()
    lookAtClock()
    disk.look()
  })
  return { disk: disk.sizes, stop }
}

/** What stood in the way of this look did so for every frame as well. */
function watchLoop(problems: Problems, { steadyNow }: Clocks): () => void {
  let lookedAt = steadyNow()
  let stuckAt = -Infinity
  return () => {
    const at = steadyNow()
    const lateMs = at - lookedAt - LOOK_MS
    lookedAt = at
    if (lateMs > STUCK_MS) {
      stuckAt = at
      const seconds = (lateMs / 1000).toFixed(1)
      problems.warn('event_loop_stuck', `The hub did not respond for ${seconds} s a moment ago.`)
    } else if (at - stuckAt > STUCK_SHOWN_MS) problems.clear('event_loop_stuck')
  }
}
