import { vi } from 'vitest'
import { readCommandLine, type CommandLine } from '../../server/cli-options.ts'
import { HubError } from '../../server/protocol/errors.ts'
import { SettingError } from '../../server/setting-error.ts'
import type { Ran } from './command-line.ts'

/**
 * Does one command of the hub in this process and tells of it as the command line would: a start of Node costs more than most
 * commands. `command` is what `server/cli.ts` calls for it.
 */
export async function runHere(folder: string, command: (line: CommandLine) => Promise<void>): Promise<Ran> {
  let out = ''
  const written = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
  const codeBefore = process.exitCode
  process.exitCode = undefined
  try {
    await command(readCommandLine(['--data', folder]))
    return { code: currentCode(), out, err: '' }
  } catch (error) {
    if (!(error instanceof SettingError || error instanceof HubError)) throw error
    return { code: 2, out, err: `${error.message}\n` }
  } finally {
    written.mockRestore()
    process.exitCode = codeBefore
  }
}

function currentCode(): number {
  return Number(process.exitCode ?? 0)
}
