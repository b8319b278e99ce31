import { isWriting, saysNothing, type CodeKey } from './decode-keys.ts'

/** One key as it came down. */
export interface KeyDown extends CodeKey {
  at: number
  /** True where Ctrl, Alt or Meta was held without making a character: a command, not text. */
  isCommand: boolean
  /** True where Alt or Meta was among them. */
  hasAlt?: boolean
}

/**
 * What a key is to a code. character: writes one; altDigit: a digit of a character that is typed as Alt and its number; ending:
 * ends a code; control: writes nothing (a control character, an arrow, a key of the desk's steps, which some readers send for a
 * control character); unknown: may have been a character of the code; beside: comes with characters and is none.
 */
export type KeyKind = 'character' | 'altDigit' | 'ending' | 'control' | 'unknown' | 'beside'

const BESIDE_KEYS = new Set(['Shift', 'CapsLock', 'AltGraph', 'NumLock', 'Control', 'Alt'])

const ENDING_KEYS = new Set(['Enter', 'Tab', 'NumpadEnter'])

/** With Ctrl held, as some readers send them: line end, return, and the ends of a text (ETX) and of a transmission (EOT). */
const ENDING_COMMAND = /^(Key)?[JMCD]$/i

const KEYPAD_DIGIT = /^Numpad\d$/

export function kindOf(pressed: KeyDown): KeyKind {
  const { key, code, isCommand } = pressed
  if (BESIDE_KEYS.has(key)) return 'beside'
  if (isCommand) return kindOfCommand(pressed)
  // By its place too: an input method that took it calls it "Process".
  if (ENDING_KEYS.has(key) || ENDING_KEYS.has(code)) return 'ending'
  if (isWriting(pressed)) return 'character'
  return saysNothing(pressed) ? 'unknown' : 'control'
}

function kindOfCommand({ key, code, hasAlt = false }: KeyDown): KeyKind {
  if (KEYPAD_DIGIT.test(code)) return 'altDigit'
  if (hasAlt) return 'unknown'
  return ENDING_COMMAND.test(code) || ENDING_COMMAND.test(key) ? 'ending' : 'control'
}
