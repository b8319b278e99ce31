import { describe, expect, it } from 'vitest'
import { nameWords } from '../../../server/domain/search/fold.ts'
import { matchesName } from './match-name.ts'

describe('a name that is searched', () => {
  it.each([
    ['Lucía Fernández', 'lucia', true],
    ['Lucia Fernandez', 'LUCÍA', true],
    ['Søren Kjær', 'soren kjaer', true],
    ['Łukasz Groß', 'gross luk', true],
    ['Tom O’Brien', 'brien', true],
    ['Tom O’Brien', 'obrien t', true],
    ['Chen Wei', 'wei chen', true],
    ['Chen Wei', 'chan', false],
    ['Chen Wei', '', true],
    ['Chen Wei', '  chen  ', true],
    ['Ελένη 王小明', 'ελενη 王小', true],
  ])('%s by %j: %s', (name, query, isFound) => {
    expect(matchesName(nameWords(name), query)).toBe(isFound)
  })
})
