import type { Command } from 'commander'
import { realEnvironment } from '../platform/clock.ts'
import { SettingError } from '../platform/setting-error.ts'
import { decodeSetting } from '../settings/decode.ts'
import { siteName, START_SETTINGS } from '../settings/start-settings.ts'
import type { Db } from '../store/database.ts'
import { asOwner } from '../store/postgres/open-postgres.ts'
import { prepareDatabase } from '../store/postgres/open-site.ts'
import { addSite, listSites } from '../store/sites.ts'
import type { CommandLine, Run } from './command-line.ts'
import { settingOption } from './options.ts'

/** `hub sites list` and `hub sites add`: the gyms that share a database. */
export function addSitesCommands(program: Command, run: Run): void {
  const sites = program.command('sites').description('Look after the gyms that share a database.')
  sites
    .command('list')
    .description('Print their names.')
    .addOption(settingOption(START_SETTINGS.database))
    .action(run(printSites))
  sites
    .command('add')
    .description('Add a gym, which a hub then serves by --site.')
    .argument('<NAME>', 'Small letters, digits and dashes.')
    .addOption(settingOption(START_SETTINGS.database))
    .action(run(add))
}

async function printSites(line: CommandLine): Promise<void> {
  const sites = await onDatabase(line, listSites)
  line.terminal.out.write(sites.map(({ name }) => `${name}\n`).join(''))
}

async function add(line: CommandLine, given = ''): Promise<void> {
  const name = readName(given)
  const isNew = await onDatabase(line, async (db) => {
    await prepareDatabase(db)
    return addSite(db, name, realEnvironment.now())
  })
  if (!isNew) throw new SettingError(`There is a site "${name}" already. See: hub sites list.`)
  line.terminal.out.write(`Added. Start its hubs with: hub serve --site ${name}\n`)
}

function readName(given: string): string {
  const read = siteName.safeParse(given)
  if (read.success) return read.data
  throw new SettingError(`A site's name ${read.error.issues[0]?.message ?? 'is wrong'}.`)
}

async function onDatabase<Result>(line: CommandLine, work: (db: Db) => Promise<Result>): Promise<Result> {
  const { given, terminal } = line
  const address = decodeSetting(START_SETTINGS.database, { given: { ...given }, env: terminal.env, file: {} })
  if (address === null) {
    throw new SettingError(
      'Say which database: --database ADDRESS, or FRONTDESK_DATABASE. SQLite has one gym.',
    )
  }
  try {
    return await asOwner(address, work)
  } catch (error) {
    throw new SettingError(error instanceof Error ? error.message : String(error))
  }
}
