import { describe, expect, it } from 'vitest'
import { storeReaders, readReaders, READERS_KEY } from './stored-readers.ts'
import type { KnownReader } from './reader.ts'

function storage(kept: Record<string, string> = {}) {
  const items = new Map(Object.entries(kept))
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  }
}

const ENTRANCE: KnownReader = {
  ...{ id: 'one', kind: 'hid', vendorId: 3118, productId: 2434, name: 'Entrance', role: 'in' },
}

describe('the readers of a desk', () => {
  it('are there after a restart, keyboard and camera among them', () => {
    const desk = storage()
    expect(readReaders(desk).map(({ id }) => id)).toEqual(['keyboard', 'camera'])
    storeReaders(desk, [...readReaders(desk), ENTRANCE])
    expect(readReaders(desk)).toContainEqual(ENTRANCE)
    expect(readReaders(desk)).toHaveLength(3)
  })

  it.each(['{', 'null', '7', '{"a":1}', '[null,1,"x",{},{"id":"one"}]', '[{"id":"keyboard","kind":"?"}]'])(
    'are the usual two where what was kept is damaged: %s',
    (kept) => {
      expect(readReaders(storage({ [READERS_KEY]: kept })).map(({ id }) => id)).toEqual([
        'keyboard',
        'camera',
      ])
    },
  )
})
