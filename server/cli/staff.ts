import { meantUsername } from '../auth/credential-policy.ts'
import type { StaffAccount } from '../protocol/accounts.ts'
import { readRole, type CommandLine } from './options.ts'
import type { Control } from './remote-control.ts'
import { SettingError } from '../platform/setting-error.ts'
import { withControl } from './local-control.ts'

type Action = (control: Control, line: CommandLine, username: string) => Promise<string>

const ACTIONS: Record<string, Action> = {
  async list(control) {
    return (await control.listStaff()).map(lineOf).join('')
  },
  async add(control, line, username) {
    const asked = { username, full_name: line.name ?? username, role: readRole(line.role) }
    return `${(await control.addStaff(asked)).password ?? ''}\n`
  },
  async 'reset-password'(control, _line, username) {
    const { id } = await findAccount(control, username)
    return `${(await control.resetPassword(id)).password}\n`
  },
  async disable(control, _line, username) {
    const { id } = await findAccount(control, username)
    return lineOf(await control.changeStaff(id, { disabled: true }))
  },
  async enable(control, _line, username) {
    const { id } = await findAccount(control, username)
    return lineOf(await control.changeStaff(id, { disabled: false }))
  },
}

export function isStaffCommand(action: string | undefined): boolean {
  return action !== undefined && Object.hasOwn(ACTIONS, action)
}

/** `staff list`, `staff add NAME` and the like; a password that the hub made is the only thing on stdout. */
export async function runStaffCommand(line: CommandLine): Promise<void> {
  const [, action = '', username = ''] = line.words
  const run = ACTIONS[action]
  if (!run) return
  if (action !== 'list' && username === '')
    throw new SettingError(`Say whose account: staff ${action} USERNAME.`)
  line.terminal.out.write(await withControl(line, (control) => run(control, line, username)))
}

async function findAccount(control: Control, typed: string): Promise<StaffAccount> {
  const account = (await control.listStaff()).find(({ username }) => username === meantUsername(typed))
  if (account) return account
  throw new SettingError(`There is no account "${typed}". See: staff list.`)
}

function lineOf({ username, role, full_name, disabled }: StaffAccount): string {
  return `${username}\t${role}\t${full_name}${disabled ? '\tdisabled' : ''}\n`
}
