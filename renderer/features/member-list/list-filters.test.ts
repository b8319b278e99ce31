import { describe, expect, it } from 'vitest'
import { readFilters, writeFilters, type ListFilters } from './list-filters.ts'

const WHOLE: ListFilters = { plan: null, state: null, also: null, days: 14, order: 'name' }

describe('the filters of a list', () => {
  it.each<Partial<ListFilters>>([
    {},
    { state: 'owing' },
    { state: 'good', also: 'no_photo' },
    { also: 'ending', days: 30 },
    { state: 'ending', days: 30, order: 'end' },
    { plan: '' },
    { plan: 'Gold / Off-peak? 50 % & more', order: 'added' },
  ])('come back from an address as they were: %j', (changed) => {
    const filters = { ...WHOLE, ...changed }
    const text = writeFilters(filters)
    expect(readFilters(text)).toEqual(filters)
    expect(text).not.toMatch(/[/?#]/)
  })

  it.each(['', 'state=nonsense&order=sideways', 'days=-1', 'days=x'])('%j is the whole list', (text) => {
    expect(readFilters(text)).toEqual(WHOLE)
  })
})
