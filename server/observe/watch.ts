import { stat, statfs } from 'node:fs/promises'
import type { Troubles } from './troubles.ts'

/** How often is looked: a trouble is to be known within 5 s. */
const LOOK_MS = 1_000

/** The event loop was stuck for this long: every desk has noticed. */
const STUCK_MS = 1_000

/** How long it is said afterwards that the event loop was stuck. */
const STUCK_SHOWN_MS = 10_000

/** The wall clock went this much another way than time did: somebody set it, or the PC slept. */
const CLOCK_JUMP_MS = 5_000

/** How long a jump of the clock is said: time to read it and to look at the clock. */
const CLOCK_SHOWN_MS = 5 * 60_000

/** With less than this free there is no room for a backup beside the database. */
const LOW_DISK_BYTES = 2 * 1024 ** 3

/** The log is cut back at checkpoints long before; beyond this something holds them up, such as a forgotten reader. */
const WAL_CAP_BYTES = 256 * 1024 ** 2

export interface DiskSizes {
  database: number
  wal: number
  free: number
}

interface WatchParts {
  troubles: Troubles
  /** The database file; its log lies beside it. */
  database: string
  folder: string
  now: () => number
  steadyNow: () => number
  every: (ms: number, callback: () => void) => () => void
}

/** Looks every second at the event loop, the clock and the disk, and reports what is wrong with them. */
export function startWatch(parts: WatchParts): { disk: () => DiskSizes; stop: () => void } {
  const looks = [watchLoop(parts), watchClock(parts)]
  const disk = watchDisk(parts)
  disk.look()
  const stop = parts.every(LOOK_MS, () => {
    for (const look of looks) look()
    disk.look()
  })
  return { disk: disk.sizes, stop }
}

/** What stood in the way of this look did so for every frame as well. */
function watchLoop({ troubles, steadyNow }: WatchParts): () => void {
  let lookedAt = steadyNow()
  let stuckAt = -Infinity
  return () => {
    const at = steadyNow()
    const lateMs = at - lookedAt - LOOK_MS
    lookedAt = at
    if (lateMs > STUCK_MS) {
      stuckAt = at
      const seconds = (lateMs / 1000).toFixed(1)
      troubles.report('event_loop_stuck', `The hub did nothing for ${seconds} s a moment ago.`)
    } else if (at - stuckAt > STUCK_SHOWN_MS) troubles.clear('event_loop_stuck')
  }
}

function watchClock({ troubles, now, steadyNow }: WatchParts): () => void {
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
      troubles.report('clock_suspect', sentence)
    } else if (at - jumpedAt > CLOCK_SHOWN_MS) troubles.clear('clock_suspect')
  }
}

function watchDisk({ troubles, database, folder }: WatchParts): { look: () => void; sizes: () => DiskSizes } {
  let sizes: DiskSizes = { database: 0, wal: 0, free: 0 }
  let isLooking = false
  const look = async (): Promise<void> => {
    const [file, wal, disk] = await Promise.all([sizeOf(database), sizeOf(`${database}-wal`), statfs(folder)])
    sizes = { database: file, wal, free: disk.bavail * disk.bsize }
    say(troubles, sizes)
  }
  return {
    sizes: () => sizes,
    look() {
      // A disk that does not answer is not asked again and again.
      if (isLooking) return
      isLooking = true
      void look()
        .catch(() => undefined)
        .finally(() => (isLooking = false))
    },
  }
}

function say(troubles: Troubles, { wal, free }: DiskSizes): void {
  if (free < LOW_DISK_BYTES) {
    const gigabytes = (free / 1024 ** 3).toFixed(1)
    troubles.warn('disk_low', `The disk has ${gigabytes} GB left. Make room: below 2 GB backups may fail.`)
  } else troubles.clear('disk_low')
  if (wal > WAL_CAP_BYTES) {
    const megabytes = Math.round(wal / 1024 ** 2)
    troubles.report(
      'wal_too_large',
      `The database's log has ${megabytes} MB. End other programs that read the database.`,
    )
  } else troubles.clear('wal_too_large')
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch {
    return 0
  }
}
