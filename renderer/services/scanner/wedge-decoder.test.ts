import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codesIn, readsIn, typedAt, type Typed } from '../testing/reads-in.ts'
import { characterOf, KEYBOARD_LAYOUTS, keyOf, type KeyboardLayout } from './keyboard-layouts.ts'
import { ANY_READER, MAX_KEY_GAP_MS, type ReaderProfile } from './reader-profile.ts'

/** The keys of a reader set to one layout, as a PC set to another one hears them. */
function typedThrough(code: string, reader: KeyboardLayout, pc: KeyboardLayout, capsLock = false): Typed[] {
  return Array.from(code).map((character, index) => {
    const place = keyOf(reader, character)
    if (!place) throw new Error(`A reader set to ${reader} cannot send ${character}.`)
    const made = characterOf(pc, place) ?? 'Dead'
    const flipped = made === made.toLowerCase() ? made.toUpperCase() : made.toLowerCase()
    const isFlipped = capsLock && made.length === 1 && flipped.length === 1
    return { ...place, key: isFlipped ? flipped : made, gap: index === 0 ? 500 : 8 }
  })
}

const scannedAt = (code: string, gap: number, end = 'Enter'): Typed[] => [
  ...typedAt(code, gap),
  { key: end, gap },
]

describe('the wedge decoder', () => {
  it('looks nobody up by a code that may begin with what a person typed just before it', () => {
    const typing = (text: string): Typed[] => typedAt(text, 160)
    const scanAfter = (gap: number, pace: number): Typed[] => [
      ...typedAt('DEMO-00537', pace, gap),
      { key: 'Enter', gap: pace },
    ]
    expect(codesIn([...typing('mar'), ...scanAfter(34, 8)])).toEqual(['ambiguous: rDEMO-00537'])
    expect(codesIn([...typing('mar'), ...scanAfter(54, 20)])).toEqual(['ambiguous: rDEMO-00537'])
    // Far enough apart, they are told from each other.
    expect(codesIn([...typing('mar'), ...scanAfter(90, 8)])).toEqual(['DEMO-00537'])
    // A reader that begins slowly is believed where nobody was typing.
    expect(codesIn([...typedAt('r', 8), ...scanAfter(34, 8)])).toEqual(['rDEMO-00537'])
    expect(codesIn([...scannedAt('0815', 8), ...typedAt('r', 8, 200), ...scanAfter(34, 8)])).toEqual([
      '0815',
      'rDEMO-00537',
    ])
  })

  it('finds every code at any scanner’s speed, ended by Enter or Tab, in order', () => {
    const code = fc.stringMatching(/^[A-Za-z0-9\-+/=]{4,40}$/)
    const scan = fc.tuple(code, fc.integer({ min: 1, max: 50 }), fc.constantFrom('Enter', 'Tab'))
    fc.assert(
      fc.property(fc.array(scan, { minLength: 1, maxLength: 5 }), (scans) => {
        const typed = scans.flatMap(([text, gap, end]) => scannedAt(text, gap, end))
        expect(codesIn(typed)).toEqual(scans.map(([text]) => text))
      }),
    )
  })

  it('never takes a person for a scanner, however fast they roll two keys', () => {
    const slow = fc.integer({ min: 60, max: 900 })
    const rolled = fc.integer({ min: 5, max: 55 })
    const word = fc.stringMatching(/^[a-z ]{1,30}$/)
    fc.assert(
      fc.property(fc.array(fc.tuple(word, slow, rolled), { maxLength: 8 }), (words) => {
        const typed = words.flatMap(([text, gap, roll]) =>
          Array.from(`${text}\n`).map((key, index) => ({
            key: key === '\n' ? 'Enter' : key,
            gap: index % 3 === 1 ? roll : gap,
          })),
        )
        expect(codesIn(typed)).toEqual([])
      }),
    )
  })

  it('takes a fast code without an end after a silence, and a slow one not', () => {
    expect(codesIn([...typedAt('4006381', 20), ...typedAt('x', 0, 400)])).toEqual(['4006381'])
    expect(codesIn([...typedAt('hello', 50), ...typedAt('x', 0, 400)])).toEqual([])
  })

  it('takes a reader that is exactly as slow as the slowest', () => {
    expect(codesIn(scannedAt('DEMO-00001', MAX_KEY_GAP_MS))).toEqual(['DEMO-00001'])
    expect(codesIn(scannedAt('DEMO-00001', MAX_KEY_GAP_MS + 1))).toEqual([])
  })

  it('forgives a machine a pause, and a person not', () => {
    for (const cut of [2, 5, 9]) {
      const code = 'DEMO-00001'
      const typed = [
        ...typedAt(code.slice(0, cut), 10),
        ...typedAt(code.slice(cut), 10, 200),
        { key: 'Enter', gap: 10 },
      ]
      expect(codesIn(typed)).toEqual([code])
    }
    const fastTypist = [
      ...typedAt('th', 50),
      ...typedAt('e', 50, 200),
      ...typedAt('n', 50, 55),
      { key: 'Enter', gap: 50 },
    ]
    expect(codesIn(fastTypist)).toEqual([])
  })

  it('reads a scan that comes right after a person typed', () => {
    const person = [...typedAt('th', 50), ...typedAt('en', 120, 120)]
    expect(codesIn([...person, ...typedAt('DEMO-00001', 8, 180), { key: 'Enter', gap: 8 }])).toEqual([
      'DEMO-00001',
    ])
  })

  it('does not take a person’s two fast keys into the scan that follows', () => {
    const person = typedAt('an', 50)
    expect(codesIn([...person, ...typedAt('DEMO-00006', 8, 150), { key: 'Enter', gap: 8 }])).toEqual([
      'DEMO-00006',
    ])
    expect(codesIn([...typedAt('meier', 60), { key: 'Enter', gap: 60 }])).toEqual([])
  })

  it('starts anew where a person typed just before', () => {
    expect(codesIn([...typedAt('ab', 90), ...scannedAt('DEMO-00001', 8)])).toEqual(['DEMO-00001'])
  })

  it('passes over Shift and Caps Lock between characters', () => {
    const typed = Array.from('DEMO').flatMap((key) => [
      { key: 'Shift', gap: 3 },
      { key, gap: 3 },
    ])
    expect(codesIn([...typed, { key: 'Enter', gap: 3 }])).toEqual(['DEMO'])
  })
})

