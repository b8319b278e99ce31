import { sql } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import type { Db } from './database.ts'
import * as foundation from './migrations/0001-foundation.ts'
import * as people from './migrations/0002-people.ts'
import * as visitHistory from './migrations/0003-visit-history.ts'
import * as overrides from './migrations/0004-overrides.ts'
import * as leniency from './migrations/0005-leniency.ts'
import * as closings from './migrations/0006-closings.ts'
import * as searchAndHistory from './migrations/0007-search-and-history.ts'
import * as messages from './migrations/0008-messages.ts'
import * as signIns from './migrations/0009-sign-ins.ts'
import * as attemptWindows from './migrations/0010-attempt-windows.ts'
import * as trustedTime from './migrations/0011-trusted-time.ts'
import * as imports from './migrations/0012-imports.ts'
import * as members from './migrations/0013-members.ts'
import * as ledger from './migrations/0014-ledger.ts'
import * as plans from './migrations/0015-plans.ts'
import * as rights from './migrations/0016-rights.ts'
import * as photos from './migrations/0018-photos.ts'
import * as changes from './migrations/0019-changes.ts'
import * as duplicates from './migrations/0020-duplicates.ts'
import * as families from './migrations/0021-families.ts'
import * as lists from './migrations/0022-lists.ts'
import * as cards from './migrations/0023-cards.ts'
import * as shutDays from './migrations/0024-shut-days.ts'
import * as goingImports from './migrations/0025-going-imports.ts'
import * as mappings from './migrations/0026-mappings.ts'
import * as kinds from './migrations/0030-kinds.ts'
import * as pastVisits from './migrations/0031-past-visits.ts'
import * as gyms from './migrations/0032-gyms.ts'
import { isPostgres } from './dialect.ts'
import * as upToImports from './migrations/postgres-0012.ts'
import * as membersOnServer from './migrations/postgres-0013.ts'
import * as ledgerOnServer from './migrations/postgres-0014.ts'
import * as plansOnServer from './migrations/postgres-0015.ts'
import * as rightsOnPostgres from './migrations/postgres-0016.ts'
import * as photosOnServer from './migrations/postgres-0018.ts'
import * as changesOnServer from './migrations/postgres-0019.ts'
import * as duplicatesOnServer from './migrations/postgres-0020.ts'
import * as familiesOnServer from './migrations/postgres-0021.ts'
import * as listsOnServer from './migrations/postgres-0022.ts'
import * as cardsOnServer from './migrations/postgres-0023.ts'
import * as shutDaysOnServer from './migrations/postgres-0024.ts'
import * as goingImportsOnServer from './migrations/postgres-0025.ts'
import * as mappingsOnServer from './migrations/postgres-0026.ts'
import * as kindsOnServer from './migrations/postgres-0030.ts'
import * as deskRanks from './migrations/postgres-0028.ts'
import * as pastVisitsOnServer from './migrations/postgres-0031.ts'
import * as gymsOnServer from './migrations/postgres-0032.ts'
import type { Transact } from './transact.ts'

/** An opened database, whichever it is. */
export interface OpenedStore {
  /** Read it anew each time: it is another one after `reopen`. */
  readonly db: Db
  /** The same database, for the transactions that write. With `db` it may share its one connection. */
  readonly writing: Db
  readonly transact: Transact
  /** False after an error that made the database roll back the whole transaction, e.g. a full disk. */
  inTransaction: () => boolean
  /** Opens the file anew and looks through it; for after an error that leaves open what the disk has. Throws if it cannot. */
  reopen: () => Promise<void>
  /** Rows that this process has changed since it opened the database: equal numbers mean that nothing was written. */
  changes: () => number
  close: () => Promise<void>
}

const MIGRATIONS = {
  '0001-foundation': foundation,
  '0002-people': people,
  '0003-visit-history': visitHistory,
  '0004-overrides': overrides,
  '0005-leniency': leniency,
  '0006-closings': closings,
  '0007-search-and-history': searchAndHistory,
  '0008-messages': messages,
  '0009-sign-ins': signIns,
  '0010-attempt-windows': attemptWindows,
  '0011-trusted-time': trustedTime,
  '0012-imports': imports,
  '0013-members': members,
  '0014-ledger': ledger,
  '0015-plans': plans,
  '0016-rights': rights,
  '0018-photos': photos,
  '0019-changes': changes,
  '0020-duplicates': duplicates,
  '0021-families': families,
  '0022-lists': lists,
  '0023-cards': cards,
  '0024-shut-days': shutDays,
  '0025-going-imports': goingImports,
  '0026-mappings': mappings,
  '0030-kinds': kinds,
  '0031-past-visits': pastVisits,
  '0032-gyms': gyms,
}

export type MigrationName = keyof typeof MIGRATIONS

