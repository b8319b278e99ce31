import { expect, it } from 'vitest'
import { compareSecret } from '../../../server/auth/check-secret.ts'
import { createPasswords, type Passwords } from '../../../server/auth/passwords.ts'
import { openTestCore } from '../../support/hub/core.ts'

const PASSWORD = 'four words make one'

/** As many as are hashed and may wait at a time. */
const CROWD = 31

/** Keeps every place in the queue taken until it is told to stop. */
function crowd(passwords: Passwords): () => Promise<unknown> {
  let isOver = false
  const stay = async (): Promise<void> => {
    while (!isOver) await passwords.hash('somebody else')
  }
  const all = Array.from({ length: CROWD }, stay)
  return () => {
    isOver = true
    return Promise.all(all)
  }
}

it('a secret that was not compared, since too many wait, is not counted as a wrong one', async () => {
  const { writer } = await openTestCore()
  const passwords = createPasswords()
  const stored = await passwords.hash(PASSWORD)
  const from = { name: 'desk', isKnown: true }
  const attempt = () =>
    compareSecret({ writer, passwords }, [{ kind: 'account', name: 'anna' }], {
      ...{ stored, given: PASSWORD, from },
    })
  const disperse = crowd(passwords)
  for (let count = 0; count < 10; count += 1) {
    await expect(attempt()).rejects.toMatchObject({ code: 'rate_limited', details: { retryAfterMs: 2_000 } })
  }
  await disperse()
  expect(await attempt()).toBe(true)
})
