import { describe, expect, it } from 'vitest'
import { createDeskPosition } from './desk-position.ts'

function storageWith(kept: string | null) {
  let content = kept
  return { getItem: () => content, setItem: (_key: string, value: string) => void (content = value) }
}

describe('the post of a desk', () => {
  it('is kept for the next start', () => {
    const storage = storageWith(null)
    const deskPosition = createDeskPosition(storage)
    expect(deskPosition.store.getState()).toEqual({ mode: 'toggle', location: '' })
    let told = 0
    deskPosition.store.subscribe(() => (told += 1))
    deskPosition.set({ mode: 'in' })
    deskPosition.set({ location: ' North ' })
    expect(told).toBe(2)
    expect(createDeskPosition(storage).store.getState()).toEqual({ mode: 'in', location: 'North' })
  })

  it.each(['not JSON', '[]', '{"mode":"sideways","location":4}', 'null'])(
    'is in and out at the hub’s default where %s is kept',
    (kept) => {
      expect(createDeskPosition(storageWith(kept)).store.getState()).toEqual({ mode: 'toggle', location: '' })
    },
  )
})
