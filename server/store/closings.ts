import { sql } from 'kysely'
import type { Db, Tx } from './database.ts'
import type { ClosingsTable } from './tables/visits.ts'
import { SHOWN_PLAN } from './own-members.ts'
import { ONE, prepared, preparedWrite, type NoValues } from './prepared.ts'
import type { VisitRow, VisitWithMember } from './visits.ts'

/** Visits that the hub ended by itself, in a table of their own: hardly any visit is one. */

/** When somebody at a desk last said that the member of a visit is inside, or the hub put right when they came; null where neither did. */
export const SEEN_AT = sql<number | null>`(
  select reviewed_at from closings where closings.visit_id = visits.id and closings.outcome = 'inside')`

const LAST_SEEN_AT = sql<number>`coalesce(${SEEN_AT}, visits.check_in_at)`

const selectOverdue = prepared<{ before: number; limit: number }>()((db, value) =>
  db
    .selectFrom('visits')
    .leftJoin('members', 'members.id', 'visits.member_id')
    .where('visits.check_out_at', 'is', null)
    .where(sql<boolean>`${LAST_SEEN_AT} < ${value('before')}`)
    .selectAll('visits')
    .select(['members.full_name', SHOWN_PLAN.as('membership_type'), SEEN_AT.as('seen_at')])
    .limit(value('limit')),
)

/** An open visit, with when its member was last said to be inside. */
export type OverdueVisit = VisitWithMember & { seen_at: number | null }

/** Open visits of members who were last seen before an instant: through those that are open, never through all. */
export async function listOverdue(tx: Tx, before: number, limit: number): Promise<OverdueVisit[]> {
  return selectOverdue(tx, { before, limit })
}

const selectSeenAfter = prepared<{ after: number; limit: number }>()((db, value) =>
  db
    .selectFrom('visits')
    .where('check_out_at', 'is', null)
    .where(sql<boolean>`${LAST_SEEN_AT} > ${value('after')}`)
    .selectAll()
    .limit(value('limit')),
)

/** Open visits of members who are said to have been seen after an instant. */
export async function listSeenAfter(tx: Tx, after: number, limit: number): Promise<VisitRow[]> {
  return selectSeenAfter(tx, { after, limit })
}

/** Notes that the member of an open visit counts as seen at an instant. */
export async function noteSeen(tx: Tx, { id, member_id }: VisitRow, at: number): Promise<void> {
  const seen = { closed_at: at, outcome: 'inside', reviewed_at: at } as const
  await tx
    .insertInto('closings')
    .values({ visit_id: id, member_id, ...seen })
    .onConflict((conflict) => conflict.column('visit_id').doUpdateSet(seen))
    .execute()
}

const selectSeen = prepared<{ id: string }>()((db, value) =>
  db
    .selectFrom('closings')
    .where('visit_id', '=', value('id'))
    .where('outcome', '=', sql.lit('inside'))
    .select('reviewed_at'),
)

/** When the member of a visit was last seen: coming in, or as was noted since. */
export async function lastSeenAt(db: Db, visit: VisitRow): Promise<number> {
  const [row] = await selectSeen(db, { id: visit.id })
  return row?.reviewed_at ?? visit.check_in_at
}

const upsert = preparedWrite<{ visitId: string; memberId: string; closedAt: number }>()((db, value) =>
  db
    .insertInto('closings')
    .values({
      visit_id: value('visitId'),
      member_id: value('memberId'),
      closed_at: value('closedAt'),
      outcome: null,
      reviewed_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .column('visit_id')
        .doUpdateSet({ closed_at: value('closedAt'), outcome: null, reviewed_at: null }),
    ),
)

/** Notes that the hub ended a visit; it waits for review from now on, also where it was reviewed before. */
export function noteClosing(tx: Tx, closing: { visitId: string; memberId: string; closedAt: number }): void {
  upsert(tx, closing)
}

const selectLast = prepared<{ memberId: string; since: number }>()((db, value) =>
  db
    .selectFrom('closings')
    .selectAll()
    .where('member_id', '=', value('memberId'))
    .where('outcome', 'is', null)
    .where('closed_at', '>=', value('since'))
    .orderBy('closed_at', 'desc')
    .limit(ONE),
)

/** The member's last visit that the hub ended at or after an instant and that nobody has reviewed. */
export async function findLastClosing(
  db: Db,
  memberId: string,
  since: number,
): Promise<ClosingsTable | undefined> {
  const [row] = await selectLast(db, { memberId, since })
  return row
}

const selectOne = prepared<{ id: string }>()((db, value) =>
  db.selectFrom('closings').selectAll().where('visit_id', '=', value('id')),
)

export async function findClosing(db: Db, visitId: string): Promise<ClosingsTable | undefined> {
  const [row] = await selectOne(db, { id: visitId })
  return row
}

/** Keeps what a person said of a visit that the hub had ended. */
export async function settleClosing(
  tx: Tx,
  visitId: string,
  outcome: NonNullable<ClosingsTable['outcome']>,
  at: number,
): Promise<void> {
  await tx.updateTable('closings').set({ outcome, reviewed_at: at }).where('visit_id', '=', visitId).execute()
}

const countWaiting = prepared<NoValues>()((db) =>
  db
    .selectFrom('closings')
    .where('outcome', 'is', null)
    .select((select) => select.fn.countAll<number>().as('count')),
)

/** How many visits wait for review. */
export async function countToReview(db: Db): Promise<number> {
  const [row] = await countWaiting(db, {})
  return row?.count ?? 0
}

/** Those that wait for review, the newest end first. */
export async function listToReview(
  db: Db,
  limit: number,
): Promise<(VisitWithMember & { closed_at: number })[]> {
  return db
    .selectFrom('closings')
    .innerJoin('visits', 'visits.id', 'closings.visit_id')
    .leftJoin('members', 'members.id', 'visits.member_id')
    .where('closings.outcome', 'is', null)
    .selectAll('visits')
    .select(['closings.closed_at', 'members.full_name', SHOWN_PLAN.as('membership_type')])
    .orderBy('closings.closed_at', 'desc')
    .orderBy('members.full_name')
    .limit(limit)
    .execute()
}

/** Lets be as they are those that nobody has reviewed and that ended before an instant. Returns how many. */
export async function letClosingsBe(tx: Tx, before: number, now: number): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('closings')
    .set({ outcome: 'let_be', reviewed_at: now })
    .where('outcome', 'is', null)
    .where('closed_at', '<', before)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** The same of a member who is to be forgotten. */
export async function letClosingsOfMemberBe(tx: Tx, memberId: string, now: number): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('closings')
    .set({ outcome: 'let_be', reviewed_at: now })
    .where('outcome', 'is', null)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
