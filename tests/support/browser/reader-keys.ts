import { keyOf } from '../../../renderer/services/scanner/keyboard-layouts.ts'

/** A key as a browser is told of it. */
export interface ReaderKey {
  key: string
  code: string
  /** What it writes; empty where it writes nothing. */
  text: string
  /** Windows' number of the key. */
  virtualKey: number
  /** Bits: 1 Alt, 2 Ctrl, 8 Shift. */
  modifiers: number
  /** Milliseconds that pass before it, where they are not the reader's own. */
  pauseMs?: number
}

const [ALT, CTRL, SHIFT] = [1, 2, 8]

/** What an input method's keys have instead of a number. */
const VK_PROCESSKEY = 229

/** Windows' number of a punctuation key: any of them will do, but none that is an arrow's too. */
const VK_OEM_1 = 186

type Named = readonly [key: string, code: string, virtualKey: number, text?: string]

const NAMED: Readonly<Record<string, Named>> = {
  Enter: ['Enter', 'Enter', 13, '\r'],
  Tab: ['Tab', 'Tab', 9],
  Down: ['ArrowDown', 'ArrowDown', 40],
  Left: ['ArrowLeft', 'ArrowLeft', 37],
  Home: ['Home', 'Home', 36],
  Backspace: ['Backspace', 'Backspace', 8],
  Delete: ['Delete', 'Delete', 46],
  Escape: ['Escape', 'Escape', 27],
  Unidentified: ['Unidentified', '', 0],
  F5: ['F5', 'F5', 116],
  F8: ['F8', 'F8', 119],
}

/** What the keypad's keys are called while NumLock is off. */
const KEYPAD_NAMES = [
  ...['Insert', 'End', 'ArrowDown', 'PageDown', 'ArrowLeft', 'Clear'],
  ...['ArrowRight', 'Home', 'ArrowUp', 'PageUp'],
]

/**
 * The keys of a stretch in the notation of the cases: `Enter`, `^]` (with Ctrl), `Alt029` (Alt held while the keypad types it),
 * `Wait80` (milliseconds), `IME:` and `Keypad:` before characters that an input method took and that the keypad types without
 * NumLock; anything else is characters.
 */
export function readerKeys(stretch: string): ReaderKey[] {
  const named = NAMED[stretch]
  if (named) return [namedKey(named)]
  const [, kind = '', rest = ''] = /^(\^|Alt|Wait|IME:|Keypad:)(.+)$/.exec(stretch) ?? []
  if (kind === '^') return [{ ...characterKey(rest.toLowerCase()), key: rest, text: '', modifiers: CTRL }]
  if (kind === 'Alt') return altKeys(rest)
  if (kind === 'Wait') return [{ ...NO_KEY, pauseMs: Number(rest) }]
  if (kind === 'IME:') return Array.from(rest, processKey)
  if (kind === 'Keypad:') return Array.from(rest, keypadKey)
  return Array.from(stretch, characterKey)
}

const NO_KEY: ReaderKey = { key: '', code: '', text: '', virtualKey: 0, modifiers: 0 }

function namedKey([key, code, virtualKey, text = '']: Named): ReaderKey {
  return { key, code, text, virtualKey, modifiers: 0 }
}

function characterKey(character: string): ReaderKey {
  const place = keyOf('us', character)
  const [, letter] = /^(?:Key|Digit)(.)$/.exec(place?.code ?? '') ?? []
  return {
    ...{ key: character, code: place?.code ?? '', text: character },
    virtualKey: letter === undefined ? VK_OEM_1 : letter.charCodeAt(0),
    modifiers: place?.shift === true ? SHIFT : 0,
  }
}

function processKey(character: string): ReaderKey {
  return { ...characterKey(character), key: 'Process', text: '', virtualKey: VK_PROCESSKEY }
}

function keypadKey(digit: string): ReaderKey {
  return {
    ...NO_KEY,
    key: KEYPAD_NAMES[Number(digit)]!,
    code: `Numpad${digit}`,
    virtualKey: 96 + Number(digit),
  }
}

function altKeys(digits: string): ReaderKey[] {
  const alt: ReaderKey = { ...NO_KEY, key: 'Alt', code: 'AltLeft', virtualKey: 18, modifiers: ALT }
  const typed = Array.from(digits, (digit) => ({ ...keypadKey(digit), key: digit, modifiers: ALT }))
  return [alt, ...typed]
}