describe('a reader set to one layout at a PC set to another', () => {
  const layout = fc.constantFrom(...KEYBOARD_LAYOUTS)
  const code = fc.stringMatching(/^[A-Za-z0-9-]{4,20}$/)

  it('is read by its keys once its layout is known, with Caps Lock too', () => {
    fc.assert(
      fc.property(code, layout, layout, fc.boolean(), (text, reader, pc, capsLock) => {
        const typed = [...typedThrough(text, reader, pc, capsLock), { key: 'Enter', gap: 8 }]
        expect(codesIn(typed, { ...ANY_READER, layout: reader })).toEqual([text])
      }),
    )
  })

  it('is read without a set-up where the PC makes no code of a US reader’s keys', () => {
    for (const pc of ['fr', 'be'] as const) {
      expect(codesIn([...typedThrough('DEMO-00042', 'us', pc), { key: 'Enter', gap: 8 }])).toEqual([
        'DEMO-00042',
      ])
    }
    expect(codesIn([...typedThrough('DEMO/00042', 'de', 'de'), { key: 'Enter', gap: 8 }])).toEqual([
      'DEMO/00042',
    ])
  })
})

describe('a profile', () => {
  const profile: ReaderProfile = {
    ...ANY_READER,
    prefix: '~',
    suffix: '#',
    lengths: [8, 10],
    pattern: 'DEMO-\\d+',
  }

  it('takes off what the reader puts around a code, and nothing else', () => {
    const enter = { key: 'Enter', gap: 8 }
    expect(codesIn([...typedAt('~DEMO-0042#', 8), enter], profile)).toEqual(['DEMO-0042'])
    expect(codesIn([...typedAt('DEMO-0042', 8), enter], profile)).toEqual(['DEMO-0042'])
  })

  it('finds two readers that typed into each other, and never makes a code of them', () => {
    const enter = { key: 'Enter', gap: 4 }
    const mixed = Array.from('DEMO-0042').flatMap((key, index) => [key, 'DEMO-0099'.charAt(index)])
    expect(readsIn([...typedAt(mixed.join(''), 4), enter, enter], profile)).toEqual([
      { is: 'ambiguous', typed: mixed.join('') },
    ])
    expect(readsIn([...typedAt('DEDE', 4), enter], profile)).toEqual([{ is: 'ambiguous', typed: 'DEDE' }])
  })

  it('of a reader that always ends its codes is no code without that end', () => {
    const ended = { ...ANY_READER, ends: 'enter' } as const
    expect(codesIn(typedAt('4006381333931', 8), ended)).toEqual([])
    expect(codesIn([...typedAt('4006381333931', 8), { key: 'Enter', gap: 8 }], ended)).toEqual([
      '4006381333931',
    ])
  })

  it('is as slow as its reader, so that no person is taken for it', () => {
    const quick = { ...ANY_READER, maxKeyGapMs: 24 }
    expect(codesIn([...typedAt('meier', 40), { key: 'Enter', gap: 40 }], quick)).toEqual([])
    expect(codesIn(scannedAt('DEMO-00001', 8), quick)).toEqual(['DEMO-00001'])
  })
})
