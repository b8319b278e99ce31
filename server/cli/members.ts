import { tmpdir } from 'node:os'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import type { MembersFile } from '../commands/members/file/file-rows.ts'
import type { Imported } from '../commands/members/import-members.ts'
import { withMembersFile } from '../hub/open-members-file.ts'
import { openFileApart } from '../hub/read-file-apart.ts'
import { hasBeenUsed } from '../platform/data-folder.ts'
import { SettingError } from '../platform/setting-error.ts'
import { readSettings } from '../settings/settings.ts'
import type { CommandLine, Run } from './command-line.ts'
import { readBytes, readEncoding } from './members-file.ts'
import { importTheirs, recogniseFile } from './members-of-others.ts'
import { withControl, withFirstControl } from './local-control.ts'
import { addMappingsCommand } from './members-mappings.ts'
import { undoImport } from './members-undo.ts'
import { addVisitsCommand } from './members-visits.ts'
import { valueOption } from './options.ts'
import { watchImport } from './watched-import.ts'

/** `hub members recognise`, `import`, `mappings`, `undo` and `export`. */
export function addMembersCommands(program: Command, run: Run): void {
  const members = program.command('members').description('Bring members in from a file, or out into one.')
  members
    .command('import')
    .description(
      'Add and change members by a CSV or XLSX file, or a ZIP file with a CSV and photos. It is refused whole before a row is written; what fails on the way, or is ended with Ctrl-C, is taken back.',
    )
    .argument('<FILE>', 'CSV or XLSX; has a header, and a row a member.')
    .addOption(
      valueOption('--encoding <NAME>', 'How the file is encoded. Default: what it says, else utf-8.'),
    )
    .addOption(valueOption('--sheet <NAME>', 'Of an XLSX file with several. Default: the first.'))
    .addOption(
      valueOption(
        '--mapping <FILE.json|NAME>',
        "What the columns of another product's file mean: as recognise prints it, or a kept one by its name.",
      ),
    )
    .addOption(
      valueOption(
        '--keep <NAME>',
        'With --mapping: keep it under this name, for the next file of this form.',
      ),
    )
    .option('--preview', 'With --mapping: print what becomes of each row, and change nothing.')
    .option('--only-good', 'With --mapping: leave out the rows that are refused, instead of taking none.')
    .addOption(
      valueOption(
        '--rest <FILE.csv>',
        'With --mapping: where the refused rows are written to, with the reason.',
      ),
    )
    .action(run(importFile))
  members
    .command('recognise')
    .description(
      'Say what a CSV or XLSX file of any product holds, and propose a mapping for it. Changes nothing.',
    )
    .argument('<FILE>', 'CSV or XLSX; has a line that names its columns, and a row a member.')
    .addOption(valueOption('--encoding <NAME>', 'How the file is encoded. Default: what it looks like.'))
    .addOption(valueOption('--sheet <NAME>', 'Of an XLSX file with several. Default: the first.'))
    .option('--json', 'Print the mapping alone, to be mended and given to import.')
    .action(run(recogniseFile))
  addMappingsCommand(members, run)
  addVisitsCommand(members, run)
  members
    .command('undo')
    .description(
      'Take an import of the last 30 days back, or list them. What was touched since stays, and is listed.',
    )
    .argument('[ID]', 'Of the import, as the list has it. Default: list them.')
    .option('--preview', 'Say what would happen, and change nothing.')
    .action(run(undoImport))
  members
    .command('export')
    .description('Print all members; as zip with photos, plans, visits and the ledger.')
    .addOption(valueOption('--format <csv|json|xlsx|zip>', 'How they are printed. Default: csv.'))
    .action(run(exportMembers))
}

async function importFile(line: CommandLine, path = ''): Promise<void> {
  if (line.given.mapping !== undefined) return importTheirs(line, path, line.given.mapping)
  const encoding = readEncoding(line.given.encoding)
  const file = { bytes: readBytes(path), encoding, sheet: line.given.sheet }
  const { dataFolder } = readSettings(line.given, line.terminal.env)
  if (!hasBeenUsed(dataFolder))
    await withMembersFile(file, tmpdir(), (opened) => requireReadable(opened.file))
  const imported = await withFirstControl(line, (control) =>
    watchImport(line.terminal, (watched) => control.importMembers(file, watched)),
  )
  line.terminal.out.write(`${summaryOf(imported)}\n`)
}

/** A file that cannot be taken over begins no new gym. */
async function requireReadable(file: MembersFile): Promise<void> {
  // A copy: bytes in memory that a thread reads are gone with it.
  const bytes = file.bytes instanceof Uint8Array ? file.bytes.slice() : file.bytes
  const reader = openFileApart({ ...file, bytes })
  try {
    const pieces = reader.read()[Symbol.asyncIterator]()
    while ((await pieces.next()).done !== true);
  } finally {
    await reader.close()
  }
}

function summaryOf({ added, changed, ...rest }: Imported): string {
  const sentences = [
    `${added} members added, ${changed} changed`,
    rest.unchanged > 0 && `${rest.unchanged} are as they were`,
    rest.photos > 0 && `${rest.photos} photos added`,
    rest.plans > 0 && `${rest.plans} plans added`,
    rest.visits > 0 && `${rest.visits} visits added`,
    rest.entries > 0 && `${rest.entries} entries added to the ledger`,
    rest.blankRows > 0 && `${rest.blankRows} blank rows passed over`,
    rest.unnamedColumns > 0 && `${rest.unnamedColumns} empty columns without a name passed over`,
    rest.encoding !== 'utf-8' && `read as ${rest.encoding}`,
  ]
  return sentences.filter((sentence) => sentence !== false).join(', ')
}

async function exportMembers(line: CommandLine): Promise<void> {
  const format = readFormat(line.given.format)
  await withControl(line, (control) =>
    pipeline(
      format === 'zip' || format === 'xlsx' ? control.exportFile(format) : control.exportMembers(format),
      line.terminal.out,
      { end: false },
    ),
  )
}

const FORMATS = ['csv', 'json', 'xlsx', 'zip'] as const

function readFormat(given = 'csv'): (typeof FORMATS)[number] {
  const format = FORMATS.find((known) => known === given)
  if (format) return format
  throw new SettingError('--format takes csv, json, xlsx or zip.')
}
