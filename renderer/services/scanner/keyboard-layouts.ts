/**
 * What each physical key writes in the layouts that readers are set to. A reader is a keyboard: it sends keys, and the PC
 * makes characters of them by its own layout. Where the two differ (and where Caps Lock is on), the keys are still right.
 */
export const KEYBOARD_LAYOUTS = ['us', 'uk', 'de', 'fr', 'be', 'es'] as const
export type KeyboardLayout = (typeof KEYBOARD_LAYOUTS)[number]

/** A key as it was pressed, by its place on the keyboard (`KeyboardEvent.code`). */
export interface PhysicalKey {
  code: string
  shift: boolean
  altGraph: boolean
}

/** The places of a keyboard's writing keys, row by row, in the order of the rows below. */
const PLACES = [
  'Backquote Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal',
  'KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight Backslash',
  'KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote',
  'IntlBackslash KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash',
].flatMap((row) => row.split(' '))

interface Levels {
  plain: string
  shifted: string
  /** With AltGr, by the plain character of the key. */
  altGraph: Readonly<Record<string, string>>
}

const LAYOUTS: Readonly<Record<KeyboardLayout, Levels>> = {
  us: {
    plain: '`1234567890-=' + 'qwertyuiop[]\\' + "asdfghjkl;'" + '\\zxcvbnm,./',
    shifted: '~!@#$%^&*()_+' + 'QWERTYUIOP{}|' + 'ASDFGHJKL:"' + '|ZXCVBNM<>?',
    altGraph: {},
  },
  uk: {
    plain: '`1234567890-=' + 'qwertyuiop[]#' + "asdfghjkl;'" + '\\zxcvbnm,./',
    shifted: '¬!"£$%^&*()_+' + 'QWERTYUIOP{}~' + 'ASDFGHJKL:@' + '|ZXCVBNM<>?',
    altGraph: { '4': '€' },
  },
  de: {
    plain: '^1234567890ß´' + 'qwertzuiopü+#' + 'asdfghjklöä' + '<yxcvbnm,.-',
    shifted: '°!"§$%&/()=?`' + "QWERTZUIOPÜ*'" + 'ASDFGHJKLÖÄ' + '>YXCVBNM;:_',
    altGraph: { q: '@', '7': '{', '8': '[', '9': ']', '0': '}', ß: '\\', '+': '~', '<': '|' },
  },
  fr: {
    plain: '²&é"\'(-è_çà)=' + 'azertyuiop^$*' + 'qsdfghjklmù' + '<wxcvbn,;:!',
    shifted: ' 1234567890°+' + 'AZERTYUIOP¨£µ' + 'QSDFGHJKLM%' + '>WXCVBN?./§',
    altGraph: {
      ...{ é: '~', '"': '#', "'": '{', '(': '[', '-': '|', è: '`' },
      ...{ _: '\\', ç: '^', à: '@', ')': ']', '=': '}' },
    },
  },
  be: {
    plain: '²&é"\'(§è!çà)-' + 'azertyuiop^$µ' + 'qsdfghjklmù' + '<wxcvbn,;:=',
    shifted: '³1234567890°_' + 'AZERTYUIOP¨*£' + 'QSDFGHJKLM%' + '>WXCVBN?./+',
    altGraph: {
      ...{ '&': '|', é: '@', '"': '#', '§': '^', ç: '{', à: '}' },
      ...{ '^': '[', $: ']', µ: '`', '<': '\\', '=': '~' },
    },
  },
  es: {
    plain: "º1234567890'¡" + 'qwertyuiop`+ç' + 'asdfghjklñ´' + '<zxcvbnm,.-',
    shifted: 'ª!"·$%&/()=?¿' + 'QWERTYUIOP^*Ç' + 'ASDFGHJKLÑ¨' + '>ZXCVBNM;:_',
    altGraph: {
      ...{ º: '\\', '1': '|', '2': '@', '3': '#', '4': '~', '`': '[', '+': ']', '´': '{', ç: '}' },
    },
  },
}

const NUMPAD = /^Numpad(\d)$/

/** The character that a key writes in a layout, or null where it writes none. */
export function characterOf(layout: KeyboardLayout, { code, shift, altGraph }: PhysicalKey): string | null {
  if (code === 'Space') return ' '
  const [, digit] = NUMPAD.exec(code) ?? []
  if (digit !== undefined) return digit
  const place = PLACES.indexOf(code)
  if (place < 0) return null
  const { plain, shifted, altGraph: third } = LAYOUTS[layout]
  const character = plain.charAt(place)
  if (altGraph) return third[character] ?? null
  return shift ? shifted.charAt(place) : character
}

/** The key that writes a character in a layout, or null where none does. */
export function keyOf(layout: KeyboardLayout, character: string): PhysicalKey | null {
  for (const code of ['Space', ...PLACES]) {
    for (const [shift, altGraph] of [
      [false, false],
      [true, false],
      [false, true],
    ] as const) {
      const key = { code, shift, altGraph }
      if (characterOf(layout, key) === character) return key
    }
  }
  return null
}
