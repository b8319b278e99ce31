import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareMembers, comparedOf, type Described } from './compare-members.ts'
import { DuplicateFinder, orderedPair, pairKey } from './duplicate-finder.ts'

const ANNA: Described = {
  ...{ id: 'a', full_name: 'Anna Berg', phone: '0171 2345678', email: 'anna@example.com' },
  birthday: '1990-02-03',
}

const reasonsWith = (other: Partial<Described>, one: Partial<Described> = {}) =>
  compareMembers(comparedOf({ ...ANNA, ...one }), comparedOf({ ...ANNA, id: 'b', ...other }))?.reasons ?? null

const NOTHING = { phone: '', email: '', birthday: null }

describe('two members may be one person', () => {
  it.each([
    ['who have all in common', {}, ['name', 'birthday', 'email', 'phone']],
    [
      'whose names are turned, with other accents and signs',
      { ...NOTHING, full_name: 'BERG, Ánna' },
      ['name'],
    ],
    [
      'of whom one has a second name',
      { ...NOTHING, birthday: '1990-02-03', full_name: 'Anna Maria Berg' },
      ['similar_name', 'birthday'],
    ],
    [
      'of whom one is misspelt',
      { ...NOTHING, email: 'ANNA@example.com', full_name: 'Anna Breg' },
      ['similar_name', 'email'],
    ],
    [
      'one of whose numbers has its country',
      { ...NOTHING, phone: '+49 (0)171 / 2345678' },
      ['name', 'phone'],
    ],
    ['the year of whose birthday one does not know', { ...NOTHING, birthday: '02-03' }, ['name']],
  ])('%s', (_who, other, reasons) => {
    expect(reasonsWith(other)).toEqual(reasons)
  })
})

describe('two members are two people', () => {
  it.each([
    ['who share e-mail and phone, as families do', { full_name: 'Tom Berg' }],
    ['twins', { full_name: 'Hanna Berg', phone: '', email: '', birthday: '1990-02-04' }],
    ['of one name who were born on other days', { birthday: '1961-02-03' }],
    ['whose names alone are similar', { ...NOTHING, full_name: 'Anna Breg' }],
    [
      'of one name who have another e-mail address and another phone',
      { email: 'b@example.com', phone: '0171 999999', birthday: null },
    ],
    ['whose first names alone are the same', { ...NOTHING, email: 'anna@example.com', full_name: 'Anna' }],
    ['whose numbers only end alike', { ...NOTHING, full_name: 'Anna Breg', phone: '+49 30 1 0171 2345678' }],
  ])('%s', (_who, other) => {
    expect(reasonsWith(other)).toBeNull()
  })
})

const member = fc.record({
  full_name: fc.constantFrom('Anna Berg', 'Berg, Anna', 'Anna Maria Berg', 'Anna Breg', 'Tom Berg', 'Li', ''),
  phone: fc.constantFrom('', '0171 2345678', '+49 171 2345678', '0171 2345679'),
  email: fc.constantFrom('', 'anna@example.com', 'Anna@Example.com', 'tom@example.com'),
  birthday: fc.constantFrom(null, '02-03', '1990-02-03', '1961-02-03'),
})

describe('the finder', () => {
  it('finds every pair that comparing each member with each finds, the likeliest first, and none that was dismissed', () => {
    const isWhole = fc.property(fc.array(member, { maxLength: 12 }), fc.nat(), (rows, which) => {
      const members = rows.map((row, at) => ({ ...row, id: `m${String(at).padStart(2, '0')}` }))
      const finder = new DuplicateFinder()
      finder.add(members)
      const all = members.flatMap((one, at) =>
        members.slice(at + 1).flatMap((other) => {
          const comparison = compareMembers(comparedOf(one), comparedOf(other))
          return comparison ? [{ ids: orderedPair(one.id, other.id), ...comparison }] : []
        }),
      )
      const { pairs, count } = finder.find(1_000)
      expect(pairs.map(({ ids }) => pairKey(ids)).sort()).toEqual(all.map(({ ids }) => pairKey(ids)).sort())
      expect(pairs.map(({ weight }) => weight)).toEqual(all.map(({ weight }) => weight).sort((a, b) => b - a))
      const dismissed = all[which % Math.max(1, all.length)]
      if (!dismissed) return
      const left = finder.find(1, new Set([pairKey(dismissed.ids)]))
      expect([left.count, left.pairs.length]).toEqual([count - 1, Math.min(1, count - 1)])
      expect(left.pairs.map(({ ids }) => pairKey(ids))).not.toContain(pairKey(dismissed.ids))
    })
    fc.assert(isWhole)
  })

  it('leaves out what too many share', () => {
    const finder = new DuplicateFinder()
    finder.add(Array.from({ length: 21 }, (_, at) => ({ ...ANNA, ...NOTHING, id: `m${at}` })))
    expect(finder.find(10)).toEqual({ pairs: [], count: 0 })
  })
})
