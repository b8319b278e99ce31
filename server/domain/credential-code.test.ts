import { describe, expect, it } from 'vitest'
import { MAX_CODE_CHARACTERS } from '../protocol/limits.ts'
import { aimOf, isReadableCode, withoutAim } from './credential-code.ts'

describe('a code that every desk would take', () => {
  it.each([
    ['four characters', '0815', true],
    ['as many as the wire carries', 'A'.repeat(MAX_CODE_CHARACTERS), true],
    ['three', '815', false],
    ['three with what readers add', ' 8 1 5\r\n', false],
    ['three behind an AIM id', ']C1815', false],
    ['three signs that take two places each', '𝟘𝟙🏋', false],
    ['none', '', false],
    ['what readers add around it', '\r\n0815\r\n', true],
    ['two lines', '0815\n4711', false],
    ['two lines and blanks between them', '0815 \r\n 4711\n', false],
    ['more than the wire carries', 'A'.repeat(MAX_CODE_CHARACTERS + 1), false],
  ])('has one line of neither too few characters nor too many: %s', (_what, code, isReadable) => {
    expect(isReadableCode(code)).toBe(isReadable)
  })
})

describe('an AIM id', () => {
  it.each([']C1', ']Q1', ']d2', ']E0', ']zC', ']A7', ']L2'])(
    'of whatever kind of code is found: %s',
    (aim) => {
      expect([aimOf(`${aim}GYM0001`), withoutAim(`${aim}GYM0001`)]).toEqual([aim, 'GYM0001'])
    },
  )

  it.each([']CODE', ']', 'C1]GYM', '[C1GYM', ']1CGYM', ']C'])('is not every bracket: %s', (code) => {
    expect(withoutAim(code)).toBe(code)
  })
})
