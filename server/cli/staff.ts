import type { Command } from 'commander'
import { meantUsername } from '../auth/credential-policy.ts'
import type { StaffAccount } from '../protocol/accounts.ts'
import { SettingError } from '../platform/setting-error.ts'
import type { Action, CommandLine, Run } from './command-line.ts'
import { withControl, withFirstControl } from './local-control.ts'
import { readRole, roleOption, valueOption } from './options.ts'
import type { Control } from './remote-control.ts'

/** `hub staff list`, `hub staff add` and the like; a password that the hub made is the only thing on stdout. */
export function addStaffCommands(program: Command, run: Run): void {
  const staff = program.command('staff').description('Look after the accounts of your people.')
  staff.command('list').description('Print the accounts.').action(run(listStaff))
  staff
    .command('add')
    .description('Make an account and print its password, once.')
    .argument('<USERNAME>', 'What they sign in with.')
    .addOption(roleOption())
    .addOption(valueOption('--name <TEXT>', 'Their full name. Default: the user name.'))
    .action(run(addStaff))
  const actOn = (name: string, description: string, action: AccountAction): Command =>
    staff
      .command(name)
      .description(description)
      .argument('<USERNAME>', 'Whose account.')
      .action(run(onAccount(action)))
  actOn('reset-password', 'Make a new password and print it, once.', async (control, id) => {
    return `${(await control.resetPassword(id)).password}\n`
  })
  actOn('disable', 'Sign them out everywhere, and let them in no more.', async (control, id) =>
    lineOf(await control.changeStaff(id, { disabled: true })),
  )
  actOn('enable', 'Let them sign in again.', async (control, id) =>
    lineOf(await control.changeStaff(id, { disabled: false })),
  )
}

async function listStaff(line: CommandLine): Promise<void> {
  const staff = await withControl(line, (control) => control.listStaff())
  line.terminal.out.write(staff.map(lineOf).join(''))
}

async function addStaff(line: CommandLine, username = ''): Promise<void> {
  const params = { username, full_name: line.given.name ?? username, role: readRole(line.given.role) }
  const { password = '' } = await withFirstControl(line, (control) => control.addStaff(params))
  line.terminal.out.write(`${password}\n`)
}

/** Does something with an account and resolves with what to print. */
type AccountAction = (control: Control, id: string) => Promise<string>

function onAccount(action: AccountAction): Action {
  return async (line, username = '') => {
    const told = await withControl(line, async (control) =>
      action(control, (await findAccount(control, username)).id),
    )
    line.terminal.out.write(told)
  }
}

async function findAccount(control: Control, typed: string): Promise<StaffAccount> {
  const account = (await control.listStaff()).find(({ username }) => username === meantUsername(typed))
  if (account) return account
  throw new SettingError(`There is no account "${typed}". See: staff list.`)
}

function lineOf({ username, role, full_name, disabled }: StaffAccount): string {
  return `${username}\t${role}\t${full_name}${disabled ? '\tdisabled' : ''}\n`
}
