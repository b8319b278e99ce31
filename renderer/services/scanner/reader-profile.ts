import type { KeyboardLayout } from './keyboard-layouts.ts'

/** How a desk's reader types, learned in the set-up from a test code. */
export interface ReaderProfile {
  /** Longest time between two of its keys, milliseconds. */
  maxKeyGapMs: number
  /** What it types before and after each code, its ending key not counted. */
  prefix: string
  suffix: string
  /** What ends a code; `any` before anything was learned. */
  ends: 'enter' | 'tab' | 'pause' | 'any'
  /**
   * The layout that the reader is set to: its codes are then read from the physical keys, whatever the PC's layout and
   * Caps Lock make of them. `as-typed`: the PC's characters are right. `auto`: those of a US reader where only they look
   * like a code.
   */
  layout: 'auto' | 'as-typed' | KeyboardLayout
  /** Fewest and most characters of the gym's codes, or null where they are not known. */
  lengths: readonly [fewest: number, most: number] | null
  /** What every code of the gym looks like (a regular expression for the whole code), or null. */
  pattern: string | null
}

/** Slow readers take 50 ms a character, the fastest people type at 60. */
export const MAX_KEY_GAP_MS = 55

/**
 * Every reader that types at least this fast is believed, however fast the one was that the desk learned: there may be a slower one
 * beside it, and no person keeps this speed.
 */
export const MIN_KEY_GAP_MS = 45

/** Before a desk's reader was set up. */
export const ANY_READER: ReaderProfile = {
  maxKeyGapMs: MAX_KEY_GAP_MS,
  prefix: '',
  suffix: '',
  ends: 'any',
  layout: 'auto',
  lengths: null,
  pattern: null,
}
