import { expect, it } from 'vitest'
import type { Core } from '../../../server/hub/core.ts'
import { createPasswords, type Passwords } from '../../../server/auth/passwords.ts'
import { signInByPassword } from '../../../server/auth/staff-sign-in.ts'
import { sharedSecret } from '../../../server/auth/secret.ts'
import { COMMAND_LINE } from '../../../server/auth/staff.ts'
import { newTimeOrderedId } from '../../../server/platform/uuid-v7.ts'
import { openTestCore } from '../../support/hub/core.ts'
import { PASSWORD } from '../../support/hub/staff.ts'

/** Real passwords, whose comparing goes on when the test says so. */
function heldPasswords() {
  const real = createPasswords()
  const begun = Promise.withResolvers<null>()
  const released = Promise.withResolvers<null>()
  const passwords: Passwords = {
    ...real,
    async verify(stored, secret, from) {
      begun.resolve(null)
      await released.promise
      return real.verify(stored, secret, from)
    },
  }
  return { passwords, begun: begun.promise, release: () => released.resolve(null) }
}

const CHANGES: [what: string, change: (core: Core, id: string) => Promise<unknown>][] = [
  ['is disabled', ({ accounts }, id) => accounts.changeStaff(id, { disabled: true }, COMMAND_LINE)],
  ['is given a new password', ({ accounts }, id) => accounts.resetPassword(id, COMMAND_LINE)],
]

it.each(CHANGES)(
  'an account that %s while its password is compared signs nobody in',
  async (_what, change) => {
    const core = await openTestCore()
    const account = { username: 'anna', full_name: 'Anna', role: 'receptionist', password: PASSWORD } as const
    const { id } = await core.accounts.addStaff(account, COMMAND_LINE)
    const held = heldPasswords()
    const parts = {
      ...{ store: core.store, writer: core.writer, known: core.known, passwords: held.passwords, now: Date.now },
      signing: { secret: sharedSecret('x'.repeat(43)), newId: newTimeOrderedId },
    }
    const signingIn = signInByPassword(parts, { username: 'anna', password: PASSWORD }, '127.0.0.1')
    await held.begun
    await change(core, id)
    held.release()
    await expect(signingIn).rejects.toMatchObject({ code: 'authentication_failed' })
  },
)
