import { existsSync, writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { lockFolder, readHubFile } from '../platform/data-folder.ts'
import { diagnosticsOfData } from '../hub/diagnostics.ts'
import { SettingError } from '../platform/setting-error.ts'
import { readPlaces, type HubSettings } from '../settings/settings.ts'
import { START_SETTINGS } from '../settings/start-settings.ts'
import type { CommandLine, Run } from './command-line.ts'
import { noData } from './data.ts'
import { settingOption } from './options.ts'
import { remoteControl } from './remote-control.ts'

type Places = Pick<HubSettings, 'dataFolder' | 'backupFolder'>

/** `hub diagnostics FILE`: works beside a running hub, without one, and where one cannot start. */
export function addDiagnosticsCommand(program: Command, run: Run): void {
  program
    .command('diagnostics')
    .description('Write what helps to find a fault, without anything of a person.')
    .argument('<FILE.json>', 'A new file.')
    .addOption(settingOption(START_SETTINGS.backupFolder))
    .action(run(writeDiagnostics))
}

async function writeDiagnostics(line: CommandLine, file = ''): Promise<void> {
  const places = readPlaces(line.given, line.terminal.env)
  if (!existsSync(places.dataFolder)) throw noData(places.dataFolder)
  const content = `${JSON.stringify(await diagnose(places), null, 2)}\n`
  try {
    writeFileSync(file, content, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST'
    throw new SettingError(
      isThere ? `${file} is there already. Give another name.` : `${file} cannot be written.`,
    )
  }
  line.terminal.out.write(
    `Written to ${file}. It names no person, card or visit; have a look before you pass it on.\n`,
  )
}

async function diagnose(places: Places): Promise<object> {
  const ofData = (hub: string): object => ({ ...diagnosticsOfData(places, Date.now()), hub })
  const runs = hubRuns(places.dataFolder)
  if (runs === 'unknown')
    return ofData('The lock of this data folder cannot be opened: its disk or its rights are at fault.')
  if (runs === 'no') return ofData('No hub is running on this data folder.')
  try {
    return await remoteControl(readHubFile(places.dataFolder)).diagnostics()
  } catch (error) {
    if (error instanceof SettingError) return ofData('A hub has this data folder and does not answer.')
    throw error
  }
}

/** Whether a hub has this folder; unknown where the disk gives no answer. */
function hubRuns(folder: string): 'yes' | 'no' | 'unknown' {
  try {
    const lock = lockFolder(folder)
    lock?.release()
    return lock ? 'no' : 'yes'
  } catch {
    return 'unknown'
  }
}
