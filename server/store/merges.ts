import { sql } from 'kysely'
import type { MergedThings } from '../protocol/duplicates.ts'
import type { Db, Tables, Tx } from './database.ts'
import type { MergeRecord } from './merge-rows.ts'
import { personName } from './person-name.ts'
import { prepared } from './prepared.ts'
import type { MergesTable } from './tables/duplicates.ts'

const selectInto = prepared<{ id: string }>()((db, value) =>
  db.selectFrom('merged_members').select('into_id').where('member_id', '=', value('id')),
)

/** The member who has become of one who was merged; undefined where nobody was under this id. */
export async function findMergedInto(db: Db, memberId: string): Promise<string | undefined> {
  const [row] = await selectInto(db, { id: memberId })
  return row?.into_id
}

export async function insertMerge(
  tx: Tx,
  merge: Pick<MergesTable, 'id' | 'into_id' | 'from_id' | 'at' | 'staff_id'>,
  record: MergeRecord,
): Promise<void> {
  await tx
    .insertInto('merges')
    .values({ ...merge, record: JSON.stringify(record), undone_at: null })
    .execute()
}

export async function findMerge(db: Db, id: string): Promise<MergesTable | undefined> {
  return db.selectFrom('merges').selectAll().where('id', '=', id).executeTakeFirst()
}

export function recordOf({ record }: Pick<MergesTable, 'record'>): MergeRecord | null {
  return record === null ? null : (JSON.parse(record) as MergeRecord)
}

/** What is kept to undo a merge is needed no more. */
export async function saveUndone(tx: Tx, id: string, at: number): Promise<void> {
  await tx.updateTable('merges').set({ undone_at: at, record: null }).where('id', '=', id).execute()
}

export type NamedMerge = MergesTable & { full_name: string; staff_name: string | null }

/** Merges since an instant that can be undone, the newest first; the one who stayed is still a member. */
export async function listMerges(db: Db, since: number, limit: number): Promise<NamedMerge[]> {
  return db
    .selectFrom('merges')
    .innerJoin('members', 'members.id', 'merges.into_id')
    .selectAll('merges')
    .select(['members.full_name', personName('merges.staff_id').as('staff_name')])
    .where('merges.at', '>=', since)
    .where('record', 'is not', null)
    .orderBy('merges.at', 'desc')
    .orderBy('merges.id', 'desc')
    .limit(limit)
    .execute()
}

/** Forgets what members were who were merged before an instant. */
export async function forgetMergesBefore(tx: Tx, before: number): Promise<void> {
  await tx
    .updateTable('merges')
    .set({ record: null })
    .where('at', '<', before)
    .where('record', 'is not', null)
    .execute()
}

/** Where each thing of a member stands, and when it came. */
const THINGS = {
  cards: ['credentials', 'created_at'],
  entries: ['ledger_entries', 'at'],
  periods: ['periods', 'made_at'],
  freezes: ['freezes', 'made_at'],
  notes: ['member_notes', 'at'],
  proposals: ['member_proposals', 'at'],
  overrides: ['standing_overrides', 'given_at'],
} as const satisfies Record<Exclude<keyof MergedThings, 'visits'>, readonly [keyof Tables, string]>

/** How much there is of a member; of what came after an instant, where one is given. */
export async function countThings(db: Db, memberId: string, after = -1): Promise<MergedThings> {
  const count = async (table: keyof Tables, at: string): Promise<number> => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}
      where member_id = ${memberId} and ${sql.ref(at)} > ${after}`.execute(db)
    return rows[0]?.count ?? 0
  }
  const counted: [string, number][] = []
  for (const [thing, [table, at]] of Object.entries(THINGS)) counted.push([thing, await count(table, at)])
  const visits = (await count('recent_visits', 'check_in_at')) + (await count('filed_visits', 'check_in_at'))
  return { ...(Object.fromEntries(counted) as Omit<MergedThings, 'visits'>), visits }
}
