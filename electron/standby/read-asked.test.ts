import { expect, test } from 'vitest'
import { readPairingTyped, readPromoteAsked } from './read-asked.ts'

const ASKED = { username: 'mona', password: 'four words make one' }

test('what the page gives for a command is one line, and nothing else', () => {
  expect(readPairingTyped(['ABCD-EFGH'])).toEqual(['ABCD-EFGH'])
  expect(readPromoteAsked([ASKED])).toEqual([ASKED])
  const wrong = [[], [''], [7], ['one\ntwo'], ['one', 'two'], ['x'.repeat(301)]]
  for (const given of wrong) expect(readPairingTyped(given), JSON.stringify(given)).toBeNull()
  const wrongAsked = [
    ...[[], ['mona'], [null], [ASKED, 1]],
    ...[[{ ...ASKED, folder: '/' }], [{ username: 'mona' }], [{ ...ASKED, password: 'one\r\ntwo' }]],
  ]
  for (const given of wrongAsked) expect(readPromoteAsked(given), JSON.stringify(given)).toBeNull()
})
