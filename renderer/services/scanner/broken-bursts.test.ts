import { describe, expect, it } from 'vitest'
import { codesIn, readsIn, typedAt, type Typed } from '../testing/reads-in.ts'
import { ANY_READER, type ReaderProfile } from './reader-profile.ts'

const GAP = 8
const ctrl = (key: string): Typed => ({ key, gap: GAP, isCommand: true })
const named = (key: string, code = key): Typed => ({ key, code, gap: GAP })
const next = (text: string): Typed[] => typedAt(text, GAP, GAP)
const alt = (digits: string): Typed[] => [
  { key: 'Alt', gap: GAP },
  ...Array.from(digits, (key) => ({ key, code: `Numpad${key}`, gap: GAP, isCommand: true, hasAlt: true })),
]
const ENTER = named('Enter')
const HEAD = typedAt('0112345', GAP)
const WHOLE = ['011234521ABCDEF']
const AGAIN = ['ambiguous: 011234521ABCDEF']

/** A code that these keys break. */
const brokenBy = (...keys: Typed[]): string[] => codesIn([...HEAD, ...keys, ...next('21ABCDEF'), ENTER])

describe('within a burst at a reader’s speed', () => {
  it.each([
    ['GS as Ctrl and a bracket', ctrl(']')],
    ['a paste', ctrl('v')],
    ['an arrow', named('ArrowDown')],
    ['Backspace', named('Backspace')],
    ['Delete', named('Delete')],
    ['Escape', named('Escape')],
    ['F8, which some readers send for GS', named('F8')],
    ['F5, which some readers send for SUB', named('F5')],
  ])('%s is dropped, and the code is whole', (_, key) => {
    expect(brokenBy(key)).toEqual(WHOLE)
  })

  it.each([
    ['a control character', '029', WHOLE],
    ['a letter', '065', ['0112345A21ABCDEF']],
    ['a character that is another one on each PC', '0200', AGAIN],
  ])('Alt and the number of %s is that', (_, digits, read) => {
    expect(brokenBy(...alt(digits))).toEqual(read)
  })

  it.each([
    ['a key without a name', named('Unidentified', '')],
    ['a key of the keypad that is no digit, without NumLock', named('Delete', 'NumpadDecimal')],
    ['Alt and a letter', { ...ctrl('l'), hasAlt: true }],
  ])('%s may have been a character: the card is to be held out again', (_, key) => {
    expect(brokenBy(key)).toEqual(AGAIN)
  })

  it.each([ENTER, named('Tab'), ctrl('j'), ctrl('d'), named('Enter', 'NumpadEnter')])(
    '$key with more behind it is a line of many: none of it is kept, and nobody is looked up',
    (end) => {
      expect(readsIn([...HEAD, end, ...next('21ABCDEF'), ENTER])).toEqual([{ is: 'ambiguous', typed: '' }])
    },
  )

  it.each([
    ['arrows', [named('ArrowDown'), named('ArrowDown'), named('ArrowDown')]],
    ['Shift', [named('Shift'), named('Shift'), named('Shift')]],
    ['more ends', [ENTER, ctrl('j'), ctrl('d')]],
  ])('%s between an end and the next line are within the reader’s time for that line', (_, keys) => {
    expect(readsIn([...HEAD, ENTER, ...keys, ...next('21ABCDEF'), ENTER])).toEqual([
      { is: 'ambiguous', typed: '' },
    ])
  })

  it.each([
    ['Shift and Alt', 'A', [named('Shift'), named('Shift'), ...alt('029')]],
    ['an end and arrows', 'A', [ENTER, named('ArrowDown'), named('ArrowDown')]],
  ])('what %s leave of a code at an uneven speed is no code of its own', (_, second, keys) => {
    const slowly = [...typedAt('0', 20), ...typedAt(second, 20, 46), ...keys, ...next('21ABCDEF'), ENTER]
    expect(codesIn(slowly.map((key) => ({ ...key, gap: Math.max(key.gap, 20) })))).not.toContain('21ABCDEF')
  })

  it('many lines are one thing, however many', () => {
    const lines = ['@', 'ANSI 636026', 'DCSSAMPLE', 'DBB06061986', 'DAQD12345678']
    expect(codesIn(lines.flatMap((line) => [...next(line), ENTER]))).toEqual(['ambiguous: '])
  })

  it('a card after many lines is read', () => {
    const many = ['ANSI 636026', 'DCSSAMPLE'].flatMap((line) => [...next(line), ENTER])
    expect(codesIn([...many, ...typedAt('GYM0002', GAP, 1_100), ENTER])).toEqual(['ambiguous: ', 'GYM0002'])
  })

  it.each([ctrl('c'), ctrl('d'), ctrl(']'), named('Delete'), named('ArrowDown')])(
    '$key at the end loses no card',
    (end) => {
      expect(codesIn([...typedAt('GYM0001', GAP), end, ENTER])).toEqual(['GYM0001'])
    },
  )

  it('more of a code than any card has is no code', () => {
    expect(codesIn([...typedAt('1'.repeat(600), 1), ENTER])[0]).toMatch(/^ambiguous: 1+$/)
  })
})

