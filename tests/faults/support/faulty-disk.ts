import { execFileSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findProgram } from '../../support/find-program.ts'

/** Places of the numbers in the control file, as `interposed/faulty-disk.c` has them. */
const ARMED = 0
const FAIL_WRITE = 1
const FAIL_SYNC = 2
const ERROR = 3
const QUOTA = 4
const WRITES = 5
const SYNCS = 6
const NUMBERS = 8

export const ERRNO = { EIO: 5, ENOSPC: 28 } as const

const SOURCE = new URL('../interposed/faulty-disk.c', import.meta.url).pathname

/** A disk under the hub that can be unplugged and made to fail; null where there is no C compiler. */
export interface FaultyDisk {
  /** What the hub's process needs in its environment. */
  environment: Record<string, string>
  /** From now on calls are counted; the n-th write or sync fails, if asked. */
  arm: (fail?: { write?: number; sync?: number; error: number }) => void
  disarm: () => void
  /** How many writes and syncs there were since it was armed. */
  counted: () => { writes: number; syncs: number }
  /** How many bytes the hub's files may still grow by; null for any number. */
  setQuota: (bytes: number | null) => void
  /** Puts each file back to what its last sync covered. The hub must not run. */
  cutPower: () => void
  remove: () => void
}

/** Compiles the library; null where there is no compiler and none can be had. */
export function compileFaultyDisk(): string | null {
  const compiler = findProgram('cc', 'gcc')
  if (!compiler || process.platform !== 'linux') return null
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-disk-'))
  const library = join(folder, 'faulty-disk.so')
  execFileSync(compiler, ['-O2', '-shared', '-fPIC', '-o', library, SOURCE, '-ldl', '-lpthread'])
  return library
}

export function faultyDisk(library: string, dataFolder: string): FaultyDisk {
  mkdirSync(dataFolder, { recursive: true })
  const folder = realpathSync(dataFolder)
  const own = mkdtempSync(join(tmpdir(), 'frontdesk-faults-'))
  const journals = join(own, 'journals')
  mkdirSync(journals)
  const control = join(own, 'control')
  const fd = openSync(control, 'w+')
  ftruncateSync(fd, NUMBERS * 8)
  const set = (place: number, value: number): void => {
    const bytes = Buffer.alloc(8)
    bytes.writeBigInt64LE(BigInt(value))
    writeSync(fd, bytes, 0, 8, place * 8)
  }
  const get = (place: number): number => {
    const bytes = Buffer.alloc(8)
    readSync(fd, bytes, 0, 8, place * 8)
    return Number(bytes.readBigInt64LE())
  }
  set(QUOTA, -1)
  return {
    environment: {
      LD_PRELOAD: library,
      FAULTY_FOLDER: folder,
      FAULTY_JOURNALS: journals,
      FAULTY_CONTROL: control,
    },
    arm(fail) {
      set(ARMED, 0)
      set(WRITES, 0)
      set(SYNCS, 0)
      set(FAIL_WRITE, fail?.write ?? 0)
      set(FAIL_SYNC, fail?.sync ?? 0)
      set(ERROR, fail?.error ?? 0)
      set(ARMED, 1)
    },
    disarm: () => set(ARMED, 0),
    counted: () => ({ writes: get(WRITES), syncs: get(SYNCS) }),
    setQuota: (bytes) => set(QUOTA, bytes ?? -1),
    cutPower() {
      for (const journal of readdirSync(journals)) {
        playBackwards(join(journals, journal), join(folder, journal.replace(/\.undo$/, '')))
      }
      for (const file of readdirSync(folder)) if (file.endsWith('-shm')) rmSync(join(folder, file))
    },
    remove() {
      closeSync(fd)
      rmSync(own, { recursive: true, force: true })
    },
  }
}

const RECORD_BYTES = 24

/** Undoes the changes of a journal, the last one first, and empties it. */
function playBackwards(journal: string, file: string): void {
  const bytes = readFileSync(journal)
  const records: { offset: number; lengthBefore: number; old: Buffer }[] = []
  for (let at = 0; at + RECORD_BYTES <= bytes.length;) {
    const [offset, lengthBefore, count] = [0, 8, 16].map((place) => Number(bytes.readBigInt64LE(at + place)))
    const old = bytes.subarray(at + RECORD_BYTES, at + RECORD_BYTES + count!)
    // The kill came while this was written, before the change itself.
    if (old.length < count!) break
    records.push({ offset: offset!, lengthBefore: lengthBefore!, old })
    at += RECORD_BYTES + count!
  }
  if (existsSync(file)) {
    const fd = openSync(file, 'r+')
    for (const { offset, lengthBefore, old } of records.reverse()) {
      ftruncateSync(fd, lengthBefore)
      if (old.length > 0) writeSync(fd, old, 0, old.length, offset)
    }
    closeSync(fd)
  }
  rmSync(journal)
}
