import { describe, expect, it } from 'vitest'
import { wrongParams } from './operation-schemas.ts'

const NOTE = {
  memberId: '018f2b7c-0000-7000-8000-000000000001',
  noteId: '018f2b7c-0000-7000-8000-000000000002',
  level: 'info',
  text: 'Knee',
  until: null,
}

describe('what an operation would not take', () => {
  it.each([
    ['nothing, of a note as it should be', [], 'notes.write', NOTE],
    ['a note without a word', ['text'], 'notes.write', { ...NOTE, text: ' ' }],
    ['a headcount that is no number', ['counted'], 'occupancy.correct', { counted: NaN, reason: 'drill' }],
    ['a headcount without a reason', ['reason'], 'occupancy.correct', { counted: 3, reason: '' }],
  ] as const)('is %s', (_what, expected, name, params) => {
    expect(wrongParams(name, params)).toEqual(expected)
  })
})
