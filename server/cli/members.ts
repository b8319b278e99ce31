import { readFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { readMembersFile } from '../commands/members/members-file.ts'
import { SettingError } from '../platform/setting-error.ts'
import type { CommandLine, Run } from './command-line.ts'
import { withControl, withFirstControl } from './local-control.ts'
import { valueOption } from './options.ts'

/** `hub members import` and `hub members export`. */
export function addMembersCommands(program: Command, run: Run): void {
  const members = program.command('members').description('Bring members in from a file, or out into one.')
  members
    .command('import')
    .description('Add and change members by a CSV file, all of it or nothing.')
    .argument('<FILE.csv>', 'Has a header, and a row a member.')
    .action(run(importFile))
  members
    .command('export')
    .description('Print all members.')
    .addOption(valueOption('--format <csv|json>', 'How they are printed. Default: csv.'))
    .action(run(exportMembers))
}

async function importFile(line: CommandLine, file = ''): Promise<void> {
  const content = readText(file)
  await readMembersFile(content)
  const { added, changed } = await withFirstControl(line, (control) => control.importMembers(content))
  line.terminal.out.write(`${added} members added, ${changed} changed\n`)
}

async function exportMembers(line: CommandLine): Promise<void> {
  const format = readFormat(line.given.format)
  await withControl(line, (control) =>
    pipeline(control.exportMembers(format), line.terminal.out, { end: false }),
  )
}

function readFormat(given = 'csv'): 'csv' | 'json' {
  if (given === 'csv' || given === 'json') return given
  throw new SettingError('--format takes csv or json.')
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new SettingError(`The file ${file} cannot be read.`)
  }
}
