import type { QueryResult } from 'kysely'
import type pg from 'pg'

/** A statement's text, and the name under which the server keeps how it is carried out. */
export interface Statement {
  text: string
  name?: string
}

const names = new Map<string, string>()

/** Gives a text that is run again and again its name; the same on every connection. */
export function named(text: string): Statement {
  const known = names.get(text)
  if (known !== undefined) return { text, name: known }
  const name = `frontdesk_${names.size + 1}`
  names.set(text, name)
  return { text, name }
}

/** The text with its name where it has one: of others there are too many to keep. */
export function asKnown(text: string): Statement {
  const name = names.get(text)
  return name === undefined ? { text } : { text, name }
}

/** The tables have other columns than when the server planned a statement: it is refused under this name from then on. */
const STALE_PLAN = '0A000'

/** True where the same statement will do under another name, or none. */
export function isPlanStale(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === STALE_PLAN
}

const COUNTED: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

/** What kysely wants to know of a result. */
export function resultOf<Row>({ command, rowCount, rows }: pg.QueryResult): QueryResult<Row> {
  const numAffectedRows = COUNTED.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}
  return { rows: rows as Row[], ...numAffectedRows }
}
