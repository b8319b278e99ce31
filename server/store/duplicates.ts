import type { Described } from '../domain/duplicates/compare-members.ts'
import type { Db, Tx } from './database.ts'
import { prepared, preparedWrite, type NoValues } from './prepared.ts'
import type { DismissedDuplicatesTable } from './tables/duplicates.ts'
import { IS_MEMBER } from './own-members.ts'

const selectDescribed = prepared<{ after: string; limit: number }>()((db, value) =>
  db
    .selectFrom('members')
    .select(['id', 'full_name', 'phone', 'email', 'birthday'])
    .where('id', '>', value('after'))
    .where(IS_MEMBER)
    .orderBy('id')
    .limit(value('limit')),
)

/** What members are compared by, of the next ones after an id. */
export async function listDescribed(db: Db, page: { after: string; limit: number }): Promise<Described[]> {
  return selectDescribed(db, page)
}

const selectDismissed = prepared<NoValues>()((db) =>
  db.selectFrom('dismissed_duplicates').select(['one_id', 'other_id']),
)

/** All pairs of whom somebody has said that they are two people. */
export async function listDismissed(
  db: Db,
): Promise<Pick<DismissedDuplicatesTable, 'one_id' | 'other_id'>[]> {
  return selectDismissed(db, {})
}

export async function isDismissed(db: Db, oneId: string, otherId: string): Promise<boolean> {
  const found = await db
    .selectFrom('dismissed_duplicates')
    .select('at')
    .where('one_id', '=', oneId)
    .where('other_id', '=', otherId)
    .executeTakeFirst()
  return found !== undefined
}

const insertDismissed = preparedWrite<DismissedDuplicatesTable>()((db, value) =>
  db.insertInto('dismissed_duplicates').values({
    one_id: value('one_id'),
    other_id: value('other_id'),
    staff_id: value('staff_id'),
    at: value('at'),
  }),
)

/** Keeps that two members are two people. */
export function saveDismissed(tx: Tx, dismissed: DismissedDuplicatesTable): void {
  insertDismissed(tx, dismissed)
}

/** The pairs that a member is one of. */
export async function listDismissedOf(db: Db, memberId: string): Promise<DismissedDuplicatesTable[]> {
  return db
    .selectFrom('dismissed_duplicates')
    .selectAll()
    .where((pair) => pair.or([pair('one_id', '=', memberId), pair('other_id', '=', memberId)]))
    .execute()
}
