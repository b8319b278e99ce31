import { beforeEach, describe, expect, it } from 'vitest'
import type { Accounts } from '../../../server/auth/accounts.ts'
import { COMMAND_LINE } from '../../../server/auth/staff.ts'
import type { Core } from '../../../server/hub/core.ts'
import { openTestCore } from '../../support/hub/core.ts'
import { accountsWith, heldPasswords, type HeldPasswords } from '../../support/hub/held-passwords.ts'
import { PASSWORD } from '../../support/hub/staff.ts'

const ADDRESS = '127.0.0.1'
const PIN = '730218'
const NEW_PASSWORD = 'another four words here'

let core: Core
let accounts: Accounts
let held: HeldPasswords
/** A manager, who has signed in at a desk and may switch in there. */
let mona: { id: string; deskId: string; deskToken: string; access: string }

beforeEach(async () => {
  core = await openTestCore()
  held = heldPasswords()
  accounts = accountsWith(core, held.passwords)
  await addAccount('boss')
  const { id } = await addAccount('mona')
  const { deskId, deskToken, access } = await accounts.signInByPassword(
    { username: 'mona', password: PASSWORD },
    ADDRESS,
  )
  mona = { id, deskId, deskToken, access }
  await accounts.changeOwnPin(accounts.verifyToken(access), { password: PASSWORD, pin: PIN }, COMMAND_LINE)
})

const addAccount = (username: string) =>
  accounts.addStaff({ username, full_name: username, role: 'manager', password: PASSWORD }, COMMAND_LINE)

const ask = {
  password: () =>
    accounts.signInByPassword({ username: 'mona', password: PASSWORD, deskToken: mona.deskToken }, ADDRESS),
  PIN: () => accounts.signInByPin({ deskToken: mona.deskToken, staffId: mona.id, pin: PIN }),
  approval: () => accounts.approve({ deskToken: mona.deskToken, staffId: mona.id, pin: PIN }, ADDRESS),
  'new password': () =>
    accounts.changeOwnPassword(
      accounts.verifyToken(mona.access),
      { password: PASSWORD, newPassword: NEW_PASSWORD },
      COMMAND_LINE,
    ),
  'new PIN': () =>
    accounts.changeOwnPin(
      accounts.verifyToken(mona.access),
      { password: PASSWORD, pin: '912384' },
      COMMAND_LINE,
    ),
}

const change = {
  'the account is disabled': () => accounts.changeStaff(mona.id, { disabled: true }, COMMAND_LINE),
  'the account is given a new password': () => accounts.resetPassword(mona.id, COMMAND_LINE),
  'the desk is removed': () => accounts.removeDesk(mona.deskId, COMMAND_LINE),
  'the account is a manager’s no more': () =>
    accounts.changeStaff(mona.id, { role: 'receptionist' }, COMMAND_LINE),
}

/** Asks, and changes something while the secret is compared, or hashed. */
async function meanwhile(
  work: 'hash' | 'verify',
  asked: keyof typeof ask,
  changed: keyof typeof change,
): Promise<unknown> {
  const { begun, release } = held.hold(work)
  const answer = ask[asked]().then(
    (result: unknown) => ({ result }),
    (error: unknown) => error,
  )
  await begun
  await change[changed]()
  release()
  return answer
}

describe('while a secret is compared,', () => {
  it.each<[keyof typeof ask, keyof typeof change, string]>([
    ['password', 'the account is disabled', 'authentication_failed'],
    ['password', 'the account is given a new password', 'authentication_failed'],
    ['password', 'the desk is removed', 'forbidden'],
    ['PIN', 'the account is disabled', 'authentication_failed'],
    ['PIN', 'the desk is removed', 'forbidden'],
    ['approval', 'the account is a manager’s no more', 'forbidden'],
    ['approval', 'the desk is removed', 'forbidden'],
  ])('a %s is good no more where %s', async (asked, changed, code) => {
    expect(await meanwhile('verify', asked, changed)).toMatchObject({ code })
    expect((await accounts.listDesks()).length).toBeLessThanOrEqual(1)
  })

  it('a person who is made something else signs in as that', async () => {
    const answer = await meanwhile('verify', 'PIN', 'the account is a manager’s no more')
    expect(answer).toMatchObject({ result: { role: 'receptionist' } })
  })
})

describe('while a new secret is hashed,', () => {
  it.each<[keyof typeof ask, keyof typeof change]>([
    ['new password', 'the account is given a new password'],
    ['new password', 'the account is disabled'],
    ['new PIN', 'the account is given a new password'],
  ])('a %s is not taken where %s', async (asked, changed) => {
    expect(await meanwhile('hash', asked, changed)).toMatchObject({ code: 'authentication_failed' })
  })
})
