import type { ReaderProfile } from './reader-profile.ts'

/** Why keys that came in a reader's rhythm were not read: fewer than any code has, or slower than this desk's reader. */
export type Unread = 'too_short' | 'too_slow'

/** Characters that came evenly one after the other. Times are milliseconds of the events' own clock. */
export interface Stretch {
  characters: number
  lastAt: number
  /** Between any two of them. */
  shortestMs: number
  longestMs: number
}

/** Nobody types this evenly, and no reader less so: two polls of a USB port. */
const EVEN_WITHIN_MS = 16

/** No reader is slower, whatever its manual lets it be set to. */
const SLOWEST_READER_MS = 150

/** Fewer characters are even by chance. */
const LEAST_EVEN_CHARACTERS = 4

/** Three keys so close are no person's, two may be rolled over each other. */
const LEAST_FAST_CHARACTERS = 2
export const FAST_GAP_MS = 45

/** The stretch with one more character, or a new one that begins with it. */
export function withCharacter(stretch: Stretch | null, at: number): Stretch {
  const longer = stretch && lasting(stretch, at)
  if (!longer) return { characters: 1, lastAt: at, shortestMs: Infinity, longestMs: 0 }
  return { ...longer, characters: longer.characters + 1 }
}

/** Why the stretch that an ending key closes now, and that was not read, was not; null where it may have been a person's. */
export function whyUnread(stretch: Stretch | null, at: number, profile: ReaderProfile): Unread | null {
  const ended = stretch && lasting(stretch, at)
  if (!ended) return null
  const { characters, longestMs } = ended
  if (characters >= LEAST_EVEN_CHARACTERS) return longestMs > profile.maxKeyGapMs ? 'too_slow' : null
  return characters >= LEAST_FAST_CHARACTERS && longestMs <= FAST_GAP_MS ? 'too_short' : null
}

/** The stretch up to this key, or null where it came too late or not evenly. */
function lasting(stretch: Stretch, at: number): Stretch | null {
  const gapMs = at - stretch.lastAt
  const shortestMs = Math.min(stretch.shortestMs, gapMs)
  const longestMs = Math.max(stretch.longestMs, gapMs)
  const isEven = gapMs <= SLOWEST_READER_MS && longestMs - shortestMs <= EVEN_WITHIN_MS
  return isEven ? { ...stretch, lastAt: at, shortestMs, longestMs } : null
}
