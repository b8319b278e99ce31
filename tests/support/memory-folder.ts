import { existsSync, statfsSync } from 'node:fs'

/** Where Linux keeps files in memory. */
const IN_MEMORY = '/dev/shm'

/** What the folders of three workers' tests take at most, with room to spare; containers often have no more than 64 MB there. */
const NEEDED_BYTES = 1024 ** 3

/**
 * A folder in memory, where a file is synced at once: a disk takes milliseconds for each commit, and a test makes hundreds. Null where
 * there is none, or too little of it. What a disk does to the hub is for `tests/faults`, which have disks of their own.
 */
export function memoryFolder(): string | null {
  if (!existsSync(IN_MEMORY)) return null
  const { bavail, bsize } = statfsSync(IN_MEMORY)
  return bavail * bsize >= NEEDED_BYTES ? IN_MEMORY : null
}
