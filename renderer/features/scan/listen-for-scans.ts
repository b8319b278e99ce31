import { rememberField, restoreField, type FieldBefore } from './field-guard.ts'
import { codeAfterSilence, END_OF_CODE_MS, step, type Burst } from './wedge-decoder.ts'

/** Keys that press the button that has the focus. */
const PRESSING_KEYS = new Set(['Enter', ' '])

/** Nobody types a character beside a field and means a button this soon after. */
const PRESS_AFTER_TEXT_MS = 250

interface ScanTimers {
  setTimeout: (callback: () => void, ms: number) => number
  clearTimeout: (timer: number) => void
}

/**
 * Hears every key of the page before anything else does and calls `onScan` with each code that a scanner typed,
 * wherever the focus is: what it typed into a field is taken out again, and none of its keys presses a button.
 * Returns how to stop.
 */
export function listenForScans(page: Window, onScan: (code: string) => void, timers: ScanTimers): () => void {
  let burst: Burst | null = null
  let before: FieldBefore | null = null
  let timer: number | null = null
  let lastCharacterAt = -Infinity

  const scanned = (code: string): void => {
    burst = null
    lastCharacterAt = -Infinity
    if (before) restoreField(before)
    before = null
    onScan(code)
  }
  const silence = (): void => {
    timer = null
    const code = codeAfterSilence(burst)
    if (code !== null) scanned(code)
    burst = null
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const isCommand = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState('AltGraph')
    if (event.repeat || event.isComposing) return
    const result = step(burst, { key: event.key, at: event.timeStamp, isCommand })
    burst = result.burst
    if (timer !== null) timers.clearTimeout(timer)
    timer = burst ? timers.setTimeout(silence, END_OF_CODE_MS) : null
    if (result.is === 'begun') before = rememberField(event.target)
    // Beside a text field a key at a scanner's speed is nobody's: it must not press the button that has the focus.
    if (result.is === 'going' && !before) event.preventDefault()
    const isAfterText = event.timeStamp - lastCharacterAt < PRESS_AFTER_TEXT_MS
    if (result.is === 'begun' || result.is === 'going') lastCharacterAt = event.timeStamp
    // A reader too slow to be known as one must at least press nothing.
    if (PRESSING_KEYS.has(event.key) && isAfterText && !rememberField(event.target)) event.preventDefault()
    if (result.is !== 'scanned') return
    event.preventDefault()
    event.stopImmediatePropagation()
    scanned(result.code)
  }
  page.addEventListener('keydown', onKeyDown, { capture: true })
  return () => {
    page.removeEventListener('keydown', onKeyDown, { capture: true })
    if (timer !== null) timers.clearTimeout(timer)
  }
}
