import { describe, expect, it } from 'vitest'
import { readKeys, type CodeKey } from './decode-keys.ts'
import { characterOf, keyOf } from './keyboard-layouts.ts'
import { ANY_READER, type ReaderProfile } from './reader-profile.ts'

/** The keys of a reader that is set to US English, as a PC of the same layout makes characters of them. */
function keysOf(text: string, pc: 'us' | 'fr' = 'us'): CodeKey[] {
  return Array.from(text, (character) => {
    const place = keyOf('us', character)
    if (!place) throw new Error(`No key makes ${character}.`)
    return { ...place, key: characterOf(pc, place) ?? 'Dead' }
  })
}

const read = (text: string, profile: Partial<ReaderProfile> = {}) =>
  readKeys(keysOf(text), { ...ANY_READER, ...profile })

describe('an AIM id', () => {
  it.each([
    [']C1', ']Q1GYM0001', ']Q1GYM0001'],
    [']C1', ']C1GYM0001', 'GYM0001'],
    [']C1X', ']Q1XGYM0001', ']Q1GYM0001'],
    ['X]C1', 'X]d2GYM0001', ']d2GYM0001'],
  ])('of another kind of code counts as the learned prefix: %s, %s', (prefix, typed, code) => {
    expect(read(typed, { prefix })).toEqual({ is: 'code', code })
  })

  it('keeps nobody from finding out that the PC makes no code of a US reader’s keys', () => {
    expect(readKeys(keysOf(']Q1GYM-0001', 'fr'), ANY_READER)).toEqual({ is: 'code', code: ']Q1GYM-0001' })
  })
})

describe('a code around which other characters stand than were learned', () => {
  it.each([
    ['another prefix', '~GYM0001', { prefix: 'X' }],
    ['no prefix', 'GYM0001', { prefix: 'X' }],
    ['an AIM id in place of the prefix', ']C1GYM0001', { prefix: 'X' }],
    ['a sign in front, where none was learned', '~GYM0001', {}],
    ['no suffix', 'GYM0001', { suffix: '#' }],
  ])('is read whole and says so: %s', (_what, typed, profile) => {
    expect(read(typed, profile)).toEqual({ is: 'code', code: typed, differs: true })
  })

  it.each([
    ['as learned', 'XGYM0001#', { prefix: 'X', suffix: '#' }],
    ['nothing learned', 'GYM0001', {}],
    ['an AIM id', ']Q1GYM0001', {}],
  ])('is no such code: %s', (_what, typed, profile) => {
    expect(read(typed, profile)).not.toHaveProperty('differs')
  })
})
