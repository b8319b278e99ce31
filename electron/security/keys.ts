import type { Input } from 'electron'

/** Of a key press, what decides. */
export type PressedKey = Pick<Input, 'key' | 'code' | 'shift' | 'control' | 'alt' | 'meta'>

/** Keys of the desk's page, and of typing: what a locked screen hears. Everything else that is not a character is not. */
const NAMED_KEYS: ReadonlySet<string> = new Set([
  ...['Enter', 'Tab', 'Escape', 'Backspace', 'Delete', 'Insert', 'Clear'],
  ...['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'],
  ...['Shift', 'Control', 'Alt', 'AltGraph', 'CapsLock', 'NumLock'],
  // What an input method or a dead key sends before there is a character; a layout may know no name for a reader's key.
  ...['Dead', 'Process', 'Compose', 'Unidentified'],
  // The page's own. There is no menu that would make help, reload or tools of them; F11 is none of the page's.
  ...['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10', 'F12'],
])

/** With Control (on a Mac with Command): copying, undoing and moving by words, in a field. */
const EDITING_KEYS: ReadonlySet<string> = new Set([
  ...['a', 'c', 'v', 'x', 'y', 'z'],
  ...['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'Backspace', 'Delete'],
])

/** Of those, what Shift goes with: marking, and doing again. */
const SHIFTED_EDITING_KEYS: ReadonlySet<string> = new Set([
  ...['z', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'],
])

/** The keys that only accompany others. */
const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'AltGraph'])

/** Shift makes other keys of these (a context menu of F10, the task list of Escape), but for seven that are the page's too. */
const ALONE = /^(?:F(?![2346789]$)\d+|Escape)$/

/**
 * Whether a locked screen hears this key. Typing, editing and the desk's own keys; every other chord is kept from the page
 * and from the window. Chords of the operating system (Alt+Tab, the Windows key, Ctrl+Alt+Del) never get here.
 */
export function mayPress(pressed: PressedKey, platform: NodeJS.Platform): boolean {
  const { key, code, shift, control, alt, meta } = pressed
  const isMac = platform === 'darwin'
  if (MODIFIERS.has(key)) return true
  if (meta || control) {
    const keys = shift ? SHIFTED_EDITING_KEYS : EDITING_KEYS
    const isEditing = !alt && meta !== control && meta === isMac && keys.has(lowered(key))
    return isEditing || (control && alt && !meta && isAltGrCharacter(key))
  }
  // On a Mac, Option makes characters; elsewhere Alt and the number pad do, which readers use as well.
  if (alt) return isMac ? isCharacter(key) : /^Numpad\d$/.test(code)
  return isCharacter(key) || (NAMED_KEYS.has(key) && !(shift && ALONE.test(key)))
}

function isCharacter(key: string): boolean {
  return /^.$/u.test(key)
}

/** On Windows AltGr comes as Control and Alt. What it types is no plain letter or digit; a chord with one is no typing. */
function isAltGrCharacter(key: string): boolean {
  return isCharacter(key) && !/^[a-z0-9 ]$/i.test(key)
}

/** Caps Lock is no reason not to copy. */
function lowered(key: string): string {
  return isCharacter(key) ? key.toLowerCase() : key
}
