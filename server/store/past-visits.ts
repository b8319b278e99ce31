import { sql } from 'kysely'
import type { Db, Tx } from './database.ts'
import { inList, isPostgres, keyList, rowsOf } from './dialect.ts'
import { prepared } from './prepared.ts'
import type { VisitsTable } from './tables/visits.ts'

/** Visits in files: all that have ended go out, and those of another hub or product come in. */

const selectAfter = prepared<{ after: string; limit: number }>()((db, value) =>
  db
    .selectFrom('visits')
    .innerJoin('members', 'members.id', 'visits.member_id')
    .selectAll('visits')
    .where('visits.id', '>', value('after'))
    .where('visits.closed_by', 'in', [sql.lit<'person'>('person'), sql.lit<'auto'>('auto')])
    .where('members.deleted_at', 'is', null)
    .orderBy('visits.id')
    .limit(value('limit')),
)

/** Visits that have ended, of members who are here, a page after the last one's id. */
export async function listEndedVisitsAfter(
  db: Db,
  page: { after: string; limit: number },
): Promise<VisitsTable[]> {
  return selectAfter(db, page)
}

const selectKnown = prepared<{ ids: string }>()((db, value) =>
  db
    .selectFrom('visits')
    .select('id')
    .where('id', 'in', inList(db, value('ids'))),
)

/** Those of these visits that are here. */
export async function listKnownVisits(db: Db, ids: readonly string[]): Promise<Set<string>> {
  return new Set((await selectKnown(db, { ids: keyList(ids) })).map(({ id }) => id))
}

const selectMembers = prepared<{ ids: string }>()((db, value) =>
  db
    .selectFrom('members')
    .select(['id', 'id as into_id'])
    .where('id', 'in', inList(db, value('ids')))
    .where('deleted_at', 'is', null)
    .unionAll(
      db
        .selectFrom('merged_members')
        .select(['member_id as id', 'into_id'])
        .where('member_id', 'in', inList(db, value('ids'))),
    ),
)

/** The members of these ids, by them: one who was merged is who they became. */
export async function listMembersBehind(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  return new Map((await selectMembers(db, { ids: keyList(ids) })).map(({ id, into_id }) => [id, into_id]))
}

const COLUMNS = [
  ...([
    'id',
    'member_id',
    'location',
    'notes',
    'desk_id',
    'check_in_at',
    'check_in_seq',
    'took_visit',
  ] as const),
  ...(['check_out_at', 'check_out_notes', 'closed_by', 'change_id'] as const),
] satisfies (keyof VisitsTable)[]

const HISTORY = ['member_id', 'check_in_at', 'visit_id'] as const

const refs = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)))

export type PastVisitRow = Pick<VisitsTable, (typeof COLUMNS)[number]>

/** Adds visits that have ended long ago. */
export async function addPastVisits(tx: Tx, visits: readonly PastVisitRow[]): Promise<void> {
  if (visits.length === 0) return
  const rows = rowsOf(tx, { name: 'visits', columns: COLUMNS }, JSON.stringify(visits))
  await sql`insert into visits (${refs(COLUMNS)}) ${rows}`.execute(tx)
  // Filed at once: they are in no event, by which visits of now are filed.
  if (isPostgres(tx)) return
  const filed = visits.map(({ id, member_id, check_in_at }) => ({ member_id, check_in_at, visit_id: id }))
  const history = rowsOf(tx, { name: 'filed_visits', columns: HISTORY }, JSON.stringify(filed))
  await sql`insert into filed_visits (${refs(HISTORY)}) ${history}`.execute(tx)
}

/** Removes the visits of these members that came with an import. */
export async function removePastVisits(
  tx: Tx,
  changeId: string,
  memberIds: readonly string[],
): Promise<void> {
  if (memberIds.length === 0) return
  const members = inList(tx, keyList(memberIds))
  const { rows } = await sql<{ visit_id: string }>`select filed.visit_id from filed_visits as filed
    join visits on visits.id = filed.visit_id
    where filed.member_id in ${members} and visits.change_id = ${changeId}`.execute(tx)
  const ids = inList(tx, keyList(rows.map(({ visit_id }) => visit_id)))
  if (rows.length === 0) return
  if (!isPostgres(tx))
    await sql`delete from filed_visits where member_id in ${members} and visit_id in ${ids}`.execute(tx)
  await sql`delete from visits where id in ${ids}`.execute(tx)
}
