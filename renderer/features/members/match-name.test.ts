import { describe, expect, it } from 'vitest'
import { foldName, matchesName } from './match-name.ts'

describe('a name that is searched', () => {
  it.each([
    ['Lucía Fernández', 'lucia', true],
    ['Lucia Fernandez', 'LUCÍA', true],
    ['Søren Kjær', 'soren kjaer', true],
    ['Łukasz Groß', 'gross luk', true],
    ['Tom O’Brien', 'brien', true],
    ['Chen Wei', 'wei chen', true],
    ['Chen Wei', 'chan', false],
    ['Chen Wei', '', true],
    ['Chen Wei', '  chen  ', true],
  ])('%s by %j: %s', (name, query, isFound) => {
    expect(matchesName(name, query)).toBe(isFound)
  })

  it('leaves letters of other scripts as they are', () => {
    expect(foldName('Ελένη 王小明')).toBe('ελενη 王小明')
  })
})
