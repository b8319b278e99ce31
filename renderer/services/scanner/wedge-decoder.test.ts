import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeAfterSilence, END_OF_CODE_MS, step, type Burst } from './wedge-decoder.ts'

interface Typed {
  key: string
  gap: number
}

/** Codes found in a stretch of typing; `gap` is the time since the key before. */
function codesIn(typed: readonly Typed[]): string[] {
  const codes: string[] = []
  let burst: Burst | null = null
  let at = 1000
  for (const { key, gap } of typed) {
    if (gap > END_OF_CODE_MS) {
      const code = codeAfterSilence(burst)
      if (code !== null) codes.push(code)
      if (code !== null) burst = null
    }
    at += gap
    const result = step(burst, { key, at, isCommand: false })
    burst = result.burst
    if (result.is === 'scanned') codes.push(result.code)
  }
  const last = codeAfterSilence(burst)
  return last === null ? codes : [...codes, last]
}

const typedAt = (text: string, gap: number, first = 500): Typed[] =>
  Array.from(text).map((key, index) => ({ key, gap: index === 0 ? first : gap }))
const scannedAt = (code: string, gap: number, end = 'Enter'): Typed[] => [
  ...typedAt(code, gap),
  { key: end, gap },
]

describe('the wedge decoder', () => {
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

  it('ends at a key that is no character', () => {
    expect(codesIn([...typedAt('4006', 5), { key: 'ArrowLeft', gap: 5 }, { key: 'Enter', gap: 5 }])).toEqual(
      [],
    )
  })
})
