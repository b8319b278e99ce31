import type { KeyDown } from './key-kind.ts'

/** One key as it came down, for whoever wants to see what a reader really sends. */
export interface RawKey extends KeyDown {
  /** Milliseconds since the key before it; null for the first. */
  gapMs: number | null
  /** True while Caps Lock was on. */
  caps: boolean
}
