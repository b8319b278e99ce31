import { expect, test } from 'vitest'
import { mayPress } from './keys.ts'

const PLAIN = { code: '', shift: false, control: false, alt: false, meta: false }
const KEYS = [
  ...[
    'a',
    'A',
    'ß',
    'é',
    '7',
    '-',
    ' ',
    'Enter',
    'Tab',
    'Escape',
    'Backspace',
    'ArrowDown',
    'Home',
    'PageUp',
  ],
  ...[
    'F2',
    'F3',
    'F4',
    'F6',
    'F7',
    'F8',
    'F9',
    'F10',
    'Dead',
    'Process',
    'Unidentified',
    'Shift',
    'CapsLock',
  ],
]

test.each(KEYS)('%s is heard: typing, a reader, and the keys of the desk', (key) => {
  for (const platform of ['win32', 'darwin', 'linux'] as const) {
    expect(mayPress({ ...PLAIN, key }, platform)).toBe(true)
  }
})

test.each(['c', 'V', 'x', 'a', 'z', 'ArrowLeft', 'Backspace'])('%s with Control edits text', (key) => {
  expect(mayPress({ ...PLAIN, key, control: true }, 'win32')).toBe(true)
  expect(mayPress({ ...PLAIN, key, control: true }, 'linux')).toBe(true)
  expect(mayPress({ ...PLAIN, key, meta: true }, 'darwin')).toBe(true)
  expect(mayPress({ ...PLAIN, key, meta: true }, 'win32')).toBe(false)
})

test('characters that a layout has behind AltGr or Option are typed', () => {
  for (const key of ['@', '€', '{', 'ą']) {
    expect(mayPress({ ...PLAIN, key, control: true, alt: true }, 'win32')).toBe(true)
    expect(mayPress({ ...PLAIN, key }, 'linux')).toBe(true)
    expect(mayPress({ ...PLAIN, key, alt: true }, 'darwin')).toBe(true)
  }
})

test('a reader that types by Alt and the number pad is heard', () => {
  expect(mayPress({ ...PLAIN, key: '6', code: 'Numpad6', alt: true }, 'win32')).toBe(true)
  expect(mayPress({ ...PLAIN, key: 'ArrowRight', code: 'Numpad6', alt: true }, 'win32')).toBe(true)
})
