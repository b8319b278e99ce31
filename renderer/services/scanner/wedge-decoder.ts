import { MIN_CODE_CHARACTERS } from '../../../server/domain/credential-code.ts'
import {
  brokenOff,
  isReaders,
  isReadersLine,
  isReadersThoughLate,
  isSurelyReaders,
  KEYS_A_PAUSE,
  linkOf,
  newBurst,
  prolonged,
  REST_MS,
  restUntilOf,
  NO_BURST,
  withAltCharacter,
  withKey,
  type Burst,
  type Link,
} from './burst.ts'
import { readKeys, type CodeKey, type Read } from './decode-keys.ts'
import { kindOf, type KeyDown, type KeyKind } from './key-kind.ts'
import type { ReaderProfile } from './reader-profile.ts'

/**
 * Tells a scanner that types (a "keyboard wedge") from a person by its rhythm. Pure: keys and their times in, what
 * they mean out. Times are milliseconds of the events' own clock.
 *
 * What comes within one burst at a reader's speed belongs to that burst: a key that writes nothing is dropped, one that may have
 * been a character makes it ambiguous, and what is left of a burst is never a code of its own.
 */

/**
 * A first key that is this much further from the second than any other two are from each other, and at least so far, may be the
 * last one that a person typed before the scan.
 */
const UNEVEN_RATIO = 2.5
const UNEVEN_GAP_MS = 25

/** Silence after which an unended code is over: longer than any pause within one. */
export const END_OF_CODE_MS = 300

/** Ending keys so soon after a scan are the reader's too; each one prolongs that, but not beyond the longer time in all. */
const MORE_ENDS_MS = 250
const MORE_ENDS_IN_ALL_MS = 1_000

/** Characters of codes that cards have. */
const USUAL_CODE = /^[A-Za-z0-9+/=_.-]{1,64}$/

/**
 * A reader's next line comes as soon as its next key does. A code that cards have waits for it as short as can be, twice the longest
 * time between two of its keys: nobody sees that, and a card's answer is on the screen one frame later at most. Any other waits longer.
 */
const NEXT_LINE_GAPS = 2
const LEAST_NEXT_LINE_MS = 4

/** A scan that is over. */
interface Ended {
  is: 'ended'
  /** When it was, and its last key: an ending one, or one that came with them. */
  at: number
  lastAt: number
  /** False where silence ended it: what comes then is no further line of it. */
  byKey: boolean
  /** True for a scan of more than one line. */
  isMany: boolean
}

/** What is known of the keys so far; null for nothing. */
export type Heard = Burst | Ended | null

export type Step =
  /** The key is no part of a scan. */
  | { is: 'nothing'; burst: Heard }
  /** The key comes with others and writes nothing itself: whatever is going on goes on. */
  | { is: 'beside'; burst: Heard }
  /** The first key of what may become a scan. */
  | { is: 'begun'; burst: Burst }
  /** One more key at a scanner's speed. */
  | { is: 'going'; burst: Burst }
  /**
   * A key ended a scan: it is the scanner's, not the person's. Where a further line is to come, it begins within
   * `nextLineMs`: until then it is not known whether this is all.
   */
  | { is: 'scanned'; burst: Ended; read: Read; nextLineMs: number }
  /** A key ended what a reader sent and what is no code. */
  | { is: 'unread'; burst: Ended }
  /** One more key of a scan that is over. */
  | { is: 'over'; burst: Ended }
  /** A second line has begun: the scan is of many lines, and no card; what was read of it is not to be believed. */
  | { is: 'many'; burst: Ended; read: Read }

/** Takes one key. */
export function step(heard: Heard, pressed: KeyDown, profile: ReaderProfile): Step {
  const kind = kindOf(pressed)
  if (kind === 'beside') return { is: 'beside', burst: besideOf(heard, pressed, profile) }
  if (heard?.is === 'ended') {
    return afterEnd(heard, kind, pressed, profile) ?? inBurst(restOf(heard), kind, pressed, profile)
  }
  return inBurst(heard ?? NO_BURST, kind, pressed, profile)
}

/** Alt that goes down once more begins the next character that is typed with it. */
function besideOf(heard: Heard, { key, at }: KeyDown, profile: ReaderProfile): Heard {
  if (heard?.is === 'ended') {
    return heard.byKey && at - heard.lastAt <= profile.maxKeyGapMs ? { ...heard, lastAt: at } : heard
  }
  if (heard === null) return null
  return prolonged(key === 'Alt' ? withAltCharacter(heard) : heard, at, profile)
}

function inBurst(before: Burst, kind: KeyKind, pressed: KeyDown, profile: ReaderProfile): Step {
  const burst = kind === 'altDigit' ? before : withAltCharacter(before)
  const link = linkOf(before, pressed.at, profile)
  if (kind === 'ending') return atEnd(burst, link, pressed, profile)
  if (kind === 'character' || kind === 'altDigit') return withCharacter(burst, link, kind, pressed)
  // After a pause it may be a person's who corrects what they typed.
  if (link === 'next' || (link === 'paused' && isReaders(burst))) {
    const longer = withKey(burst, pressed.at, link, null)
    return { is: 'going', burst: kind === 'unknown' ? { ...longer, isTorn: true } : longer }
  }
  const isMissed = kind === 'unknown'
  const broken = brokenOff(burst, isMissed ? pressed.at + profile.maxKeyGapMs : undefined)
  return { is: 'nothing', burst: prolonged(broken, pressed.at, profile) }
}

