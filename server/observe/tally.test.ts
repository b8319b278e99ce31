import { expect, it } from 'vitest'
import { Distribution } from './distribution.ts'
import { Tally } from './tally.ts'

it('a tally counts what is outside its list as unknown, whatever it is called', () => {
  const tally = new Tally(['scan', 'undo'])
  tally.add('scan')
  tally.add('scan', 2)
  for (const name of ['4711', '__proto__', 'constructor', '']) tally.add(name)
  expect(tally.entries()).toEqual([
    ['scan', 3],
    ['undo', 0],
    ['unknown', 4],
  ])
})

it('a distribution counts a value under every bound that it does not exceed', () => {
  const distribution = new Distribution([1, 10])
  for (const value of [0.5, 1, 7, 99]) distribution.add(value)
  expect(distribution.cumulated()).toEqual([2, 3, 4])
  expect(distribution.sum).toBe(107.5)
})
