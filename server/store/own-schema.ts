import { sql } from 'kysely'
import type { Hash } from './audit-log.ts'
import type { Db } from './database.ts'
import { isPostgres } from './dialect.ts'
import { openInMemory } from './open-copy.ts'
import { SCHEMA_FINGERPRINTS } from './schema-fingerprints.ts'
import { findLastMigration, migrateTo, type MigrationName } from './store.ts'

/** Differences that are named: one says what is wrong, and a file of a stranger may have thousands. */
const MAX_NAMED = 3

/** Characters of a name that somebody else may have chosen. */
const MAX_NAME_CHARACTERS = 60

/** The text that made each table, index, trigger and view, by what it is. */
type Schema = ReadonlyMap<string, string>

/**
 * What of a database's schema is not as our migrations make it, a few words each; nothing where all is. A trigger or a view of a
 * stranger would act at what this program writes and reads. A database of an older version is compared with that version's schema.
 */
export async function findForeignSchema(db: Db, hash: Hash): Promise<string[]> {
  const last = await findLastMigration(db)
  const found = await readSchema(db)
  if (last !== null && fingerprintOf(found, hash) === SCHEMA_FINGERPRINTS[last]) return []
  const made = await makeSchema(last)
  const foreign = [...found.keys()].filter((part) => !made.has(part))
  const missing = [...made.keys()].filter((part) => !found.has(part))
  const changed = [...made.keys()].filter((part) => found.has(part) && found.get(part) !== made.get(part))
  return [
    ...foreign.map((part) => `${part} is not of this program`),
    ...changed.map((part) => `${part} was changed`),
    ...missing.map((part) => `${part} is missing`),
  ]
}

/** Throws with a sentence for people where a database's schema is not ours. */
export async function requireOwnSchema(db: Db, hash: Hash): Promise<void> {
  // On a server it is its roles that keep strangers from the schema.
  if (isPostgres(db)) return
  const differences = await findForeignSchema(db, hash)
  if (differences.length === 0) return
  throw new Error(`The database cannot be used: ${listed(differences)}. Restore a backup: hub restore FILE.`)
}

/** The first of some differences, in one line. */
export function listed(differences: readonly string[]): string {
  const more = differences.length - MAX_NAMED
  return [...differences.slice(0, MAX_NAMED), ...(more > 0 ? [`${more} more`] : [])].join(', ')
}

/** The hash of a whole schema. */
export function fingerprintOf(schema: Schema, hash: Hash): string {
  const parts = [...schema].map((part) => part.join(' ')).sort()
  return hash(parts.join('\n'))
}

/** The schema up to a migration, in memory: too slow for each start. */
async function makeSchema(last: MigrationName | null): Promise<Schema> {
  if (last === null) return new Map()
  const { db, close } = openInMemory()
  try {
    await migrateTo(db, last)
    return await readSchema(db)
  } finally {
    await close()
  }
}

interface SchemaRow {
  type: string
  name: string
  tbl_name: string
  sql: string | null
}

/** What `analyze` writes for SQLite itself, by whichever tool it was run: numbers alone. */
const STATISTICS = ['sqlite_stat1', 'sqlite_stat4']

/** What a database's schema is, without what SQLite keeps there by itself. */
export async function readSchema(db: Db): Promise<Schema> {
  const { rows } = await sql<SchemaRow>`select type, name, tbl_name, sql from sqlite_master`.execute(db)
  const ours = rows.filter(({ type, name }) => type !== 'table' || !STATISTICS.includes(name))
  return new Map(ours.map((row) => [partOf(row), `${row.tbl_name} ${normalised(row.sql)}`]))
}

function partOf({ type, name }: SchemaRow): string {
  return `${type} ${JSON.stringify(name.slice(0, MAX_NAME_CHARACTERS))}`
}

/** Line breaks and indents are no difference. */
function normalised(text: string | null): string {
  return (text ?? '').replace(/\s+/g, ' ').trim()
}
