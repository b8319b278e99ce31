import { describe, expect, it } from 'vitest'
import { openRequestHorizon } from '../../../server/store/request-horizon.ts'
import { openTestCore } from '../../support/hub/core.ts'

describe('how far the ids of remembered requests go', () => {
  it('is known at the next start, and moves with what is remembered', async () => {
    const { writer, store } = await openTestCore(undefined, 'sqlite')
    const remember = (id: string) =>
      writer.write(({ facts }) => facts.rememberRequest({ id, body_hash: '', at: 0, answer: '{}' }))
    await remember('b')
    const horizon = await openRequestHorizon(store.db)
    const known = () => ['a', 'b', 'c', 'd'].filter((id) => horizon.mayKnow(id)).join('')
    expect(known()).toBe('ab')
    horizon.reach('c')
    horizon.reach('a')
    expect(known()).toBe('abc')
  })

  it('leaves out nothing: a request whose id is behind others is found, and so is the last one', async () => {
    const { writer } = await openTestCore()
    const seen = (id: string) => writer.write(async ({ facts }) => (await facts.request(id))?.answer)
    const remember = (id: string, answer: string) =>
      writer.write(({ facts }) => facts.rememberRequest({ id, body_hash: '', at: 0, answer }))
    await remember('c', 'of c')
    await remember('a', 'of a')
    expect(await Promise.all(['a', 'b', 'c', 'd'].map(seen))).toEqual(['of a', undefined, 'of c', undefined])
  })
})
