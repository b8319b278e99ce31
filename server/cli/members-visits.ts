import type { Command } from 'commander'
import type { CommandLine, Run } from './command-line.ts'
import { withControl } from './local-control.ts'
import { readBytes } from './members-file.ts'
import { watchImport } from './watched-import.ts'

/** `hub members import-visits`: visits of the past. */
export function addVisitsCommand(members: Command, run: Run): void {
  members
    .command('import-visits')
    .description(
      'Add visits of the past to their members: of an export, or AV Gym’s list of check-ins as JSON. All of the file, or nothing.',
    )
    .argument('<FILE>', 'CSV or JSON. The members have to be here already.')
    .action(run(importVisits))
}

async function importVisits(line: CommandLine, path = ''): Promise<void> {
  const file = { bytes: readBytes(path) }
  const { added, known, ofNobody } = await withControl(line, (control) =>
    watchImport(line.terminal, (watched) => control.importVisits(file, watched)),
  )
  const sentences = [
    `${added} visits added`,
    known > 0 && `${known} were here`,
    ofNobody > 0 && `${ofNobody} left out, whose members are not here`,
  ]
  line.terminal.out.write(`${sentences.filter((sentence) => sentence !== false).join(', ')}\n`)
}
