import { MIN_CODE_CHARACTERS } from '../../../server/domain/credential-code.ts'
import { MAX_CODE_CHARACTERS } from '../../../server/protocol/limits.ts'
import type { CodeKey } from './decode-keys.ts'
import type { ReaderProfile } from './reader-profile.ts'
import { FAST_GAP_MS } from './unread.ts'

/** Without an Enter or Tab behind them it takes more of them: fast typists have words whose first letters are as close. */
const MIN_SURE_CHARACTERS = 6

/**
 * A stretch at a scanner's speed may pause this long and go on, as wireless readers and busy computers do: at most once
 * in every KEYS_A_PAUSE keys, which nobody types that evenly.
 */
export const MAX_PAUSE_MS = 250
export const KEYS_A_PAUSE = 5

/** What comes so long after keys that were a reader's and that nothing ended may be the rest of their code. */
export const REST_MS = 1_000

/** Who has typed nothing for so long is not in the middle of typing: what begins then is as likely a card's. */
const TYPING_PAUSE_MS = 1_000

/** A character and an ending key that are closer are one reader's: not even keys that are rolled over each other are. */
const ONE_BLOW_MS = 15

/** Keys so far that may become a scan. Immutable. */
export interface Burst {
  is: 'burst'
  /** Those that write. */
  keys: readonly CodeKey[]
  lastAt: number
  /** The longest time between two of its keys, pauses not counted. */
  longestGapMs: number
  /** The time between its first two keys, and the longest between any later two. */
  firstGapMs: number
  laterGapMs: number
  pauses: number
  /** Digits so far of a character that is typed as Alt and its number. */
  altDigits: string
  /** Whether it began in the middle of somebody's typing. */
  isAfterTyping: boolean
  /** Whether something of the code may be missing: nobody is looked up by what is left. */
  isTorn: boolean
  /** Whether it is the rest of what was a reader's for sure. */
  isRest: boolean
  /** Until when what begins may be the rest of a code whose head came before. */
  restUntil: number
}

/** Nothing that may become a scan. */
export const NO_BURST: Burst = {
  ...{ is: 'burst', keys: [], lastAt: -Infinity, longestGapMs: 0, firstGapMs: 0, laterGapMs: 0, pauses: 0 },
  ...{ altDigits: '', isAfterTyping: false, isTorn: false, isRest: false, restUntil: -Infinity },
}

/** How a key comes after a burst: as its next key, after a pause that a reader is forgiven, or as no part of it. */
export type Link = 'next' | 'paused' | 'apart'

export function linkOf(burst: Burst, at: number, { maxKeyGapMs }: ReaderProfile): Link {
  const gapMs = at - burst.lastAt
  if (gapMs <= maxKeyGapMs) return 'next'
  return mayPause(burst, gapMs) ? 'paused' : 'apart'
}

/** One pause is forgiven once two keys came at a machine's speed, every further one for KEYS_A_PAUSE keys more. */
function mayPause({ keys, pauses, longestGapMs }: Burst, gapMs: number): boolean {
  if (gapMs > MAX_PAUSE_MS || longestGapMs > FAST_GAP_MS) return false
  return pauses === 0 ? keys.length >= 2 : keys.length >= (pauses + 1) * KEYS_A_PAUSE
}

/** True for keys that no person types: so many, and all so close. */
export function isReaders({ keys, longestGapMs }: Burst): boolean {
  return keys.length >= MIN_CODE_CHARACTERS && longestGapMs <= FAST_GAP_MS
}

/** The same without any doubt: what a person has typed is never taken out of a field, and is no code without an end. */
export function isSurelyReaders(burst: Burst): boolean {
  return isReaders(burst) && burst.keys.length >= MIN_SURE_CHARACTERS
}

/** The same of keys whose end comes late: a person rolls four of them as fast, but not as close as one blow. */
export function isReadersThoughLate(burst: Burst): boolean {
  return isSurelyReaders(burst) || (isReaders(burst) && burst.longestGapMs <= ONE_BLOW_MS)
}

