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

/** A file is set aside before it grows beyond this: still opened by any editor. */
const MAX_FILE_BYTES = 10 * 1024 * 1024

/** Files kept, the current one included: 100 MB are weeks of a gym, and nothing to a disk. */
const KEPT_FILES = 10

/**
 * Opens `hub.log` in the folder for appending, for this user only. Before it would grow beyond 10 MB it becomes
 * `hub.1.log`, that one `hub.2.log`, and so on to `hub.9.log`; what was there is gone. The bound holds to the byte
 * and over restarts, which it does not with pino-roll: that one sets aside only when its stream has run dry. Throws
 * where it cannot be opened; a line that cannot be written later is dropped, because a full disk stops no hub.
 */
export function openLogFile(folder: string): { write: (line: string) => void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // Null while no file is open: the number of a closed one may be another file's by now, even the database's.
  let file: { descriptor: number; bytes: number } | null = openCurrent(folder)
  const write = (line: string): void => {
    const bytes = Buffer.byteLength(line)
    if (file && file.bytes > 0 && file.bytes + bytes > MAX_FILE_BYTES) {
      const { descriptor } = file
      file = null
      closeSync(descriptor)
      setAside(folder)
    }
    file ??= openCurrent(folder)
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

function pathOf(folder: string, number: number): string {
  return join(folder, number === 0 ? 'hub.log' : `hub.${number}.log`)
}

function openCurrent(folder: string): { descriptor: number; bytes: number } {
  const descriptor = openSync(pathOf(folder, 0), 'a', 0o600)
  fchmodSync(descriptor, 0o600)
  return { descriptor, bytes: fstatSync(descriptor).size }
}

function setAside(folder: string): void {
  for (let number = KEPT_FILES - 1; number > 0; number -= 1) {
    const from = pathOf(folder, number - 1)
    if (existsSync(from)) renameSync(from, pathOf(folder, number))
  }
}
