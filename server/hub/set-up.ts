import { timingSafeEqual } from 'node:crypto'
import { alreadySetUp, type Accounts } from '../auth/accounts.ts'
import { newSignInCode } from '../auth/random.ts'
import { COMMAND_LINE } from '../auth/staff.ts'
import type { SetUpPort } from '../http/set-up-port.ts'
import { isTimeZone } from '../settings/time-zone.ts'
import { meantCrockford } from '../protocol/crockford.ts'
import { HubError } from '../protocol/errors.ts'
import type { SetUpAsked } from '../protocol/set-up.ts'
import { changeSettingsFile } from '../settings/settings-file.ts'
import { MAX_WRONG_CODES } from '../auth/sign-in.ts'

interface SetUpParts {
  dataFolder: string
  accounts: Pick<Accounts, 'listStaff' | 'addFirstStaff'>
  /** Starts the hub anew with what was set, with so many demo members where it has none. */
  restart: (demo: number) => void
}

/** Demo members that a new gym is filled with on request. */
const DEMO_MEMBERS = 300

/**
 * Sets a hub up that nobody has an account at: the gym's name, its time zone and the first manager. Whoever does so proves
 * with a code that they are at the hub's machine; after five wrong ones it takes none until it is started again. Where several do
 * at once, the hub is the gym of one of them.
 */
export function createSetUp({ dataFolder, accounts, restart }: SetUpParts): SetUpPort {
  const code = newSignInCode()
  let wrong = 0
  const isNeeded = async (): Promise<boolean> => (await accounts.listStaff()).length === 0

  const requireCode = (given: string): void => {
    if (wrong >= MAX_WRONG_CODES) {
      throw new HubError('forbidden', 'Too many wrong codes. Restart the hub: it prints a new one.')
    }
    if (isSame(meantCrockford(given), meantCrockford(code))) return
    wrong += 1
    throw new HubError('authentication_failed', 'This is not the code that the hub printed.')
  }

  const requireNew = async (): Promise<void> => {
    if (!(await isNeeded())) throw alreadySetUp()
  }

  return {
    isNeeded,
    code: async () => ((await isNeeded()) ? code : null),
    async run(asked: SetUpAsked) {
      await requireNew()
      requireCode(asked.code)
      if (!isTimeZone(asked.timeZone)) throw new HubError('invalid_message', 'There is no such time zone.')
      const { gymName, timeZone, joinable, manager } = asked
      // The account is committed last: until it is there, all of this can be done again.
      await accounts.addFirstStaff({ ...manager, role: 'manager' }, COMMAND_LINE, () =>
        changeSettingsFile(dataFolder, { gymName, timeZone, lan: { on: joinable } }),
      )
      return () => restart(asked.demo ? DEMO_MEMBERS : 0)
    },
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
