import { describe, expect, it } from 'vitest'
import { characterOf, KEYBOARD_LAYOUTS, keyOf } from './keyboard-layouts.ts'

describe('each layout', () => {
  it.each(KEYBOARD_LAYOUTS)('%s has a key for every letter and digit, and reads it back', (layout) => {
    for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789') {
      const key = keyOf(layout, character)
      expect(key, `${layout} ${character}`).not.toBeNull()
      expect(key && characterOf(layout, key)).toBe(character)
    }
  })

  it('differs where it is known to', () => {
    const key = (code: string, shift = false) => ({ code, shift, altGraph: false })
    expect(characterOf('fr', key('Digit1'))).toBe('&')
    expect(characterOf('fr', key('Digit1', true))).toBe('1')
    expect(characterOf('de', key('KeyY'))).toBe('z')
    expect(characterOf('be', key('Digit6'))).toBe('§')
    expect(characterOf('es', key('Slash'))).toBe('-')
    expect(characterOf('uk', key('Digit2', true))).toBe('"')
    expect(characterOf('us', key('Numpad7'))).toBe('7')
    expect(characterOf('de', { code: 'KeyQ', shift: false, altGraph: true })).toBe('@')
  })
})
