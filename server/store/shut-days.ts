import type { Db, Tx } from './database.ts'
import { inList, keyList } from './dialect.ts'
import { prepared, preparedWrite } from './prepared.ts'
import { planColumnsOf, selectRights, type RightsOn } from './rights.ts'
import type { MembersTable } from './tables/members.ts'
import type { ShutDaysTable } from './tables/rights.ts'
import { IS_MEMBER } from './own-members.ts'

/** Days on which the gym is shut; to each member whom they hit they are freezes with their id. */

export async function findShutDays(db: Db, id: string): Promise<ShutDaysTable | undefined> {
  return db.selectFrom('shut_days').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The newest, at most `limit` of them. */
export async function listShutDays(db: Db, limit: number): Promise<ShutDaysTable[]> {
  return db
    .selectFrom('shut_days')
    .selectAll()
    .orderBy('starts_on', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export async function insertShutDays(tx: Tx, row: ShutDaysTable): Promise<void> {
  await tx.insertInto('shut_days').values(row).execute()
}

/** Says how far crediting or taking back is. */
export async function changeShutDays(
  tx: Tx,
  id: string,
  change: Partial<Pick<ShutDaysTable, 'credited' | 'credited_up_to' | 'taken_back_at'>>,
): Promise<void> {
  await tx.updateTable('shut_days').set(change).where('id', '=', id).execute()
}

/** A member with what they bought. */
export interface Holder extends Pick<MembersTable, 'id' | 'full_name' | 'membership_type'> {
  rights: RightsOn
}

const selectHolders = prepared<{ after: string; limit: number }>()((db, value) =>
  db
    .selectFrom('members')
    .where(IS_MEMBER)
    .where('id', '>', value('after'))
    .select(['id', 'full_name', 'membership_type'])
    .select(selectRights(db))
    .orderBy('id')
    .limit(value('limit')),
)

/** The next members after an id, by their ids, as they are `today`, YYYY-MM-DD. */
export async function listHoldersAfter(
  db: Db,
  { today, ...page }: { after: string; limit: number; today: string },
): Promise<Holder[]> {
  const rows = await selectHolders(db, page)
  return rows.map(({ periods, freezes, ...member }) => {
    const { rights } = planColumnsOf({ ...member, periods, freezes }, today)
    return { ...member, rights }
  })
}

const selectCredited = prepared<{ id: string; after: string; limit: number }>()((db, value) =>
  db
    .selectFrom('freezes')
    .innerJoin('members', 'members.id', 'freezes.member_id')
    .where('shut_days_id', '=', value('id'))
    .where('cancelled_at', 'is', null)
    .where('freezes.member_id', '>', value('after'))
    .select(['members.id', 'members.full_name', 'members.membership_type'])
    .distinct()
    .orderBy('members.id')
    .limit(value('limit')),
)

/** The next of those who have such days back, by their ids. */
export async function listCreditedAfter(
  db: Db,
  asked: { id: string; after: string; limit: number },
): Promise<Omit<Holder, 'rights'>[]> {
  return selectCredited(db, asked)
}

const cancelFreezes = preparedWrite<{ id: string; memberIds: string; at: number }>()((db, value) =>
  db
    .updateTable('freezes')
    .set({ cancelled_at: value('at') })
    .where('shut_days_id', '=', value('id'))
    .where('cancelled_at', 'is', null)
    .where('member_id', 'in', inList(db, value('memberIds'))),
)

/** Has these members no longer have such days back. */
export function cancelCredited(
  tx: Tx,
  { memberIds, ...of }: { id: string; memberIds: readonly string[]; at: number },
): void {
  cancelFreezes(tx, { ...of, memberIds: keyList(memberIds) })
}

const touch = preparedWrite<{ memberIds: string; at: number }>()((db, value) =>
  db
    .updateTable('members')
    .set({ updated_at: value('at') })
    .where('id', 'in', inList(db, value('memberIds'))),
)

/** Says when members were last changed, for whoever would undo what was there before. */
export function touchMembers(tx: Tx, { memberIds, at }: { memberIds: readonly string[]; at: number }): void {
  touch(tx, { memberIds: keyList(memberIds), at })
}

/** Whether anybody has such days back. */
export async function isAnyCredited(db: Db, id: string): Promise<boolean> {
  return (await listCreditedAfter(db, { id, after: '', limit: 1 })).length > 0
}
