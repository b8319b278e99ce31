import { describe, expect, it } from 'vitest'
import { factsOf } from '../testing/layout-facts.ts'
import { characterOf, KEYBOARD_LAYOUTS, keyOf } from './keyboard-layouts.ts'

const ASCII_SIGNS = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'

describe('each layout', () => {
  it.each(KEYBOARD_LAYOUTS)('%s has a key for every letter and digit, and reads it back', (layout) => {
    for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789') {
      const key = keyOf(layout, character)
      expect(key, `${layout} ${character}`).not.toBeNull()
      expect(key && characterOf(layout, key)).toBe(character)
    }
  })

  it.each(KEYBOARD_LAYOUTS)(
    '%s writes what keyboards of that name do: every sign, digit and moved letter',
    (layout) => {
      const facts = factsOf(layout)
      const told = facts.map(({ character, written }) => `${character} ${written}`)
      expect(facts.map(({ key, written }) => `${characterOf(layout, key)} ${written}`)).toEqual(told)
      const known = new Set(facts.map(({ character }) => character))
      expect(Array.from(`${ASCII_SIGNS}0123456789`).filter((sign) => !known.has(sign))).toEqual([])
      const moved = (letter: string) =>
        !known.has(letter) && characterOf(layout, keyOf('us', letter)!) !== letter
      expect(Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ').filter(moved)).toEqual([])
    },
  )

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