/** Of what hubs that share a database tell each other, which SQLite has no table of. */
type OnServerAlone = '0028-desk-ranks'

/** PostgreSQL begins with the schema as it was when it came to be supported. */
const POSTGRES_MIGRATIONS: Partial<Record<MigrationName | OnServerAlone, Migration>> = {
  '0012-imports': upToImports,
  '0013-members': membersOnServer,
  '0014-ledger': ledgerOnServer,
  '0015-plans': plansOnServer,
  '0016-rights': rightsOnPostgres,
  '0018-photos': photosOnServer,
  '0019-changes': changesOnServer,
  '0020-duplicates': duplicatesOnServer,
  '0021-families': familiesOnServer,
  '0022-lists': listsOnServer,
  '0023-cards': cardsOnServer,
  '0024-shut-days': shutDaysOnServer,
  '0025-going-imports': goingImportsOnServer,
  '0026-mappings': mappingsOnServer,
  '0028-desk-ranks': deskRanks,
  '0030-kinds': kindsOnServer,
  '0031-past-visits': pastVisitsOnServer,
  '0032-gyms': gymsOnServer,
}

function migrationsOf(db: Db): Record<string, Migration> {
  return isPostgres(db) ? POSTGRES_MIGRATIONS : MIGRATIONS
}

function migratorOf(db: Db): Migrator {
  return new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrationsOf(db)) } })
}

/** All of them, in the order in which they are done. */
export const MIGRATION_NAMES = Object.keys(MIGRATIONS) as MigrationName[]

/** A database that is only looked at. */
export type OpenedReader = Pick<OpenedStore, 'db' | 'close'>

/**
 * Brings the schema up to date, all or nothing; refuses a database that a newer version has written, but for one on a server that
 * this version may still work on. A database with data in it is copied first, to where `copyTo` says for the migration that comes next,
 * if it is given.
 */
export async function migrate(db: Db, copyTo?: (next: string) => string): Promise<void> {
  const newer = await findNewerMigration(db)
  if (newer !== undefined) {
    if (isPostgres(db) && (await isReachOf(db))) return
    throw new Error(`The data was written by a newer version (${newer}). Install that version to open it.`)
  }
  const next = await nextMigration(db)
  if (next !== null && copyTo) await sql`vacuum into ${copyTo(next)}`.execute(db)
  const { error } = await migratorOf(db).migrateToLatest()
  if (error !== undefined) throw new Error('The database schema could not be upgraded.', { cause: error })
}

/** Whether the newest migration of a database on a server says that hubs of this version may go on working there. */
async function isReachOf(db: Db): Promise<boolean> {
  const { rows } = await sql<{ serves_from: string }>`
    select serves_from from schema_reach where said_by = (select max(name) from kysely_migration)`.execute(db)
  const ours = Object.keys(POSTGRES_MIGRATIONS).sort().at(-1) ?? ''
  return rows.some(({ serves_from }) => serves_from <= ours)
}

/** Brings the schema to where a version left it: to compare one with it, and for tests of the migrations after it. */
export async function migrateTo(db: Db, name: MigrationName): Promise<void> {
  const { error } = await migratorOf(db).migrateTo(name)
  if (error !== undefined) throw new Error('The database schema could not be migrated.', { cause: error })
}

/** The first migration that a database with data in it still needs; null for a new or a current one. */
async function nextMigration(db: Db): Promise<string | null> {
  const applied = new Set(await appliedMigrations(db))
  if (applied.size === 0) return null
  return Object.keys(migrationsOf(db)).find((name) => !applied.has(name)) ?? null
}

/** A migration of the database that this version does not know, or undefined where it knows all of them. */
export async function findNewerMigration(db: Db): Promise<string | undefined> {
  const known = new Set(Object.keys(migrationsOf(db)))
  return (await appliedMigrations(db)).find((name) => !known.has(name))
}

/** The newest migration of ours that a database has had; null where it has had none. */
export async function findLastMigration(db: Db): Promise<MigrationName | null> {
  const applied = new Set(await appliedMigrations(db))
  return MIGRATION_NAMES.findLast((name) => applied.has(name)) ?? null
}

/** True where `migrate` would change the schema. */
export async function isOutdated(db: Db): Promise<boolean> {
  const applied = new Set(await appliedMigrations(db))
  return Object.keys(migrationsOf(db)).some((name) => !applied.has(name))
}

async function appliedMigrations(db: Db): Promise<string[]> {
  const found = isPostgres(db)
    ? sql`select 1 where to_regclass('kysely_migration') is not null`
    : sql`select 1 from sqlite_master where name = 'kysely_migration'`
  if ((await found.execute(db)).rows.length === 0) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  return rows.map(({ name }) => name)
}
