import { expect, it } from 'vitest'
import { asStorageError } from './storage-errors.ts'

it.each([
  ['55P03', 'another hub keeps it busy'],
  ['DATABASE_AWAY', 'does not answer'],
  ['SQLITE_FULL', 'cannot write to its disk'],
])('%s: whoever reads the error looks at what is at fault', (code, words) => {
  const error = asStorageError(Object.assign(new Error('of the database'), { code }))
  expect(error).toMatchObject({
    code: 'storage_unavailable',
    message: expect.stringContaining(words) as string,
  })
})

it('what says nothing of the storage stays what it is', () => {
  const error = new Error('of a command')
  expect(asStorageError(error)).toBe(error)
})
