import { expect, it } from 'vitest'
import { matchReaders } from './match-readers.ts'
import type { Plug } from './plug.ts'
import type { KnownReader } from './reader.ts'

const reader = (id: string, vendorId: number | null, productId: number | null): KnownReader => ({
  ...{ id, kind: 'hid', vendorId, productId, name: '', role: 'desk' },
})
const plug = (vendorId: number | null, productId: number | null): Plug => ({
  ...{ device: {}, vendorId, productId, name: '' },
  open: () => Promise.resolve(() => Promise.resolve()),
  forget: () => Promise.resolve(),
})

it('takes a reader for the remembered one by maker and model', () => {
  const [a, b] = [plug(1, 1), plug(1, 2)]
  expect(matchReaders([reader('b', 1, 2), reader('a', 1, 1)], [a, b], new Map())).toEqual(
    new Map([
      ['b', b],
      ['a', a],
    ]),
  )
})

it('gives two of one model to two that are remembered, and a stranger to nobody', () => {
  const [one, two, stranger] = [plug(1, 1), plug(1, 1), plug(9, 9)]
  const matched = matchReaders([reader('x', 1, 1), reader('y', 1, 1)], [stranger, one, two], new Map())
  expect(new Set(matched.values())).toEqual(new Set([one, two]))
})

it('leaves a reader what it has when one of the same model comes or goes before it', () => {
  const [one, two] = [plug(1, 1), plug(1, 1)]
  const taken = new Map<string, object>([['y', two.device]])
  const known = [reader('x', 1, 1), reader('y', 1, 1)]
  expect(matchReaders(known, [two], taken)).toEqual(new Map([['y', two]]))
  expect(matchReaders(known, [one, two], taken)).toEqual(
    new Map([
      ['y', two],
      ['x', one],
    ]),
  )
})
