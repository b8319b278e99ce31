import { sql } from 'kysely'
import type { Db, Tx } from './database.ts'
import { inList, isPostgres, keyList, rowsOf } from './dialect.ts'
import { personName } from './person-name.ts'
import { prepared } from './prepared.ts'
import type { ChangedRowsTable, ChangeKind, ChangesTable } from './tables/changes.ts'

/** Changes of many members that can be taken back, and the rows that each wrote over. */

export type Change = ChangesTable
export type ChangedRow = ChangedRowsTable

const NOT_UNDONE = {
  ...{ undo_began_at: null, undone_by: null, undone_up_to: null, undone_at: null },
  ...{ removed: 0, restored: 0, kept: 0 },
}

/** Writes a change down, with nothing done yet. */
export async function insertChange(
  tx: Tx,
  change: Pick<Change, 'id' | 'kind' | 'at' | 'staff_id' | 'desk_id'>,
): Promise<Change> {
  const row = { ...change, added: 0, changed: 0, going_at: change.at, ...NOT_UNDONE }
  await tx.insertInto('changes').values(row).execute()
  return row
}

const selectById = prepared<{ id: string }>()((db, value) =>
  db.selectFrom('changes').selectAll().where('id', '=', value('id')),
)

export async function findChange(db: Db, id: string): Promise<Change | undefined> {
  const [row] = await selectById(db, { id })
  return row
}

/** Writes what a change has become. */
export async function saveChange(tx: Tx, { id, ...row }: Change): Promise<void> {
  await tx.updateTable('changes').set(row).where('id', '=', id).execute()
}

/** The ids of changes that go on, or were broken off. */
export async function listGoing(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('changes').select('id').where('going_at', 'is not', null).execute()
  return rows.map(({ id }) => id)
}

/** A change with the name of whoever made it. */
export type NamedChange = Change & { staff_name: string | null }

/** Changes of a kind, the newest first. */
export async function listChanges(db: Db, kind: ChangeKind, limit: number): Promise<NamedChange[]> {
  return db
    .selectFrom('changes')
    .selectAll()
    .select(personName('changes.staff_id').as('staff_name'))
    .where('kind', '=', kind)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

const ROW_COLUMNS = ['change_id', 'member_id', 'table_name', 'row_key', 'before', 'after'] as const

/** Keeps what a change wrote over. */
export async function insertChangedRows(tx: Tx, rows: readonly ChangedRow[]): Promise<void> {
  if (rows.length === 0) return
  const read = rowsOf(tx, { name: 'changed_rows', columns: ROW_COLUMNS }, JSON.stringify(rows))
  await sql`insert into changed_rows (${sql.join(ROW_COLUMNS.map((column) => sql.ref(column)))}) ${read}`.execute(
    tx,
  )
}

const selectMembersAfter = prepared<{ id: string; after: string; limit: number }>()((db, value) =>
  db
    .selectFrom('changed_rows')
    .select('member_id')
    .distinct()
    .where('change_id', '=', value('id'))
    .where('member_id', '>', value('after'))
    .orderBy('member_id')
    .limit(value('limit')),
)

const selectRows = prepared<{ id: string; memberIds: string }>()((db, value) =>
  db
    .selectFrom('changed_rows')
    .selectAll()
    .where('change_id', '=', value('id'))
    .where('member_id', 'in', inList(db, value('memberIds'))),
)

/** What a change wrote over of the next members after one, by member in the order of their ids; at most `limit` members. */
export async function listChangedRows(
  db: Db,
  page: { id: string; after: string; limit: number },
): Promise<Map<string, ChangedRow[]>> {
  const members = await selectMembersAfter(db, page)
  const memberIds = members.map(({ member_id }) => member_id)
  if (memberIds.length === 0) return new Map()
  const rows = Map.groupBy(
    await selectRows(db, { id: page.id, memberIds: keyList(memberIds) }),
    ({ member_id }) => member_id,
  )
  return new Map(memberIds.map((id) => [id, rows.get(id) ?? []]))
}

const selectWritten = prepared<{ id: string; memberIds: string }>()((db, value) =>
  db
    .selectFrom('changed_rows')
    .select(['member_id', 'table_name'])
    .distinct()
    .where('change_id', '=', value('id'))
    .where('member_id', 'in', inList(db, value('memberIds'))),
)

/** Of which tables a change has kept rows of these members. */
export async function listWritten(
  db: Db,
  id: string,
  memberIds: readonly string[],
): Promise<Pick<ChangedRow, 'member_id' | 'table_name'>[]> {
  return selectWritten(db, { id, memberIds: keyList(memberIds) })
}

/** Forgets what a change wrote over of these members. */
export async function forgetChangedRows(tx: Tx, id: string, memberIds: readonly string[]): Promise<void> {
  await tx
    .deleteFrom('changed_rows')
    .where('change_id', '=', id)
    .where('member_id', 'in', inList(tx, keyList(memberIds)))
    .execute()
}

/** Forgets what any change wrote over of these members, who are members no more. */
export async function forgetChangesOf(tx: Tx, memberIds: readonly string[]): Promise<void> {
  await tx
    .deleteFrom('changed_rows')
    .where('change_id', 'in', (changes) => changes.selectFrom('changes').select('id'))
    .where('member_id', 'in', inList(tx, keyList(memberIds)))
    .execute()
}

/** Rows forgotten in one go: a few milliseconds of the hub's one thread. */
const ROWS_AT_ONCE = 2_000

/** Forgets some of what was changed before an instant. */
export async function forgetChangesBefore(tx: Tx, before: number): Promise<void> {
  const old = await tx.selectFrom('changes').select('id').where('at', '<', before).limit(1).executeTakeFirst()
  if (!old) return
  const some = isPostgres(tx)
    ? sql`ctid in (select ctid`
    : sql`(change_id, member_id, table_name, row_key) in (
    select change_id, member_id, table_name, row_key`
  const { numAffectedRows } = await sql`delete from changed_rows
    where ${some} from changed_rows where change_id = ${old.id} limit ${sql.lit(ROWS_AT_ONCE)})`.execute(tx)
  if (Number(numAffectedRows ?? 0) < ROWS_AT_ONCE)
    await tx.deleteFrom('changes').where('id', '=', old.id).execute()
}
