import type { Db, Tx } from './database.ts'
import type { StandingOverridesTable } from './tables/visits.ts'
import { prepared } from './prepared.ts'

/** One that stands, with the names of who gave it: null where they have no account. */
export type NamedStandingOverride = StandingOverridesTable & {
  staff_name: string | null
  approver_name: string | null
}

const selectStanding = prepared<{ memberId: string; today: string }>()((db, value) =>
  withNames(db)
    .where('standing.member_id', '=', value('memberId'))
    .where('standing.until_day', '>=', value('today'))
    .where('standing.ended_at', 'is', null)
    .orderBy('standing.id', 'desc'),
)

function withNames(db: Db) {
  return db
    .selectFrom('standing_overrides as standing')
    .leftJoin('staff', 'staff.id', 'standing.staff_id')
    .leftJoin('staff as approver', 'approver.id', 'standing.approved_by')
    .selectAll('standing')
    .select(['staff.full_name as staff_name', 'approver.full_name as approver_name'])
}

/** What is overridden for a member on a day, the newest first. */
export async function listStandingOverrides(
  db: Db,
  of: { memberId: string; today: string },
): Promise<NamedStandingOverride[]> {
  return selectStanding(db, of)
}

/** One of them, whether it stands or not. */
export async function findStandingOverride(db: Db, id: string): Promise<NamedStandingOverride | undefined> {
  return withNames(db).where('standing.id', '=', id).executeTakeFirst()
}

export async function insertStandingOverride(tx: Tx, standing: StandingOverridesTable): Promise<void> {
  await tx.insertInto('standing_overrides').values(standing).execute()
}

/** Ends one of them, or those that were given with a visit; what has ended already stays as it was. */
export async function endStandingOverrides(
  tx: Tx,
  of: { id: string } | { visitId: string },
  { at, by }: { at: number; by: string },
): Promise<void> {
  const standing = tx
    .updateTable('standing_overrides')
    .set({ ended_at: at, ended_by: by })
    .where('ended_at', 'is', null)
  await (
    'id' in of ? standing.where('id', '=', of.id) : standing.where('visit_id', '=', of.visitId)
  ).execute()
}
