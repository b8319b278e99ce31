import {
  closeSync,
  existsSync,
  fchmodSync,
  fstatSync,
  mkdirSync,
  openSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

/** How much of a log is kept. */
export interface KeptLog {
  /** The current file is `NAME.log`, the one before `NAME.1.log`, and so on. */
  name: string
  /** A file is set aside before it grows beyond this, in bytes. */
  maxBytes: number
  /** Files kept, the current one included. */
  files: number
}

/** The hub's: any editor opens 10 MB still, and 100 MB are weeks of a gym, and nothing to a disk. */
export const HUB_LOG: KeptLog = { name: 'hub', maxBytes: 10 * 1024 * 1024, files: 10 }

/** The files of a log in a folder, the newest first; not every one has to be there. */
export function logPaths(folder: string, { name, files }: KeptLog): string[] {
  return Array.from({ length: files }, (_, age) =>
    join(folder, age === 0 ? `${name}.log` : `${name}.${age}.log`),
  )
}

/**
 * Opens a log in the folder for appending, for this user only. Before its current file would grow beyond its bound it becomes the
 * one before, and so on; what was the oldest is gone. The bound holds to the byte and over restarts, which it does not with pino-roll:
 * that one sets aside only when its stream has run dry. Throws where it cannot be opened; a line that cannot be written later is
 * dropped, because a full disk stops no hub.
 */
export function openLogFile(folder: string, kept: KeptLog): { write: (line: string) => void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const paths = logPaths(folder, kept)
  const [current = ''] = paths
  // Null while no file is open: the number of a closed one may be another file's by now, even the database's.
  let file: { descriptor: number; bytes: number } | null = openCurrent(current)
  const write = (line: string): void => {
    const bytes = Buffer.byteLength(line)
    if (file && file.bytes > 0 && file.bytes + bytes > kept.maxBytes) {
      const { descriptor } = file
      file = null
      closeSync(descriptor)
      setAside(paths)
    }
    file ??= openCurrent(current)
    file.bytes += writeSync(file.descriptor, line)
  }
  return {
    write(line) {
      try {
        write(line)
      } catch {
        // stderr has the line too.
      }
    },
  }
}

function openCurrent(path: string): { descriptor: number; bytes: number } {
  const descriptor = openSync(path, 'a', 0o600)
  fchmodSync(descriptor, 0o600)
  return { descriptor, bytes: fstatSync(descriptor).size }
}

function setAside(paths: readonly string[]): void {
  for (const [age, older] of [...paths.entries()].reverse()) {
    const newer = paths[age - 1]
    if (newer !== undefined && existsSync(newer)) renameSync(newer, older)
  }
}
