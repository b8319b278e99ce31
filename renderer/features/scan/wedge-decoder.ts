/**
 * Tells a scanner that types (a "keyboard wedge") from a person by its rhythm. Pure: keys and their times in, what
 * they mean out. Times are milliseconds of the events' own clock.
 */

/** Longest time between two keys of a scan: slow readers take 50 ms a character; people roll two keys faster, not four. */
export const MAX_KEY_GAP_MS = 60

/** Fewer characters are never a scan: the shortest codes on cards have four. */
export const MIN_CODE_CHARACTERS = 4

/** A code that no Enter or Tab ends has to be longer and faster to be believed. */
export const MIN_UNENDED_CHARACTERS = 6
export const MAX_UNENDED_GAP_MS = 35

/** Silence after which an unended code is over. */
export const END_OF_CODE_MS = 120

/** Keys so far that may become a scan. */
export interface Burst {
  code: string
  startedAt: number
  lastAt: number
}

/** One key as it came down. `key` is the event's own: a character, or a name such as Enter. */
export interface KeyDown {
  key: string
  at: number
  /** True where Ctrl, Alt or Meta was held without making a character: a command, not text. */
  isCommand: boolean
}

export type Step =
  /** The key belongs to nobody's burst. */
  | { is: 'nothing'; burst: Burst | null }
  /** The first key of what may become a scan. */
  | { is: 'begun'; burst: Burst }
  /** One more key at a scanner's speed. */
  | { is: 'going'; burst: Burst }
  /** Enter or Tab ended a scan: the key is the scanner's, not the person's. */
  | { is: 'scanned'; burst: null; code: string }

const ENDING_KEYS = new Set(['Enter', 'Tab'])

/** Keys that come with characters and are none. */
const ACCOMPANYING_KEYS = new Set(['Shift', 'CapsLock', 'AltGraph', 'NumLock'])

/** Takes one key. */
export function step(burst: Burst | null, { key, at, isCommand }: KeyDown): Step {
  if (ACCOMPANYING_KEYS.has(key)) return { is: 'nothing', burst }
  const isInRhythm = burst !== null && at - burst.lastAt <= MAX_KEY_GAP_MS
  if (ENDING_KEYS.has(key) && !isCommand) {
    const isScan = isInRhythm && burst.code.length >= MIN_CODE_CHARACTERS
    return isScan ? { is: 'scanned', burst: null, code: burst.code } : { is: 'nothing', burst: null }
  }
  if (isCommand || !isCharacter(key)) return { is: 'nothing', burst: null }
  if (isInRhythm) return { is: 'going', burst: { ...burst, code: burst.code + key, lastAt: at } }
  return { is: 'begun', burst: { code: key, startedAt: at, lastAt: at } }
}

/** The code of a burst that silence has ended, or null where it may have been a person. */
export function codeAfterSilence(burst: Burst | null): string | null {
  if (!burst || burst.code.length < MIN_UNENDED_CHARACTERS) return null
  const meanGapMs = (burst.lastAt - burst.startedAt) / (burst.code.length - 1)
  return meanGapMs <= MAX_UNENDED_GAP_MS ? burst.code : null
}

function isCharacter(key: string): boolean {
  return key.length === 1 || (key.length === 2 && key.codePointAt(0) !== key.charCodeAt(0))
}
