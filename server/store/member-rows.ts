import { sql } from 'kysely'
import type { Db, Tables, Tx } from './database.ts'
import { isPostgres, listed, keyList, rowsOf } from './dialect.ts'
import { prepared } from './prepared.ts'

/** The rows of members as they are, whichever table they are of: to keep what they were, and to put that back. */

interface MemberTable {
  /** The column that says whose a row is. */
  member: string
  key: readonly string[]
  columns: readonly string[]
}

const of = <Name extends keyof Tables>(
  member: keyof Tables[Name] & string,
  key: readonly (keyof Tables[Name] & string)[],
  columns: readonly (keyof Tables[Name] & string)[],
): MemberTable => ({ member, key, columns })

/**
 * What changes that can be taken back may write, each table after those that it refers to, with all of its columns. Columns that a
 * migration adds are added here; `tests/hub/store/member-rows.test.ts` says which.
 */
export const MEMBER_TABLES = {
  members: of<'members'>(
    'id',
    ['id'],
    [
      ...(['id', 'full_name', 'membership_type', 'phone', 'email', 'photo_url', 'birthday'] as const),
      ...(['suspended', 'debt_cents', 'debt_since', 'search_text', 'created_at', 'updated_at'] as const),
      ...(['deleted_at', 'home_gym'] as const),
    ],
  ),
  credentials: of<'credentials'>(
    'member_id',
    ['code'],
    ['code', 'member_id', 'kind', 'created_at', 'revoked_at', 'lost_at', 'lent_until'],
  ),
  periods: of<'periods'>(
    'member_id',
    ['member_id', 'id'],
    [
      ...(['member_id', 'id', 'starts_on', 'ends_on', 'counts_from', 'visits', 'visits_left'] as const),
      ...(['follows', 'made_at', 'cancelled_at'] as const),
      ...(['plan_name', 'plan_id', 'plan_version', 'price_cents'] as const),
    ],
  ),
  freezes: of<'freezes'>(
    'member_id',
    ['member_id', 'id'],
    [
      ...(['member_id', 'id', 'starts_on', 'ends_on', 'ended_on', 'gives_back', 'reason'] as const),
      ...(['made_at', 'made_by', 'cancelled_at', 'shut_days_id'] as const),
    ],
  ),
  member_notes: of<'member_notes'>(
    'member_id',
    ['member_id', 'id'],
    ['member_id', 'id', 'alert', 'text', 'author', 'at', 'until', 'ended_at'],
  ),
  imported_members: of<'imported_members'>('member_id', ['member_id'], ['member_id', 'version']),
  // Without the picture, of which the version is a hash: what can be taken back adds photos, and never replaces or removes one.
  member_photos: of<'member_photos'>('member_id', ['member_id'], ['member_id', 'version', 'at']),
} satisfies Partial<Record<keyof Tables, MemberTable>>

export type MemberTableName = keyof typeof MEMBER_TABLES

export type Cell = string | number | null

/** A row of a member. */
export interface MemberRowOf {
  table: MemberTableName
  memberId: string
  /** JSON array of the values of its key. */
  key: string
  cells: Readonly<Record<string, Cell>>
}

interface ReadRow {
  table_name: MemberTableName
  member_id: string
  cells: string
}

/** Makes the question for all rows of some members in these tables, which is one statement. */
export function memberRowsIn(
  tables: readonly MemberTableName[],
): (db: Db, memberIds: Iterable<string>) => Promise<MemberRowOf[]> {
  const select = prepared<{ memberIds: string }>()((db, value) => {
    const parts = tables.map((name) => {
      const { member, columns } = MEMBER_TABLES[name]
      const cells = columns.flatMap((column) => [sql.lit(column), sql.ref(column)])
      const object = isPostgres(db)
        ? sql`json_build_object(${sql.join(cells)})::text`
        : sql`json_object(${sql.join(cells)})`
      return sql`select ${sql.lit(name)} as table_name, ${sql.ref(member)} as member_id, ${object} as cells
        from ${sql.table(name)} where ${sql.ref(member)} in (select asked.value from ${listed(db, value('memberIds'))})`
    })
    return { compile: () => sql<ReadRow>`${sql.join(parts, sql` union all `)}`.compile(db) }
  })
  return async (db, memberIds) => {
    const rows = await select(db, { memberIds: keyList(memberIds) })
    return rows.map(({ table_name: table, member_id: memberId, cells: text }) => {
      const cells = JSON.parse(text) as Record<string, Cell>
      return { table, memberId, cells, key: keyOf(table, cells) }
    })
  }
}

