import { readlinkSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { basename } from 'node:path'

/** Where Linux says which thread asks: `1234/task/1240`. */
const THIS_THREAD = '/proc/thread-self'

/**
 * Lets the hub's own thread go first wherever the two share a core: what this thread does nobody at a desk waits for. On Linux alone, whose
 * threads have a priority each; elsewhere, and where it may not, nothing changes.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return
  try {
    setPriority(Number(basename(readlinkSync(THIS_THREAD))), constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // A container may hide it: then both are equal, as they were.
  }
}
