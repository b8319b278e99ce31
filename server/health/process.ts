import type { Problems } from './problems.ts'
import { watchDisk, type DiskParts, type DiskSizes } from './disk.ts'

/** How often is looked: a trouble is to be known within 5 s. */
const LOOK_MS = 1_000

/** The event loop was stuck for this long: every desk has noticed. */
const STUCK_MS = 1_000

/** How long it is warned afterwards that the event loop was stuck. It is over by then: whoever asks is answered. */
const STUCK_SHOWN_MS = 10_000

/** The wall clock went this much another way than time did: somebody set it, or the PC slept. */
const CLOCK_JUMP_MS = 5_000

/** How long a jump of the clock is said: time to read it and to look at the clock. */
const CLOCK_SHOWN_MS = 5 * 60_000

interface Clocks {
  now: () => number
  steadyNow: () => number
}

interface WatchParts extends Clocks, DiskParts {
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

function watchClock(problems: Problems, { now, steadyNow }: Clocks): () => void {
  let offset = now() - steadyNow()
  let jumpedAt = -Infinity
  return () => {
    const at = steadyNow()
    const jumpMs = now() - at - offset
    // A clock that is slowly put right does not jump.
    offset += jumpMs
    if (Math.abs(jumpMs) > CLOCK_JUMP_MS) {
      jumpedAt = at
      const [seconds, way] = [Math.round(Math.abs(jumpMs) / 1000), jumpMs > 0 ? 'forward' : 'back']
      const sentence = `The clock of this PC went ${seconds} s ${way}. Check its date and time.`
      problems.report('clock_suspect', sentence)
    } else if (at - jumpedAt > CLOCK_SHOWN_MS) problems.clear('clock_suspect')
  }
}