function keyOf(table: MemberTableName, cells: Readonly<Record<string, Cell>>): string {
  return JSON.stringify(MEMBER_TABLES[table].key.map((column) => cells[column]))
}

const TABLE_NAMES = Object.keys(MEMBER_TABLES) as MemberTableName[]

/** Adds rows, each after those that it refers to. */
export async function addMemberRows(tx: Tx, rows: readonly MemberRowOf[]): Promise<void> {
  for (const [name, { columns }, cells] of byTable(rows)) {
    await sql`insert into ${sql.table(name)} (${refs(columns)}) ${rowsOf(tx, { name, columns }, cells)}`.execute(
      tx,
    )
  }
}

/** Makes rows that are there say what these say. */
export async function setMemberRows(tx: Tx, rows: readonly MemberRowOf[]): Promise<void> {
  for (const [name, { columns, key }, cells] of byTable(rows)) {
    // Without the key, though it would stay the same: where it is set, SQLite looks through all visits for the member's.
    const set = columns.filter((column) => !key.includes(column))
    await sql`update ${sql.table(name)}
      set ${sql.join(set.map((column) => sql`${sql.ref(column)} = ${sql.ref(`said.${column}`)}`))}
      from (${rowsOf(tx, { name, columns }, cells)}) as said
      where ${sql.join(
        key.map((column) => sql`${sql.ref(`${name}.${column}`)} = ${sql.ref(`said.${column}`)}`),
        sql` and `,
      )}`.execute(tx)
  }
}

/** Removes rows, each before those that it refers to. */
export async function removeMemberRows(tx: Tx, rows: readonly MemberRowOf[]): Promise<void> {
  for (const [name, { key }, cells] of byTable(rows).reverse()) {
    await sql`delete from ${sql.table(name)}
      where (${refs(key)}) in (${rowsOf(tx, { name, columns: key }, cells)})`.execute(tx)
  }
}

/** Removes members with all their rows here; nothing else refers to them. */
export async function removeMembers(tx: Tx, memberIds: readonly string[]): Promise<void> {
  const asked = listed(tx, keyList(memberIds))
  for (const name of TABLE_NAMES.toReversed()) {
    const { member } = MEMBER_TABLES[name]
    await sql`delete from ${sql.table(name)} where ${sql.ref(member)} in (select asked.value from ${asked})`.execute(
      tx,
    )
  }
  // Nobody is taken for them any more, and they are told apart from nobody.
  await sql`delete from dismissed_duplicates where one_id in (select asked.value from ${asked})
    or other_id in (select asked.value from ${asked})`.execute(tx)
  // With the salt it can no more be tried which values of theirs stand in the audit log.
  await sql`delete from audit_salts where member_id in (select asked.value from ${asked})`.execute(tx)
}

/** The rows of each table as one JSON text, in the order of the tables. */
function byTable(rows: readonly MemberRowOf[]): [MemberTableName, MemberTable, string][] {
  const grouped = Map.groupBy(rows, ({ table }) => table)
  return TABLE_NAMES.flatMap((name) => {
    const cells = grouped.get(name)?.map((row) => row.cells)
    return cells
      ? [[name, MEMBER_TABLES[name], JSON.stringify(cells)] as [MemberTableName, MemberTable, string]]
      : []
  })
}

function refs(columns: readonly string[]) {
  return sql.join(columns.map((column) => sql.ref(column)))
}
