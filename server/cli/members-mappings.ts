import type { Command } from 'commander'
import { SettingError } from '../platform/setting-error.ts'
import type { KeptMapping } from '../protocol/saved-mappings.ts'
import type { CommandLine, Run } from './command-line.ts'
import { withControl } from './local-control.ts'

/** `hub members mappings`. */
export function addMappingsCommand(members: Command, run: Run): void {
  members
    .command('mappings')
    .description("List the kept mappings of other products' files, or print one as JSON.")
    .argument('[NAME]', 'The one to be printed. Default: list them.')
    .option('--remove', 'Forget it instead.')
    .action(run(showMappings))
}

/** Lists the kept mappings, prints one, or forgets it. */
async function showMappings(line: CommandLine, name?: string): Promise<void> {
  const { given, terminal } = line
  if (name === undefined) {
    if (given.remove) throw new SettingError('--remove takes the name of a mapping.')
    const mappings = await withControl(line, (control) => control.listMappings())
    terminal.out.write(`${mappings.map(listed).join('\n') || 'No mapping is kept.'}\n`)
    return
  }
  if (given.remove) {
    await withControl(line, (control) => control.removeMapping(name))
    terminal.out.write(`${name} is forgotten.\n`)
    return
  }
  const mapping = await withControl(line, (control) => control.getMapping(name))
  terminal.out.write(`${JSON.stringify(mapping, null, 2)}\n`)
}

const listed = ({ name, columns }: KeptMapping): string => `${name}: ${columns} columns`
