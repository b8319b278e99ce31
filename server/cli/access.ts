import type { Command } from 'commander'
import type { CommandLine, Run } from './command-line.ts'
import { withControl } from './local-control.ts'
import { DEFAULT_TTL, readRole, readTtl, roleOption, valueOption } from './options.ts'

/** `hub token` and `hub link`: ways in that are made by hand. */
export function addAccessCommands(program: Command, run: Run): void {
  program
    .command('token')
    .description('Print an access token.')
    .addOption(roleOption())
    .addOption(
      valueOption('--ttl <SPAN>', `How long it lives, such as 30m, 8h or 7d. Default: ${DEFAULT_TTL}.`),
    )
    .addOption(valueOption('--name <TEXT>', 'Whose it is, for the audit log.'))
    .action(run(printToken))
  program
    .command('link')
    .description('Print a link that signs one desk in, once.')
    .addOption(roleOption())
    .addOption(valueOption('--name <TEXT>', 'Whose it is, for the audit log.'))
    .action(run(printLink))
}

async function printToken(line: CommandLine): Promise<void> {
  const { role, name = '', ttl } = line.given
  const params = { role: readRole(role), name, ttlMs: readTtl(ttl) }
  const token = await withControl(line, (control) => control.makeToken(params))
  line.terminal.out.write(`${token}\n`)
}

async function printLink(line: CommandLine): Promise<void> {
  const { role, name = '' } = line.given
  const params = { role: readRole(role), name }
  const { address, pairing } = await withControl(line, (control) => control.makeLink(params))
  line.terminal.out.write(`${address}\n`)
  if (pairing) {
    line.terminal.out.write(`From another PC, within five minutes: ${pairing.text}\n`)
    line.terminal.out.write(`The hub is at ${pairing.addresses.join(' and ')}\n`)
  }
}
