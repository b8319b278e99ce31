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

interface SetUpParts {
  dataFolder: string
  accounts: Pick<Accounts, 'listStaff' | 'addFirstStaff' | 'tryCode'>
  /** Starts the hub anew with what was set, with so many demo members where it has none. */
  restart: (demo: number) => void
}

/** Demo members that a new gym is filled with on request. */
const DEMO_MEMBERS = 300

/**
 * Sets a hub up that nobody has an account at: the gym's name, its time zone and the first manager. Whoever does so proves
 * with a code that they are at the hub's machine; whoever tries wrong ones has to wait. Where several do at once, the hub is the gym
 * of one of them.
 */
export function createSetUp({ dataFolder, accounts, restart }: SetUpParts): SetUpPort {
  const code = newSignInCode()
  const isNeeded = async (): Promise<boolean> => (await accounts.listStaff()).length === 0

  const requireCode = async (given: string, address: string): Promise<void> => {
    const isRight = (): boolean => isSame(meantCrockford(given), meantCrockford(code))
    if (await accounts.tryCode(address, isRight)) return
    throw new HubError('authentication_failed', 'This is not the code that the hub printed.')
  }

  const requireNew = async (): Promise<void> => {
    if (!(await isNeeded())) throw alreadySetUp()
  }

  return {
    isNeeded,
    code: async () => ((await isNeeded()) ? code : null),
    async run(asked: SetUpAsked, address: string) {
      await requireNew()
      await requireCode(asked.code, address)
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
