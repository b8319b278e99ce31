import { sql } from 'kysely'
import pg from 'pg'
import type { Db } from '../../../server/store/database.ts'
import { SAME_AS_SQLITE } from '../../../server/store/postgres/types.ts'
import { atEnd } from '../for-whole-file.ts'

/** Where the tests' server is: set before any of them by whoever started it. */
export const SERVER_VARIABLE = 'TEST_POSTGRES'

/** What a test's database is a copy of. */
export const TEMPLATE = 'frontdesk'

/** True where a server was started for the tests. */
export function isServerThere(): boolean {
  return process.env[SERVER_VARIABLE] !== undefined
}

/** The address of the database that a server begins with. */
export function serverAddress(): string {
  const server = process.env[SERVER_VARIABLE]
  if (server === undefined) throw new Error('No server was started for the tests.')
  return server
}

/** True where the hubs of the tests keep their data on the tests' server. */
export function storesOnServer(): boolean {
  return process.env['TEST_STORE'] === 'postgres'
}

/** Of a data folder, which a hub may be opened on again. */
const databases = new Map<string, Promise<string>>()

/** The database of a data folder, made where there is none yet. */
export function databaseFor(folder: string): Promise<string> {
  const address = databases.get(folder) ?? newDatabase()
  databases.set(folder, address)
  return address
}

/** The database of a data folder, or undefined where its data are in the folder. */
export function databaseOf(folder: string): Promise<string> | undefined {
  return databases.get(folder)
}

let made = 0

/** The address of a new gym's database on the tests' server, gone after the test or its file. */
async function newDatabase(): Promise<string> {
  const server = serverAddress()
  made += 1
  const name = `test_${process.pid}_${made}`
  await askServer(server, `create database ${name} template ${TEMPLATE} strategy file_copy`)
  atEnd(() => askServer(server, `drop database ${name} with (force)`))
  const address = new URL(server)
  address.pathname = `/${name}`
  return address.href
}

/**
 * Tells the server how its tables are by now, as every other looks for itself: by what it knows of empty ones it would read through
 * all visits for each card.
 */
export async function refreshStatisticsOf(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db)
  const address = new URL(serverAddress())
  address.pathname = `/${rows[0]?.name ?? ''}`
  await askServer(address.href, 'analyze')
}

/** What a row is of that a test writes past the hub: the first gym of its database. */
const FIRST_SITE = '-c hub.site=1'

/** Runs a statement as the server's owner, whom nothing keeps from any gym's rows, and gives its rows. */
export async function askServer(server: string, statement: string): Promise<object[]> {
  const client = new pg.Client({ connectionString: server, types: SAME_AS_SQLITE, options: FIRST_SITE })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<object>(statement)).rows
  } finally {
    await client.end()
  }
}
