import { CommanderError } from 'commander'
import { SettingError } from '../platform/setting-error.ts'
import { HubError } from '../protocol/errors.ts'
import { runProgram } from './program.ts'
import type { Terminal } from './terminal.ts'

/**
 * Does one command and resolves with its exit code: 0 if it is done, 1 where a check found something or nothing is known, 2 with one
 * clear line for what cannot be. A hub that serves goes on after that, until this process is told to stop.
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await runProgram(args, terminal)
  } catch (error) {
    // The help and the version are printed; the help that nobody asked for stands for the command that is missing.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (!(error instanceof SettingError || error instanceof HubError)) throw error
    terminal.err.write(`${error.message}\n`)
    return 2
  }
}
