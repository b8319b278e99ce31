import { describe, expect, it } from 'vitest'
import { bestLanguage, traitsOf } from './languages.ts'

describe('the first guess', () => {
  it.each([
    [['de-AT', 'en'], 'de'],
    [['pt-BR', 'es-419', 'en-US'], 'es'],
    [['AR'], 'ar'],
    [['ja'], 'en'],
    [[], 'en'],
  ])('of %j is %s', (wanted, language) => {
    expect(bestLanguage(wanted)).toBe(language)
  })
})

it('a language that there is not is written as English', () => {
  expect(traitsOf('xx')).toEqual(traitsOf('en'))
})
