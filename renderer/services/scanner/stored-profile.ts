import { KEYBOARD_LAYOUTS } from './keyboard-layouts.ts'
import { ANY_READER, MAX_KEY_GAP_MS, MIN_KEY_GAP_MS, type ReaderProfile } from './reader-profile.ts'
import type { DeskStorage } from '../lasting-storage.ts'

/** Where a desk keeps how its reader types. */
export const PROFILE_KEY = 'av-gym-front-desk reader'

const LAYOUTS: readonly string[] = ['auto', 'as-typed', ...KEYBOARD_LAYOUTS]
const ENDS: readonly string[] = ['enter', 'tab', 'pause', 'any']

/** How this desk's reader types, as it was learned; ANY_READER where nothing was, or where it is not understood. */
export function readProfile(storage: DeskStorage): ReaderProfile {
  const kept = storage.getItem(PROFILE_KEY)
  if (kept === null) return ANY_READER
  try {
    const profile = { ...ANY_READER, ...(JSON.parse(kept) as Partial<ReaderProfile>) }
    if (!isProfile(profile)) return ANY_READER
    // What was learned of a fast reader before there was a floor left a slower one unread.
    return { ...profile, maxKeyGapMs: Math.max(profile.maxKeyGapMs, MIN_KEY_GAP_MS) }
  } catch {
    return ANY_READER
  }
}

export function storeProfile(storage: DeskStorage, profile: ReaderProfile): void {
  storage.setItem(PROFILE_KEY, JSON.stringify(profile))
}

function isProfile({ maxKeyGapMs, prefix, suffix, ends, layout, lengths, pattern }: ReaderProfile): boolean {
  const isTimed = maxKeyGapMs > 0 && maxKeyGapMs <= MAX_KEY_GAP_MS
  const isNamed = ENDS.includes(ends) && LAYOUTS.includes(layout)
  const isMeasured = lengths === null || (Array.isArray(lengths) && lengths.every(Number.isInteger))
  return isTimed && isNamed && isMeasured && isText(prefix) && isText(suffix) && isPattern(pattern)
}

const isText = (value: unknown): boolean => typeof value === 'string'

function isPattern(pattern: unknown): boolean {
  if (pattern === null) return true
  if (typeof pattern !== 'string') return false
  new RegExp(pattern, 'u')
  return true
}
