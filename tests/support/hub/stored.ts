import Sqlite from 'better-sqlite3'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { checkDatabase, checkOnServer, type CheckReport } from '../../../server/backup/checks.ts'
import type { BusinessDay } from '../../../server/domain/business-day.ts'
import { MAIN_SITE } from '../../../server/domain/site.ts'
import { openKnownSite } from '../../../server/store/postgres/open-site.ts'
import { askServer, databaseOf } from '../postgres/databases.ts'

/** What is stored of a gym, wherever that is: in the file of its folder, or on the tests' server. */

/** The rows that a question gives. */
export async function storedRows(folder: string, question: string): Promise<Record<string, unknown>[]> {
  const address = databaseOf(folder)
  if (address !== undefined) return (await askServer(await address, question)) as Record<string, unknown>[]
  const file = new Sqlite(fileIn(folder), { readonly: true })
  try {
    return file.prepare(question).all() as Record<string, unknown>[]
  } finally {
    file.close()
  }
}

/** The one value that a question gives. */
export async function storedValue(folder: string, question: string): Promise<unknown> {
  const [row = {}] = await storedRows(folder, question)
  return Object.values(row)[0]
}

/** The names of all tables. */
export async function storedTables(folder: string): Promise<string[]> {
  const question =
    databaseOf(folder) === undefined
      ? `select name from sqlite_master where type = 'table' order by name`
      : `select tablename as name from pg_tables where schemaname = 'public' order by name`
  return (await storedRows(folder, question)).map(({ name }) => String(name))
}

/** Writes beside the hub, past all its rules. */
export async function changeStored(folder: string, statement: string): Promise<void> {
  const address = databaseOf(folder)
  if (address !== undefined) {
    await askServer(await address, statement)
    return
  }
  const file = new Sqlite(fileIn(folder))
  try {
    file.exec(statement)
  } finally {
    file.close()
  }
}

/** What `hub check` finds. */
export async function checkStored(folder: string, day: BusinessDay | null): Promise<CheckReport> {
  const address = databaseOf(folder)
  if (address === undefined) return checkDatabase({ database: fileIn(folder), day })
  const store = await openKnownSite({ address: await address, site: MAIN_SITE })
  try {
    return await checkOnServer(store.db, day)
  } finally {
    await store.close()
  }
}

function fileIn(folder: string): string {
  const file = join(folder, 'frontdesk.sqlite')
  if (!existsSync(file)) throw new Error(`There is no database in ${folder}.`)
  return file
}
