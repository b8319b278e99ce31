import type { Hash } from '../audit-log.ts'
import type { Db } from '../database.ts'
import type { MovedTable } from './moved-tables.ts'
import { pagesOf, type Row } from './pages.ts'

/** What a table holds: how many rows, and a SHA-256 over all of them in the order of the key. */
export interface Sum {
  rows: number
  hash: string
}

/** One table on both sides. */
export interface Compared {
  name: string
  from: Sum
  to: Sum
}

/** Reads a table back whole. Pages are chained: each hash is over the one before and the rows that follow. */
export async function sumOf(
  db: Db,
  table: MovedTable,
  hash: Hash,
  read: (rows: Row[]) => Row[] = (rows) => rows,
): Promise<Sum> {
  const sum = { rows: 0, hash: '' }
  for await (const page of pagesOf(db, table, null)) {
    sum.rows += page.length
    sum.hash = hash(sum.hash + JSON.stringify(read(page)))
  }
  return sum
}

export function isSame({ from, to }: Compared): boolean {
  return from.rows === to.rows && from.hash === to.hash
}
