import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { realEnvironment } from '../../../server/platform/clock.ts'
import { openCore } from '../../../server/hub/core.ts'
import { prepareFolder } from '../../../server/platform/data-folder.ts'
import { fillWithDemo } from '../../../server/demo/demo.ts'
import { readSettings } from '../../../server/settings/settings.ts'
import { databaseFor, storesOnServer } from '../postgres/databases.ts'

/** Fills a folder with a gym's data, as a hub that was stopped leaves them; `now` is the instant of all of it. Returns the database's file. */
export async function makeData(folder: string, members: number, now = Date.now()): Promise<string> {
  prepareFolder(folder)
  const onServer = storesOnServer() ? { database: await databaseFor(folder) } : {}
  const given = { ...onServer, data: folder, demo: String(members) }
  const settings = readSettings(given, { FRONTDESK_TIME_ZONE: 'UTC' })
  const environment = { ...realEnvironment, now: () => now }
  const core = await openCore(settings, environment)
  await fillWithDemo(core, settings, environment)
  await core.close()
  return join(folder, 'frontdesk.sqlite')
}

/** Changes a database as no hub does: references are not kept, and the schema may be written over. */
export function tamper(file: string, statements: string): void {
  const database = new Sqlite(file)
  database.unsafeMode(true)
  database.pragma('foreign_keys = OFF')
  database.exec(statements)
  database.close()
}

/** What one question gives, of a database that may be anybody's. */
export function askDatabase(file: string, question: string): unknown {
  const database = new Sqlite(file, { readonly: true })
  try {
    return database.prepare(question).get()
  } finally {
    database.close()
  }
}
