import { describe, expect, it } from 'vitest'
import { BAD_MEMBER_FIELDS } from '../../tests/support/hub/bad-member-fields.ts'
import { wrongParams } from './operation-schemas.ts'
import { fieldAt } from './use-operation-form.ts'

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
    expect(wrongParams(name, params).map(({ path }) => path[0])).toEqual(expected)
  })

  it.each(BAD_MEMBER_FIELDS)('is a member’s %s of %j: %s', (field, value, problem) => {
    const params = { memberId: NOTE.memberId, full_name: 'Anna', [field]: value }
    expect(wrongParams('members.add', params)).toEqual([{ path: [field], problem }])
  })

  it('is a plan that ends before it begins', () => {
    const plan = { valid_from: '2026-11-02', valid_until: '2026-11-01' }
    expect(wrongParams('members.add', { memberId: NOTE.memberId, full_name: 'Anna', ...plan })).toEqual([
      { path: ['valid_until'], problem: 'ends_before_start' },
    ])
  })

  it('is told where it stands, however deep', () => {
    const fields = { phone: { was: '', now: 'none' } }
    const [wrong] = wrongParams('members.edit', { memberId: NOTE.memberId, id: NOTE.noteId, fields })
    expect(wrong).toEqual({ path: ['fields', 'phone', 'now'], problem: 'phone_digits' })
    expect(fieldAt(wrong?.path ?? [], { email: '', phone: '' })).toBe('phone')
  })
})