/** True where a burst and the ending key now are a reader's, although they are no code. */
export function isReadersLine(burst: Burst, at: number): boolean {
  const { keys, longestGapMs, pauses } = burst
  const slowestMs = Math.max(longestGapMs, at - burst.lastAt)
  if (keys.length === 0 || pauses > 0) return false
  return slowestMs <= (keys.length < MIN_CODE_CHARACTERS - 1 ? ONE_BLOW_MS : FAST_GAP_MS)
}

/** The burst with one more key, which writes `written`, or nothing of the code where that is null. */
export function withKey(burst: Burst, at: number, link: Link, written: CodeKey | null): Burst {
  const gapMs = at - burst.lastAt
  const isPause = link === 'paused'
  const isSecond = burst.keys.length === 1
  return withWritten(
    {
      ...burst,
      lastAt: at,
      longestGapMs: isPause ? burst.longestGapMs : Math.max(burst.longestGapMs, gapMs),
      firstGapMs: isSecond ? gapMs : burst.firstGapMs,
      laterGapMs: isSecond || isPause ? burst.laterGapMs : Math.max(burst.laterGapMs, gapMs),
      pauses: burst.pauses + (isPause ? 1 : 0),
    },
    written,
  )
}

/** No card has a longer code than the hub takes: of what is longer no more is kept. */
function withWritten(burst: Burst, written: CodeKey | null): Burst {
  if (!written) return burst
  if (burst.keys.length >= MAX_CODE_CHARACTERS) return { ...burst, isTorn: true }
  return { ...burst, keys: [...burst.keys, written] }
}

/** A burst that begins with this key, after another one that nothing ended. */
export function newBurst(before: Burst, at: number): Burst {
  const restUntil = restUntilOf(before)
  const isTorn = at <= restUntil
  // Where a person has typed on, it was a person's.
  const isRest = isTorn && isOfReader(before)
  const isTyping = before.keys.length > 0 && at - before.lastAt <= TYPING_PAUSE_MS
  const isAfterTyping = isTyping && !isReaders(before)
  return { ...NO_BURST, lastAt: at, isAfterTyping, isTorn, isRest, restUntil: isRest ? restUntil : -Infinity }
}

/** A burst that a key which is no part of it has broken off; what begins until then may be its rest all the same. */
export function brokenOff(before: Burst, until = -Infinity): Burst {
  return { ...NO_BURST, isRest: isOfReader(before), restUntil: Math.max(restUntilOf(before), until) }
}

/** The burst after a key at its speed that writes nothing and is no part of it: what begins as soon after that may be its rest. */
export function prolonged(burst: Burst, at: number, { maxKeyGapMs }: ReaderProfile): Burst {
  const isSoon = at - burst.lastAt <= maxKeyGapMs || at <= burst.restUntil
  return isSoon ? { ...burst, restUntil: Math.max(burst.restUntil, at + maxKeyGapMs) } : burst
}

const isOfReader = (burst: Burst): boolean => isReaders(burst) || burst.isRest

/**
 * Until when what begins may be the rest of this burst. Of a few keys a person is as likely: out of the middle of somebody's typing
 * they are no head.
 */
export function restUntilOf(burst: Burst): number {
  const { keys, longestGapMs, isAfterTyping, lastAt, restUntil } = burst
  if (isReaders(burst)) return Math.max(restUntil, lastAt + REST_MS)
  const isFast = longestGapMs <= FAST_GAP_MS && (keys.length === 2 || !isAfterTyping)
  const mayBeHead = keys.length > 2 || (keys.length > 0 && isFast)
  return mayBeHead ? Math.max(restUntil, lastAt + MAX_PAUSE_MS) : restUntil
}

/** The last of the control characters, and the first character that is not the same on every PC. */
const [LAST_CONTROL, DELETE] = [0x1f, 0x7f]

/** The burst with what Alt and the digits so far have written: nothing for a control character; else it is not sure what. */
export function withAltCharacter(burst: Burst): Burst {
  const { altDigits } = burst
  if (altDigits === '') return burst
  const number = Number(altDigits)
  const done = { ...burst, altDigits: '' }
  if (number <= LAST_CONTROL || number === DELETE) return done
  if (number > DELETE) return { ...done, isTorn: true }
  return withWritten(done, { key: String.fromCharCode(number), code: '', shift: false, altGraph: false })
}