describe('what a pause leaves of a code', () => {
  const afterPause = (head: string, pauseMs: number, profile: ReaderProfile): string[] =>
    codesIn([...typedAt(head, GAP), ...typedAt('21ABCDEF', GAP, pauseMs), ENTER], profile)
  const ENDED = { ...ANY_READER, ends: 'enter' } as const

  it.each([
    ['0112345', 280, ANY_READER],
    ['0112345', 900, ENDED],
    ['0112', 900, ANY_READER],
    ['011', 240, ANY_READER],
    ['0', 200, ANY_READER],
  ] as const)('is no code of its own: %s, %i ms', (head, pauseMs, profile) => {
    expect(afterPause(head, pauseMs, profile)).not.toContain('21ABCDEF')
  })

  it('an end that comes too late makes nobody a card’s owner and leaves nothing to the page', () => {
    const late = [...typedAt('GYM0001', GAP), { ...ENTER, gap: 600 }]
    expect(codesIn(late, ENDED)).toEqual(['ambiguous: GYM0001'])
  })

  it.each([
    ['whose end comes late', [...typedAt('0815', GAP), { ...ENTER, gap: 200 }]],
    ['whose end comes very late', [...typedAt('0815', GAP), { ...ENTER, gap: 600 }]],
    ['in two halves', [...typedAt('08', 30), ...typedAt('15', 30, 100), { ...ENTER, gap: 30 }]],
  ])('is to be held out again where it is a short code %s', (_, keys) => {
    expect(codesIn(keys)).toEqual(['ambiguous: 0815'])
  })

  it('is a reader’s, however little it is', () => {
    const rest = [...typedAt('GYM000', GAP), ...typedAt('1', 0, 900), { ...ENTER, gap: 20 }]
    expect(codesIn(rest, ENDED)).toEqual(['ambiguous: 1'])
  })

  it('is no code of its own either where somebody has typed, and has stopped, before its first character', () => {
    const typed = typedAt('forgot', 100)
    const head = typedAt('0', 0, 1_100)
    expect(codesIn([...typed, ...head, ...typedAt('21ABCDEF', GAP, 100), ENTER])).toEqual([
      'ambiguous: 21ABCDEF',
    ])
  })

  it('is a code where a person typed two letters before it, and not one', () => {
    expect(codesIn([...typedAt('zo', 100), ...typedAt('GYM0001', GAP, 100), ENTER])).toEqual(['GYM0001'])
    expect(codesIn([...typedAt('z', 100), ...typedAt('GYM0001', GAP, 100), ENTER])).toEqual([
      'ambiguous: GYM0001',
    ])
  })
})

describe('ending keys after a scan', () => {
  it('are no more of it where it takes a person to press them', () => {
    const scan = [...typedAt('GYM0001', GAP), ENTER]
    const read = codesIn([...scan, ...Array.from({ length: 3 }, () => ({ ...ENTER, gap: 240 })), ...scan])
    expect(read).toEqual(['GYM0001', 'GYM0001'])
  })
})

describe('where the PC does not say what a key writes', () => {
  it('an input method is read by the places of the keys', () => {
    const keys = Array.from('gym0001', (character) => {
      const code = /\d/.test(character) ? `Digit${character}` : `Key${character.toUpperCase()}`
      return { key: 'Process', code, gap: GAP, shift: /\D/.test(character) }
    })
    expect(codesIn([...keys, { key: 'Process', code: 'Enter', gap: GAP }])).toEqual(['GYM0001'])
  })

  it('a keypad without NumLock is read by the places of the keys', () => {
    const names = ['Insert', 'End', 'ArrowDown', 'PageDown', 'ArrowLeft', 'Clear']
    const keys = names.map((key, digit) => ({ key, code: `Numpad${digit}`, gap: GAP }))
    expect(codesIn([...keys, ENTER])).toEqual(['012345'])
  })
})
