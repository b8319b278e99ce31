import { describe, expect, it } from 'vitest'
import { createDeskPost } from './desk-post.ts'

function storageWith(kept: string | null) {
  let content = kept
  return { getItem: () => content, setItem: (_key: string, value: string) => void (content = value) }
}

describe('the post of a desk', () => {
  it('is kept for the next start', () => {
    const storage = storageWith(null)
    const post = createDeskPost(storage)
    expect(post.get()).toEqual({ mode: 'toggle', location: '' })
    let told = 0
    post.subscribe(() => (told += 1))
    post.set({ mode: 'in' })
    post.set({ location: ' North ' })
    expect(told).toBe(2)
    expect(createDeskPost(storage).get()).toEqual({ mode: 'in', location: 'North' })
  })

  it.each(['not JSON', '[]', '{"mode":"sideways","location":4}', 'null'])(
    'is in and out at the hub’s default where %s is kept',
    (kept) => {
      expect(createDeskPost(storageWith(kept)).get()).toEqual({ mode: 'toggle', location: '' })
    },
  )
})
