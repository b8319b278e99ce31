import type { Read } from './decode-keys.ts'

/** Time and how to wait, so that a test need not. */
export interface ScanTimers {
  setTimeout: (callback: () => void, ms: number) => number
  clearTimeout: (timer: number) => void
}

/** Holds what was read until it is known whether that is all that the reader sends. */
interface HeldRead {
  /** Tells of it once no further line can come: `nextLineMs` after its last key, of which the page heard `lateMs` late. */
  hold: (read: Read, nextLineMs: number, lateMs: number) => void
  /** One more key came with it that is no text: a further line may come as long after this one. */
  prolong: (lateMs: number) => void
  /** Tells of what is held now. */
  tell: () => void
  /** It was not all: nobody is told. */
  drop: () => void
}

export function holdReads(timers: ScanTimers, onRead: (read: Read) => void): HeldRead {
  let held: { read: Read; nextLineMs: number; timer: number } | null = null
  const drop = (): void => {
    if (held) timers.clearTimeout(held.timer)
    held = null
  }
  const tell = (): void => {
    const read = held?.read
    drop()
    if (read) onRead(read)
  }
  const wait = (read: Read, nextLineMs: number, lateMs: number): void => {
    held = { read, nextLineMs, timer: timers.setTimeout(tell, nextLineMs + lateMs) }
  }
  return {
    hold(read, nextLineMs, lateMs) {
      tell()
      wait(read, nextLineMs, lateMs)
    },
    prolong(lateMs) {
      if (!held) return
      timers.clearTimeout(held.timer)
      wait(held.read, held.nextLineMs, lateMs)
    },
    ...{ tell, drop },
  }
}