function withCharacter(burst: Burst, link: Link, kind: KeyKind, pressed: KeyDown): Step {
  const { key, code, shift, altGraph, at } = pressed
  const written: CodeKey | null = kind === 'character' ? { key, code, shift, altGraph } : null
  const longer =
    link === 'apart'
      ? { ...newBurst(burst, at), keys: written ? [written] : [] }
      : withKey(burst, at, link, written)
  const altDigits = written ? '' : longer.altDigits + code.slice(-1)
  return { is: link === 'apart' ? 'begun' : 'going', burst: { ...longer, altDigits } }
}

function atEnd(burst: Burst, link: Link, { at }: KeyDown, profile: ReaderProfile): Step {
  const ended: Ended = { is: 'ended', at, lastAt: at, byKey: true, isMany: false }
  if (link !== 'apart' && isScannerLike(burst, link)) {
    const read = readBurst(burst, profile)
    return { is: 'scanned', burst: ended, read, nextLineMs: nextLineMs(burst, read, profile) }
  }
  // Too late for an end, after more pauses than are forgiven, or the rest of a code: a reader's all the same, and not for the page.
  const isReader = link === 'next' ? isReaders(burst) : isReadersThoughLate(burst)
  if ((isReader && at <= restUntilOf(burst)) || (burst.isRest && link !== 'apart')) {
    const read = readBurst({ ...burst, isTorn: true }, profile)
    return { is: 'scanned', burst: ended, read, nextLineMs: profile.maxKeyGapMs }
  }
  if (link !== 'next') return { is: 'nothing', burst: brokenOff(burst) }
  if (isReadersLine(burst, at)) return { is: 'unread', burst: ended }
  // Too few to tell a reader's from a person's; what follows as soon is no person's.
  return { is: 'nothing', burst: brokenOff(burst, at + profile.maxKeyGapMs) }
}

/** How long after the ending key a further line can begin. */
function nextLineMs({ longestGapMs }: Burst, read: Read, { maxKeyGapMs }: ReaderProfile): number {
  const isUsual = read.is === 'code' && USUAL_CODE.test(read.code)
  const ownMs = Math.max(NEXT_LINE_GAPS * longestGapMs, LEAST_NEXT_LINE_MS)
  return isUsual ? Math.min(ownMs, maxKeyGapMs) : maxKeyGapMs
}

/** What may begin after a scan: of many lines, one more of them that comes late. */
function restOf({ isMany, lastAt }: Ended): Burst {
  return isMany ? { ...NO_BURST, isRest: true, restUntil: lastAt + REST_MS } : NO_BURST
}

/** What a key is to a scan that is over; null where it is nothing to it. */
function afterEnd(ended: Ended, kind: KeyKind, { key, at }: KeyDown, profile: ReaderProfile): Step | null {
  const gapMs = at - ended.lastAt
  const over: Step = { is: 'over', burst: { ...ended, lastAt: at } }
  if (ended.isMany) return gapMs <= END_OF_CODE_MS ? over : null
  if (kind === 'ending') {
    return gapMs <= MORE_ENDS_MS && at - ended.at <= MORE_ENDS_IN_ALL_MS ? over : null
  }
  if (!ended.byKey || gapMs > profile.maxKeyGapMs) return null
  const isText = (kind === 'character' && key !== ' ') || kind === 'altDigit'
  if (!isText) return over
  const burst: Ended = { ...ended, lastAt: at, isMany: true }
  return { is: 'many', burst, read: { is: 'ambiguous', typed: '' } }
}

/**
 * What a burst says. A key that somebody typed just before is not told from the code's first one, and of a torn code something may
 * be missing: nobody is looked up by what may be neither, the card is to be held out again.
 */
function readBurst(burst: Burst, profile: ReaderProfile): Read {
  const { keys, isTorn, isAfterTyping, firstGapMs, laterGapMs } = burst
  const read = readKeys(keys, profile)
  const isUneven = firstGapMs >= UNEVEN_GAP_MS && firstGapMs > UNEVEN_RATIO * laterGapMs
  const isUnsure = isTorn || (isAfterTyping && isUneven)
  return read.is === 'code' && isUnsure ? { is: 'ambiguous', typed: read.code } : read
}

function isScannerLike({ keys, pauses }: Burst, link: Link): boolean {
  const allPauses = pauses + (link === 'paused' ? 1 : 0)
  return keys.length >= MIN_CODE_CHARACTERS && keys.length >= allPauses * KEYS_A_PAUSE
}

/** True for a reader whose codes may end without a key. One that always sends it is waited for, however busy the PC. */
function mayEndInSilence({ ends }: ReaderProfile): boolean {
  return ends === 'pause' || ends === 'any'
}

/** What a burst that silence has ended was, or null where it may have been a person or be going on. */
export function readAfterSilence(heard: Heard, profile: ReaderProfile): Read | null {
  if (heard?.is !== 'burst' || !mayEndInSilence(profile)) return null
  const burst = withAltCharacter(heard)
  if (!isSurelyReaders(burst)) return null
  return readBurst({ ...burst, isTorn: burst.isTorn || burst.pauses > 0 }, profile)
}

/** What is known after a code that silence has ended. */
export function endedBySilence({ lastAt }: Burst): Ended {
  const at = lastAt + END_OF_CODE_MS
  return { is: 'ended', at, lastAt: at, byKey: false, isMany: false }
}
