import type { Read } from './decode-keys.ts'
import { rememberFocus, type FocusBefore } from './field-guard.ts'
import type { RawKey } from './raw-key.ts'
import type { ReaderProfile } from './reader-profile.ts'
import { whyUnread, withCharacter, type Stretch, type Unread } from './unread.ts'
import {
  END_OF_CODE_MS,
  isEnding,
  mayEndInSilence,
  readAfterSilence,
  step,
  type Burst,
  type KeyDown,
} from './wedge-decoder.ts'

/** Keys that press the button that has the focus. */
const PRESSING_KEYS = new Set(['Enter', ' '])

/** Nobody types a character beside a field and means a button this soon after. */
const PRESS_AFTER_TEXT_MS = 250

/** Time and how to wait, so that a test need not. */
interface ScanTimers {
  setTimeout: (callback: () => void, ms: number) => number
  clearTimeout: (timer: number) => void
}

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
export function listenForScans({
  page,
  profile,
  onRead,
  onUnread,
  takes,
  timers,
}: ScanListening): () => void {
  let burst: Burst | null = null
  let before: FocusBefore | null = null
  let timer: number | null = null
  let lastCharacterAt = -Infinity
  let stretch: Stretch | null = null
  const rawKeyOf = rawKeys()

  const ended = (read: Read): void => {
    burst = null
    lastCharacterAt = -Infinity
    before?.restore()
    before = null
    onRead(read)
  }
  const silence = (): void => {
    if (timer !== null) timers.clearTimeout(timer)
    timer = null
    // What is no code yet may still become one: a busy PC brings the rest late, and its keys' own times tell.
    const read = readAfterSilence(burst, profile())
    if (read) ended(read)
  }
  /** Keeps the rhythm of what was not read, and tells of it where a key ends it. */
  const noteUnread = (pressed: KeyDown, isCharacter: boolean): void => {
    if (isCharacter) stretch = withCharacter(stretch, pressed.at)
    if (!isEnding(pressed)) return
    const why = whyUnread(stretch, pressed.at, profile())
    stretch = null
    if (why) onUnread?.(why)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.repeat || event.isComposing) return
    const pressed = keyDownOf(event)
    if (takes?.(rawKeyOf(pressed, event)) === true) {
      keepFromPage(event)
      return
    }
    // A busy page may hear of the next key before its own timer.
    if (burst && pressed.at - burst.lastAt > END_OF_CODE_MS) silence()
    const result = step(burst, pressed, profile())
    burst = result.burst
    if (timer !== null) timers.clearTimeout(timer)
    const isAwaited = burst !== null && mayEndInSilence(profile())
    timer = isAwaited ? timers.setTimeout(silence, END_OF_CODE_MS) : null
    if (result.is === 'begun') before = rememberFocus(event.target)
    // Beside a text field a key at a scanner's speed is nobody's: no button, list or menu may hear of it.
    if (result.is === 'going' && !before?.isField) keepFromPage(event)
    const isAfterText = pressed.at - lastCharacterAt < PRESS_AFTER_TEXT_MS
    const isCharacter = result.is === 'begun' || result.is === 'going'
    if (isCharacter) lastCharacterAt = pressed.at
    if (result.is === 'scanned') {
      stretch = null
      keepFromPage(event)
      ended(result.read)
      return
    }
    noteUnread(pressed, isCharacter)
    // A reader too slow to be known as one must at least press nothing.
    const isPressing = PRESSING_KEYS.has(event.key) && isAfterText
    if (isPressing && !rememberFocus(event.target).isField) keepFromPage(event)
  }
  page.addEventListener('keydown', onKeyDown, { capture: true })
  return () => {
    page.removeEventListener('keydown', onKeyDown, { capture: true })
    if (timer !== null) timers.clearTimeout(timer)
  }
}

function keyDownOf(event: KeyboardEvent): KeyDown {
  const altGraph = event.getModifierState('AltGraph')
  const isCommand = (event.ctrlKey || event.altKey || event.metaKey) && !altGraph
  const { key, code, shiftKey: shift, timeStamp: at } = event
  return { key, code, shift, altGraph, at, isCommand }
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

function keepFromPage(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}
