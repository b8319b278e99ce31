import { describe, expect, it } from 'vitest'
import { characterOf, KEYBOARD_LAYOUTS, keyOf, type KeyboardLayout } from '../scanner/keyboard-layouts.ts'
import type { RawKey } from '../scanner/raw-key.ts'
import { ANY_READER, MAX_KEY_GAP_MS, MIN_KEY_GAP_MS, type ReaderProfile } from '../scanner/reader-profile.ts'
import { readsOf } from '../scanner/reads-of.ts'
import { learnProfile, TEST_CODE } from './learn-profile.ts'

interface Typing {
  reader?: KeyboardLayout
  pc?: KeyboardLayout
  caps?: boolean
  gaps?: (index: number) => number
  end?: 'Enter' | 'Tab' | 'Ctrl+J' | null
}

function flipped(text: string): string {
  const other = text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase()
  return other.length === text.length ? other : text
}

/** The keys that a reader at a PC makes of a text. */
function typed(text: string, { reader = 'us', pc = reader, caps = false, gaps, end = 'Enter' }: Typing = {}) {
  let at = 1_000
  const keys: RawKey[] = []
  const press = (
    key: string,
    place: { code: string; shift: boolean; altGraph: boolean },
    isCommand = false,
  ) => {
    const gapMs = keys.length === 0 ? null : (gaps?.(keys.length) ?? 8)
    at += gapMs ?? 0
    keys.push({ key, ...place, at, gapMs, caps, isCommand })
  }
  for (const character of text) {
    const place = keyOf(reader, character)
    if (!place) throw new Error(`A reader set to ${reader} cannot send ${character}.`)
    const made = characterOf(pc, place) ?? 'Dead'
    press(caps && made.length === 1 ? flipped(made) : made, place)
  }
  const bare = { shift: false, altGraph: false }
  if (end === 'Ctrl+J') press('j', { code: 'KeyJ', ...bare }, true)
  else if (end) press(end, { code: end, ...bare })
  return keys
}

const learned = (keys: readonly RawKey[]) => learnProfile(keys, TEST_CODE)

describe('what is learned from the test code', () => {
  it.each(KEYBOARD_LAYOUTS.flatMap((reader) => KEYBOARD_LAYOUTS.map((pc) => [reader, pc] as const)))(
    'a reader set to %s at a PC set to %s, with and without Caps Lock',
    (reader, pc) => {
      // Only signs that are not in the code tell these two apart.
      const layout = reader === 'uk' ? 'us' : reader
      for (const caps of [false, true]) {
        expect(learned(typed(TEST_CODE, { reader, pc, caps }))).toMatchObject({
          layout,
          prefix: '',
          suffix: '',
        })
      }
    },
  )

  it.each([
    ['X:', ''],
    ['', '.Z'],
    [']C1', '#'],
  ])('what stands around it: “%s” and “%s”', (prefix, suffix) => {
    expect(learned(typed(`${prefix}${TEST_CODE}${suffix}`))).toMatchObject({ prefix, suffix })
  })

  it.each([
    ['Enter', 'enter'],
    ['Tab', 'tab'],
    ['Ctrl+J', 'enter'],
    [null, 'pause'],
  ] as const)('its end: %s is %s', (end, ends) => {
    expect(learned(typed(TEST_CODE, { end }))).toMatchObject({ ends })
  })

  it.each([
    [1, MIN_KEY_GAP_MS],
    [8, MIN_KEY_GAP_MS],
    [15, MIN_KEY_GAP_MS],
    [16, 48],
    [30, MAX_KEY_GAP_MS],
    [MAX_KEY_GAP_MS, MAX_KEY_GAP_MS],
  ])('its speed: %i ms a key gives it %i ms', (gapMs, maxKeyGapMs) => {
    expect(learned(typed(TEST_CODE, { gaps: () => gapMs }))).toMatchObject({ maxKeyGapMs })
  })

  it('a pause of a busy PC is not its speed', () => {
    const gaps = (index: number): number => (index === 7 ? 180 : 8)
    expect(learned(typed(TEST_CODE, { gaps }))).toMatchObject({ maxKeyGapMs: MIN_KEY_GAP_MS })
  })

  it('Shift and Caps Lock between its characters are not part of it', () => {
    const shift = { code: 'ShiftLeft', shift: true, altGraph: false, caps: false, isCommand: false }
    const keys = typed(TEST_CODE).flatMap((key) => [{ ...key, ...shift, key: 'Shift' }, key])
    expect(learned(keys)).toEqual({ ...ANY_READER, layout: 'us', ends: 'enter', maxKeyGapMs: MIN_KEY_GAP_MS })
  })

  it('by the PC’s characters where no layout of ours gives the code', () => {
    const keys = typed(TEST_CODE).map((key) => ({ ...key, code: 'KeyA' }))
    expect(learned(keys)).toMatchObject({ layout: 'as-typed' })
  })
})

describe('a desk that learned a fast reader', () => {
  it.each([8, 30, MIN_KEY_GAP_MS])('reads one beside it that takes %i ms a key', (gapMs) => {
    const profile = learned(typed(TEST_CODE, { gaps: () => 8 })) as ReaderProfile
    expect(readsOf(typed('GYM0001', { gaps: () => gapMs }), profile)).toEqual([
      { is: 'code', code: 'GYM0001' },
    ])
  })
})

/** The same keys with one more in the middle of them. */
function withKeyWithin(keys: readonly RawKey[], key: string): RawKey[] {
  const [middle] = keys.slice(keys.length / 2)
  if (!middle) throw new Error('There is no middle.')
  return keys.flatMap((each) => (each === middle ? [{ ...each, key, code: key }, each] : [each]))
}

describe('a reader that sends keys within its code which write nothing', () => {
  it.each(['Backspace', 'ArrowDown'])('is learned, since its cards are read all the same: %s', (key) => {
    expect(learned(withKeyWithin(typed(TEST_CODE), key))).toMatchObject({ layout: 'us', ends: 'enter' })
  })
})

describe('what cannot be learned, and why', () => {
  it.each(['Unidentified', 'Enter'])(
    'unread: what reads the cards finds no code in the keys where %s is among them',
    (key) => {
      expect(learned(withKeyWithin(typed(TEST_CODE), key))).toEqual({ problem: 'unread' })
    },
  )

  it.each([
    ['nothing', []],
    ['nothing', typed('')],
    ['twice', typed(TEST_CODE + TEST_CODE)],
    ['slow', typed(TEST_CODE, { gaps: () => MAX_KEY_GAP_MS + 5 })],
    ['slow', typed(TEST_CODE, { gaps: (index) => (index % 2 ? 8 : 180) })],
    ['case', typed(Array.from(TEST_CODE).map(flipped).join(''))],
    ['different', typed('DEMO-00001')],
    ['different', typed(TEST_CODE.slice(0, -1))],
    [
      'numbers',
      typed('').concat(
        ['Numpad6', 'Numpad5'].map((code, index) => ({
          ...{ key: '6', code, shift: false, altGraph: false, caps: false },
          ...{ at: index * 8, gapMs: 8, isCommand: true },
        })),
      ),
    ],
  ] as const)('%s', (problem, keys) => {
    expect(learned(keys)).toEqual({ problem })
  })
})
