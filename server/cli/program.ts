import { Command, type CommanderError, type OutputConfiguration } from 'commander'
import { VERSION } from '../platform/version.ts'
import { addAccessCommands } from './access.ts'
import { addBackupCommands } from './backup.ts'
import { givenTo, type Run } from './command-line.ts'
import { addDiagnosticsCommand } from './diagnostics.ts'
import { addInstrumentationCommands } from './instrumentation.ts'
import { addMembersCommands } from './members.ts'
import { addMigrateCommand } from './migrate.ts'
import { dataOption } from './options.ts'
import { refusalOf } from './refusal.ts'
import { addServeCommand } from './serve.ts'
import { addSitesCommands } from './sites.ts'
import { addStaffCommands } from './staff.ts'
import { addStandbyCommands } from './standby.ts'
import type { Terminal } from './terminal.ts'

/** The help's width where nobody says how wide the terminal is. */
const HELP_COLUMNS = 100

/**
 * Runs one command and resolves with its exit code. Throws a SettingError where the line is not understood, and a CommanderError
 * where it asked for the help or the version and has it.
 */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = 0
  const run: Run = (action) =>
    async function () {
      exitCode = (await action({ given: givenTo(this), terminal }, ...this.args)) ?? 0
    }
  await createProgram(terminal, run).parseAsync(args, { from: 'user' })
  return exitCode
}

function createProgram(terminal: Terminal, run: Run): Command {
  const program = new Command('hub')
    .description("The hub of a gym's front desk: serves the desks, and works on its data.")
    .version(VERSION, '--version', 'Print the version.')
    .helpOption('-h, --help', 'Print this help.')
    .helpCommand('help [COMMAND]', 'Print the help of a command.')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput(outputOf(terminal))
    .addOption(dataOption())
  addServeCommand(program, run)
  addAccessCommands(program, run)
  addMembersCommands(program, run)
  addStaffCommands(program, run)
  addSitesCommands(program, run)
  addInstrumentationCommands(program, run)
  addBackupCommands(program, run)
  addMigrateCommand(program, run)
  addStandbyCommands(program, run)
  addDiagnosticsCommand(program, run)
  refuseInOurWords(program)
  return program
}

function outputOf({ out, err }: Terminal): OutputConfiguration {
  return {
    writeOut: (text) => out.write(text),
    writeErr: (text) => err.write(text),
    getOutHelpWidth: () => (out as Partial<NodeJS.WriteStream>).columns ?? HELP_COLUMNS,
    getErrHelpWidth: () => (err as Partial<NodeJS.WriteStream>).columns ?? HELP_COLUMNS,
    // What is wrong is said once, by whoever catches it.
    outputError: () => undefined,
  }
}

function refuseInOurWords(command: Command): void {
  command.exitOverride((error: CommanderError) => {
    throw refusalOf(error, command)
  })
  command.commands.forEach(refuseInOurWords)
}
