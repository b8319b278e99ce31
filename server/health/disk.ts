import { stat, statfs } from 'node:fs/promises'
import type { Problems } from './problems.ts'

/** With less than this free there is no room for a backup beside the database. */
const LOW_DISK_BYTES = 2 * 1024 ** 3

/** The log is cut back at checkpoints long before; beyond this something holds them up, such as a forgotten reader. */
const WAL_CAP_BYTES = 256 * 1024 ** 2

/** Sizes in bytes, as last looked at. */
export interface DiskSizes {
  database: number
  wal: number
  free: number
}

/** The files to look at, and how. */
export interface DiskParts {
  /** The database file; its log lies beside it. */
  database: string
  folder: string
  /** Bytes that we may still write there. */
  freeBytes: (folder: string) => Promise<number>
}

/** Looks at the sizes of the database and at what room there is, and reports both where they are wrong. */
export function watchDisk(
  problems: Problems,
  { database, folder, freeBytes }: DiskParts,
): { look: () => void; sizes: () => DiskSizes } {
  let sizes: DiskSizes = { database: 0, wal: 0, free: 0 }
  let isLooking = false
  const look = async (): Promise<void> => {
    const [file, wal, free] = await Promise.all([
      sizeOf(database),
      sizeOf(`${database}-wal`),
      freeBytes(folder),
    ])
    sizes = { database: file, wal, free }
    say(problems, sizes)
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

function say(problems: Problems, { wal, free }: DiskSizes): void {
  if (free < LOW_DISK_BYTES) {
    const gigabytes = (free / 1024 ** 3).toFixed(1)
    problems.warn(
      'disk_low',
      `The disk has ${gigabytes} GB left. Free some space: below 2 GB, backups may fail.`,
    )
  } else problems.clear('disk_low')
  if (wal > WAL_CAP_BYTES) {
    const megabytes = Math.round(wal / 1024 ** 2)
    const sentence = `The database log has grown to ${megabytes} MB. Close other programs that read the database.`
    problems.report('wal_too_large', sentence)
  } else problems.clear('wal_too_large')
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch {
    return 0
  }
}

/** Bytes that this user may still write to the disk of a folder. */
export async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
