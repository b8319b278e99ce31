import type { Read } from './decode-keys.ts'

/** Time and how to wait, so that a test need not. */
export interface ScanTimers {
  setTimeout: (callback: () => void, ms: number) => number
  clearTimeout: (timer: number) => void
}

/** Holds what was read until it is known whether that is all that the reader sends. */
interface HeldRead {
  /** Tells of it after so many milliseconds. */
  hold: (read: Read, ms: number) => void
  /** Tells of what is held now. */
  tell: () => void
  /** It was not all: nobody is told. */
  drop: () => void
}

export function holdReads(timers: ScanTimers, onRead: (read: Read) => void): HeldRead {
  let held: { read: Read; timer: number } | null = null
  const drop = (): void => {
    if (held) timers.clearTimeout(held.timer)
    held = null
  }
  const tell = (): void => {
    const read = held?.read
    drop()
    if (read) onRead(read)
  }
  return {
    hold(read, ms) {
      tell()
      held = { read, timer: timers.setTimeout(tell, ms) }
    },
    ...{ tell, drop },
  }
}
