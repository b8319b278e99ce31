import { isSurelyReaders } from './burst.ts'
import type { Read } from './decode-keys.ts'
import { isTextField, rememberFocus, type FocusBefore } from './field-guard.ts'
import { holdReads, type ScanTimers } from './held-read.ts'
import { keepKeys } from './kept-keys.ts'
import { kindOf, type KeyDown } from './key-kind.ts'
import type { RawKey } from './raw-key.ts'
import type { ReaderProfile } from './reader-profile.ts'
import { whyUnread, withCharacter, type Stretch, type Unread } from './unread.ts'
import {
  END_OF_CODE_MS,
  endedBySilence,
  readAfterSilence,
  step,
  type Heard,
  type Step,
} from './wedge-decoder.ts'

/** Keys that press the button that has the focus. */
const PRESSING_KEYS = new Set(['Enter', ' '])

/** Nobody types a character beside a field and means a button this soon after. */
export const PRESS_AFTER_TEXT_MS = 250

/** A busy PC brings keys late: so much later, and no more, the next one is waited for. */
const LATEST_MS = 250

export interface ScanListening {
  page: Window
  /** How this desk's reader types, asked at each key. */
  profile: () => ReaderProfile
  /** Told of each code, and of what two readers typed into each other. */
  onRead: (read: Read) => void
  /** Told of characters and an ending key that came in a reader's rhythm and were not believed to be a code. */
  onUnread?: (why: Unread) => void
  /** Hears each key as it came, for the set-up; a key that it takes (true) is part of no code and reaches nothing else. */
  takes?: (key: RawKey) => boolean
  timers: ScanTimers
}

/**
 * Hears every key of the page before anything else does and tells of each code that a scanner typed, wherever the
 * focus is: what it typed into a field is taken out again, and none of its keys presses a button or moves the focus.
 * Returns how to stop.
 */
export function listenForScans(listening: ScanListening): () => void {
  const { page } = listening
  const listener = new ScanListener(listening)
  const onKeyDown = (event: KeyboardEvent): void => listener.keyDown(event)
  const onKeyUp = (event: KeyboardEvent): void => listener.keyUp(event)
  page.addEventListener('keydown', onKeyDown, { capture: true })
  page.addEventListener('keyup', onKeyUp, { capture: true })
  return () => {
    page.removeEventListener('keydown', onKeyDown, { capture: true })
    page.removeEventListener('keyup', onKeyUp, { capture: true })
    listener.stop()
  }
}

class ScanListener {
  readonly #listening: ScanListening
  readonly #reads
  readonly #kept = keepKeys()
  readonly #rawKeyOf = rawKeys()
  #heard: Heard = null
  /** What had the focus before the burst. */
  #before: FocusBefore | null = null
  #silence: number | null = null
  #lastCharacterAt = -Infinity
  #stretch: Stretch | null = null

  constructor(listening: ScanListening) {
    this.#listening = listening
    this.#reads = holdReads(listening.timers, listening.onRead)
  }

