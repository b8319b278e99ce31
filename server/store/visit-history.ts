import { sql, type ExpressionBuilder } from 'kysely'
import type { Db, Tables, Tx } from './database.ts'
import { inList, isPostgres, keyList } from './dialect.ts'
import { ONE, prepared, preparedWrite } from './prepared.ts'
import type { VisitRow } from './visits.ts'

/**
 * Which visits a member has had. Members lie far apart, so an index by member costs each check-in of a group a page of
 * its own in the log and in the file: two fifths of all that a rush wrote. New visits are therefore noted in a table in
 * memory (`recent_visits`, a temporary table of the writer's connection, rolled back with its transaction) and filed
 * into the lasting one (`filed_visits`) when the hub is quiet. After a crash they are read back from the event log.
 * PostgreSQL has that index: there both are views, one of all visits and one of none, and nothing is noted or filed.
 */
type History = 'recent_visits' | 'filed_visits'

/** Makes the table in memory; for the connection that writes, each time it is opened. */
export const CREATE_RECENT_VISITS = `
  create temp table recent_visits (
    member_id text not null, check_in_at integer not null, visit_id text not null,
    primary key (member_id, check_in_at, visit_id)
  ) without rowid`

/** Visits filed in one go: two milliseconds of the hub's one thread. */
const VISITS_AT_ONCE = 100

/** Notes the visits that were not filed when the hub stopped; before anything is written. */
export async function recallRecentVisits(db: Db): Promise<void> {
  if (isPostgres(db)) return
  await sql`
    insert or ignore into recent_visits
    select visits.member_id, visits.check_in_at, visits.id
    from events join visits on visits.id = events.visit_id
    where events.seq > (select filed_seq from hub_state) and events.type = 'member_checked_in'
      and not exists (
        select 1 from filed_visits as filed
        where filed.member_id = visits.member_id and filed.check_in_at = visits.check_in_at
          and filed.visit_id = visits.id)`.execute(db)
}

const insertRecent = preparedWrite<{ memberId: string; at: number; id: string }>()((db, value) =>
  db
    .insertInto('recent_visits')
    .values({ member_id: value('memberId'), check_in_at: value('at'), visit_id: value('id') }),
)

/** Notes a new visit. */
export function noteVisit(tx: Tx, visit: { memberId: string; at: number; id: string }): void {
  if (!isPostgres(tx)) insertRecent(tx, visit)
}

/** Files some of the noted visits, by member, so that neighbours share pages. True when none is left; `seq` is where the history stands. */
export async function fileVisits(tx: Tx, seq: number): Promise<boolean> {
  if (isPostgres(tx)) return true
  const first = sql`
    select member_id, check_in_at, visit_id from recent_visits order by 1, 2, 3 limit ${sql.lit(VISITS_AT_ONCE)}`
  await sql`insert or ignore into filed_visits ${first}`.execute(tx)
  await sql`delete from recent_visits where (member_id, check_in_at, visit_id) in (${first})`.execute(tx)
  const left = await tx.selectFrom('recent_visits').select('visit_id').limit(ONE).executeTakeFirst()
  if (left) return false
  await tx.updateTable('hub_state').set({ filed_seq: seq }).where('filed_seq', '!=', seq).execute()
  return true
}

/** What `historyOf` reads of a member, whose id stands in a column. Each part is answered from a key alone: a member of ten years has thousands of visits. */
export function selectHistoryOf(db: Db, memberId: string) {
  const id = sql.ref<string>(memberId)
  const count = sql<number>`count(*)`.as('count')
  const begun = (history: History) => db.selectFrom(history).where('member_id', '=', id).select(count)
  const undone = db
    .selectFrom('visits')
    .where('visits.member_id', '=', id)
    .where('closed_by', '=', sql.lit('undo'))
  return [
    begun('recent_visits').as('recent'),
    begun('filed_visits').as('filed'),
    undone.select(count).as('undone'),
    ...selectLastVisitOf(db, memberId),
  ] as const
}

/** The part of it that `lastVisitOf` reads. */
export function selectLastVisitOf(db: Db, memberId: string) {
  const last = (history: History) =>
    withVisits(db, history)
      .where('history.member_id', '=', sql.ref<string>(memberId))
      .where(isNotUndone)
      .select('history.check_in_at')
      .orderBy('history.check_in_at', 'desc')
      .limit(ONE)
  return [last('recent_visits').as('last_recent'), last('filed_visits').as('last_filed')] as const
}

interface LastVisitRow {
  last_recent: number | null
  last_filed: number | null
}

interface HistoryRow extends LastVisitRow {
  recent: number | null
  filed: number | null
  undone: number | null
}

export function historyOf(row: HistoryRow): VisitHistory {
  const begun = (row.recent ?? 0) + (row.filed ?? 0)
  return { total: begun - (row.undone ?? 0), lastAt: lastVisitOf(row) }
}

/** When a member last came, or null for never. */
export function lastVisitOf({ last_recent, last_filed }: LastVisitRow): number | null {
  const lastAt = Math.max(last_recent ?? -Infinity, last_filed ?? -Infinity)
  return lastAt === -Infinity ? null : lastAt
}

const selectHistory = prepared<{ memberId: string }>()((db, value) =>
  db
    .selectFrom('members')
    .where('members.id', '=', value('memberId'))
    .select(selectHistoryOf(db, 'members.id')),
)

const selectLaterVisit = prepared<{ memberId: string; at: number; id: string }>()((db, value) => {
  const later = (history: History) =>
    withVisits(db, history)
      .where('history.member_id', '=', value('memberId'))
      .where('history.check_in_at', '>=', value('at'))
      .where('history.visit_id', '>', value('id'))
      .where(isNotUndone)
      .select('history.visit_id')
  return later('recent_visits').unionAll(later('filed_visits')).limit(ONE)
})

const selectCame = prepared<{ memberIds: string; from: number; before: number }>()((db, value) => {
  const came = (history: History) =>
    withVisits(db, history)
      .where('history.member_id', 'in', inList(db, value('memberIds')))
      .where('history.check_in_at', '>=', value('from'))
      .where('history.check_in_at', '<', value('before'))
      .where(isNotUndone)
      .select(['history.member_id', 'history.check_in_at'])
  return came('recent_visits').unionAll(came('filed_visits'))
})

/** Which of these members came between two instants, and when. */
export async function listCame(
  db: Db,
  { memberIds, ...span }: { memberIds: readonly string[]; from: number; before: number },
): Promise<{ member_id: string; check_in_at: number }[]> {
  return selectCame(db, { ...span, memberIds: keyList(memberIds) })
}

function withVisits(db: Db, history: History) {
  return db.selectFrom(`${history} as history`).innerJoin('visits', 'visits.id', 'history.visit_id')
}

function isNotUndone(visit: ExpressionBuilder<Tables, 'visits'>) {
  return visit.or([visit('visits.closed_by', 'is', null), visit('visits.closed_by', '!=', sql.lit('undo'))])
}

/** How often a member has been here, undone visits not counted, and when they last came. */
export interface VisitHistory {
  total: number
  /** Milliseconds since 1970 UTC. */
  lastAt: number | null
}

export async function readVisitHistory(db: Db, memberId: string): Promise<VisitHistory> {
  const [row] = await selectHistory(db, { memberId })
  return row ? historyOf(row) : { total: 0, lastAt: null }
}

/** True where the member came again after this visit began. */
export async function hasLaterVisit(db: Db, visit: VisitRow): Promise<boolean> {
  const rows = await selectLaterVisit(db, { memberId: visit.member_id, at: visit.check_in_at, id: visit.id })
  return rows.length > 0
}
