import { describe, expect, it } from 'vitest'
import { storeProfile, PROFILE_KEY, readProfile } from './stored-profile.ts'
import { ANY_READER, MIN_KEY_GAP_MS } from './reader-profile.ts'

const storageWith = (kept: Map<string, string>) => ({
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
})

describe('the profile of a desk’s reader', () => {
  it('is kept', () => {
    const storage = storageWith(new Map())
    expect(readProfile(storage)).toEqual(ANY_READER)
    const learned = { ...ANY_READER, layout: 'fr', prefix: '~', lengths: [8, 12] } as const
    storeProfile(storage, learned)
    expect(readProfile(storage)).toEqual(learned)
  })

  it('that was learned so fast that a slower reader beside it was unread is no longer so', () => {
    const kept = new Map([[PROFILE_KEY, '{"maxKeyGapMs":20,"ends":"enter"}']])
    expect(readProfile(storageWith(kept))).toEqual({
      ...ANY_READER,
      ends: 'enter',
      maxKeyGapMs: MIN_KEY_GAP_MS,
    })
  })

  it.each(['{', '7', '{"maxKeyGapMs":"soon"}', '{"layout":"klingon"}', '{"pattern":"("}', '{"prefix":3}'])(
    'that is not understood (%s) is as if there were none',
    (kept) => expect(readProfile(storageWith(new Map([[PROFILE_KEY, kept]])))).toEqual(ANY_READER),
  )
})
