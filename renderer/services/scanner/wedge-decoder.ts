import { MIN_CODE_CHARACTERS } from '../../../server/domain/credential-code.ts'
import { isWriting, readKeys, type CodeKey, type Read } from './decode-keys.ts'
import type { ReaderProfile } from './reader-profile.ts'

/**
 * Tells a scanner that types (a "keyboard wedge") from a person by its rhythm. Pure: keys and their times in, what
 * they mean out. Times are milliseconds of the events' own clock.
 */

/** A code that no Enter or Tab ends has to be longer and faster to be believed. */
const MIN_UNENDED_CHARACTERS = 6

/**
 * A stretch at a scanner's speed may pause this long and go on, as wireless readers and busy computers do: at most once
 * in every KEYS_A_PAUSE keys, which nobody types that evenly.
 */
export const MAX_PAUSE_MS = 250
export const KEYS_A_PAUSE = 5

/** No person keeps this speed: needed for a first pause to be forgiven, and for a code that no Enter or Tab ends. */
const MACHINE_GAP_MS = 45

/**
 * A first key that is this much further from the second than any other two are from each other, and at least so far, may be the
 * last one that a person typed before the scan.
 */
const UNEVEN_RATIO = 2.5
const UNEVEN_GAP_MS = 25

/** Silence after which an unended code is over: longer than any pause within one. */
export const END_OF_CODE_MS = 300

/** Keys so far that may become a scan. */
export interface Burst {
  keys: readonly CodeKey[]
  lastAt: number
  /** The longest time between two of its keys, pauses not counted. */
  longestGapMs: number
  /** The time between its first two keys, and the longest between any later two. */
  firstGapMs: number
  laterGapMs: number
  /** Whether it began in the middle of somebody's typing. */
  isAfterTyping: boolean
  pauses: number
}

/** One key as it came down. */
export interface KeyDown extends CodeKey {
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
  | { is: 'scanned'; burst: null; read: Read }

const ENDING_KEYS = new Set(['Enter', 'Tab'])

/** Line end and return as some readers send them, with Ctrl held. */
const ENDING_COMMANDS = new Set(['j', 'J', 'm', 'M'])

/** Keys that come with characters and are none. */
const ACCOMPANYING_KEYS = new Set(['Shift', 'CapsLock', 'AltGraph', 'NumLock', 'Control', 'Alt'])

/** Keys of the desk's steps, which no reader sends: whoever presses one while a card is being read interrupts nothing. */
const STEP_KEY = /^(F\d{1,2}|Escape)$/

/** True for a key that ends the codes of some readers. */
export function isEnding({ key, isCommand }: KeyDown): boolean {
  return isCommand ? ENDING_COMMANDS.has(key) : ENDING_KEYS.has(key)
}

/** Takes one key. */
export function step(burst: Burst | null, pressed: KeyDown, profile: ReaderProfile): Step {
  const { key, at, isCommand } = pressed
  if (ACCOMPANYING_KEYS.has(key) || STEP_KEY.test(key)) return { is: 'nothing', burst }
  const gapMs = burst === null ? Infinity : at - burst.lastAt
  const isPause = gapMs > profile.maxKeyGapMs
  const goesOn = burst !== null && (!isPause || mayPause(burst, gapMs))
  if (isEnding(pressed)) {
    const isScan = goesOn && isScannerLike(burst, isPause)
    if (!isScan) return { is: 'nothing', burst: null }
    return { is: 'scanned', burst: null, read: readBurst(burst, profile) }
  }
  if (isCommand || !isWriting(pressed)) return { is: 'nothing', burst: null }
  const { code, shift, altGraph } = pressed
  const written: CodeKey = { key, code, shift, altGraph }
  return goesOn
    ? { is: 'going', burst: longer(burst, written, at, isPause) }
    : { is: 'begun', burst: { ...NEW_BURST, keys: [written], lastAt: at, isAfterTyping: burst !== null } }
}

const NEW_BURST = { longestGapMs: 0, firstGapMs: 0, laterGapMs: 0, pauses: 0 }

function longer(burst: Burst, key: CodeKey, at: number, isPause: boolean): Burst {
  const gapMs = at - burst.lastAt
  const isSecond = burst.keys.length === 1
  return {
    ...burst,
    keys: [...burst.keys, key],
    lastAt: at,
    longestGapMs: isPause ? burst.longestGapMs : Math.max(burst.longestGapMs, gapMs),
    firstGapMs: isSecond ? gapMs : burst.firstGapMs,
    laterGapMs: isSecond || isPause ? burst.laterGapMs : Math.max(burst.laterGapMs, gapMs),
    pauses: burst.pauses + (isPause ? 1 : 0),
  }
}

/**
 * What a burst says. A key that somebody typed just before is not told from the code's first one, so nobody is looked up by what
 * may be neither: the card is to be held out again.
 */
function readBurst({ keys, isAfterTyping, firstGapMs, laterGapMs }: Burst, profile: ReaderProfile): Read {
  const read = readKeys(keys, profile)
  const isUneven = firstGapMs >= UNEVEN_GAP_MS && firstGapMs > UNEVEN_RATIO * laterGapMs
  return read.is === 'code' && isAfterTyping && isUneven ? { is: 'ambiguous', typed: read.code } : read
}

/** One pause is forgiven once two keys came at a machine's speed, every further one for KEYS_A_PAUSE keys more. */
function mayPause({ keys, pauses, longestGapMs }: Burst, gapMs: number): boolean {
  if (gapMs > MAX_PAUSE_MS || longestGapMs > MACHINE_GAP_MS) return false
  return pauses === 0 ? keys.length >= 2 : keys.length >= (pauses + 1) * KEYS_A_PAUSE
}

function isScannerLike({ keys, pauses }: Burst, endsAfterPause: boolean): boolean {
  const allPauses = pauses + (endsAfterPause ? 1 : 0)
  return keys.length >= MIN_CODE_CHARACTERS && keys.length >= allPauses * KEYS_A_PAUSE
}

/** True for a reader whose codes may end without a key. One that always sends it is waited for, however busy the PC. */
export function mayEndInSilence({ ends }: ReaderProfile): boolean {
  return ends === 'pause' || ends === 'any'
}

/** What a burst that silence has ended was, or null where it may have been a person. */
export function readAfterSilence(burst: Burst | null, profile: ReaderProfile): Read | null {
  if (!mayEndInSilence(profile)) return null
  if (!burst || burst.keys.length < MIN_UNENDED_CHARACTERS) return null
  const isMachine = burst.pauses === 0 && burst.longestGapMs <= MACHINE_GAP_MS
  return isMachine ? readBurst(burst, profile) : null
}
