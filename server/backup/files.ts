import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** The end of the name of what is not finished. Nothing is ever read from such a file, and anybody may remove it. */
export const PARTIAL = '.partial'

/** What SQLite may put beside a database file. */
export const SIDE_FILES = ['-wal', '-shm', '-journal'] as const

/** Read at once while a file is summed: large enough for the disk, small beside the hub's memory. */
const CHUNK_BYTES = 1024 * 1024

/** The SHA-256 of a file's bytes, in hex. Never ask for a database that this process has open: SQLite's locks would go. */
export function sha256OfFile(file: string): string {
  const sum = createHash('sha256')
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
  const source = openSync(file, 'r')
  try {
    for (let read = readSync(source, chunk); read > 0; read = readSync(source, chunk)) {
      sum.update(chunk.subarray(0, read))
    }
  } finally {
    closeSync(source)
  }
  return sum.digest('hex')
}

/** Returns when the file's content is on the disk. */
export function syncFile(file: string): void {
  sync(openSync(file, 'r+'))
}

/** Returns when the names in the folder are on the disk, where the system can say so (Windows cannot). */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  sync(openSync(folder, 'r'))
}

function sync(opened: number): void {
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

/**
 * Writes a small file so that there is either its old content or all of the new, on the disk with its name; readable by this user
 * only. By hand, because what a process that ended leaves here must have the one name that the next one takes away.
 */
export function writeWhole(file: string, content: string): void {
  const draft = `${file}${PARTIAL}`
  rmSync(draft, { force: true })
  writeFileSync(draft, content, { mode: 0o600, flush: true })
  renameSync(draft, file)
  syncFolder(dirname(file))
}

/** Removes a database file, or a folder with one, and what SQLite put beside it. */
export function removeDatabase(path: string): void {
  for (const side of ['', ...SIDE_FILES]) rmSync(`${path}${side}`, { recursive: true, force: true })
}