  keyDown(event: KeyboardEvent): void {
    if (event.repeat) {
      this.#kept.keepRest(event)
      return
    }
    const pressed = keyDownOf(event)
    if (this.#listening.takes?.(this.#rawKeyOf(pressed, event)) === true) this.#kept.keep(event)
    else this.#take(pressed, event)
  }

  keyUp(event: KeyboardEvent): void {
    this.#kept.keepRest(event)
  }

  stop(): void {
    this.#reads.drop()
    this.#endWait()
  }

  #take(pressed: KeyDown, event: KeyboardEvent): void {
    // A busy page may hear of the next key before its own timer.
    if (this.#heard?.is === 'burst' && pressed.at - this.#heard.lastAt > END_OF_CODE_MS) this.#endOfCode()
    const result = step(this.#heard, pressed, this.#listening.profile())
    const isKept = this.#isReaders(result, pressed, event) || this.#isPress(pressed, event)
    if (result.is === 'nothing' && result.burst !== this.#heard) this.#leaveOff()
    this.#heard = result.burst
    this.#note(result, pressed)
    this.#follow(result, event)
    this.#waitForEnd()
    if (isKept) this.#kept.keep(event)
  }

  /** True for a key that is the reader's and is not to reach the page. */
  #isReaders(result: Step, { isCommand }: KeyDown, { key, target }: KeyboardEvent): boolean {
    if (result.is === 'nothing' || result.is === 'beside' || result.is === 'begun') return false
    if (result.is !== 'going') return true
    // A field takes what may be a person's typing; beside it a key at a scanner's speed is nobody's.
    const isText = key.length === 1 && !isCommand && this.#before?.isField(target) === true
    return !isText || isSurelyReaders(result.burst)
  }

  /** True where a reader too slow to be known as one would press something. */
  #isPress({ at }: KeyDown, { key, target }: KeyboardEvent): boolean {
    return PRESSING_KEYS.has(key) && at - this.#lastCharacterAt < PRESS_AFTER_TEXT_MS && !isTextField(target)
  }

  #follow(result: Step, event: KeyboardEvent): void {
    const { target } = event
    switch (result.is) {
      case 'begun':
        this.#reads.tell()
        // Of a code whose head came before, what was there before the head.
        if (!result.burst.isTorn || !this.#before) this.#before = rememberFocus(target)
        return
      case 'scanned':
        this.#putBack()
        this.#reads.hold(result.read, result.nextLineMs, this.#lateMs(event))
        return
      case 'unread':
        this.#putBack()
        return
      case 'many':
        this.#reads.drop()
        this.#listening.onRead(result.read)
        return
      case 'over':
      case 'beside':
        this.#reads.prolong(this.#lateMs(event))
        return
      case 'nothing':
      case 'going':
    }
  }

  /** How long after it went down the page hears of a key; none that is yet to come, as a driver may say. */
  #lateMs({ timeStamp }: KeyboardEvent): number {
    return Math.min(Math.max(this.#listening.page.performance.now() - timeStamp, 0), LATEST_MS)
  }

  /** Keeps the rhythm of what is not read, and tells of it where a key ends it. */
  #note({ is }: Step, pressed: KeyDown): void {
    const kind = kindOf(pressed)
    if (is === 'begun' || is === 'going') this.#lastCharacterAt = pressed.at
    if (kind === 'character') this.#stretch = withCharacter(this.#stretch, pressed.at)
    if (kind !== 'ending') return
    const why = whyUnread(this.#stretch, pressed.at, this.#listening.profile())
    this.#stretch = null
    if (why && (is === 'nothing' || is === 'unread')) this.#listening.onUnread?.(why)
  }

  /** A key that is no part of the burst: what a reader has left of it goes, what a person has typed stays. */
  #leaveOff(): void {
    if (this.#heard?.is === 'burst' && isSurelyReaders(this.#heard)) this.#before?.restore()
    this.#before = null
  }

  #putBack(): void {
    this.#before?.restore()
    this.#before = null
    this.#lastCharacterAt = -Infinity
  }

  #waitForEnd(): void {
    this.#endWait()
    const mayGoOn = this.#heard?.is === 'burst' && this.#before !== null
    if (mayGoOn) this.#silence = this.#listening.timers.setTimeout(() => this.#endOfCode(), END_OF_CODE_MS)
  }

  #endWait(): void {
    if (this.#silence !== null) this.#listening.timers.clearTimeout(this.#silence)
    this.#silence = null
  }

  #endOfCode(): void {
    this.#endWait()
    if (this.#heard?.is !== 'burst') return
    const read = readAfterSilence(this.#heard, this.#listening.profile())
    if (read) {
      this.#heard = endedBySilence(this.#heard)
      this.#putBack()
      this.#listening.onRead(read)
      // What is no code yet may still become one: a busy PC brings the rest late, and its keys' own times tell.
    } else if (isSurelyReaders(this.#heard)) this.#before?.restore()
  }
}

function keyDownOf(event: KeyboardEvent): KeyDown {
  const altGraph = event.getModifierState('AltGraph')
  const isCommand = (event.ctrlKey || event.altKey || event.metaKey) && !altGraph
  const { key, code, shiftKey: shift, timeStamp: at } = event
  return { key, code, shift, altGraph, at, isCommand, hasAlt: event.altKey || event.metaKey }
}

/** Tells of each key how long after the one before it came. */
function rawKeys(): (pressed: KeyDown, event: KeyboardEvent) => RawKey {
  let lastAt: number | null = null
  return (pressed, event) => {
    const gapMs = lastAt === null ? null : pressed.at - lastAt
    lastAt = pressed.at
    return { ...pressed, gapMs, caps: event.getModifierState('CapsLock') }
  }
}
