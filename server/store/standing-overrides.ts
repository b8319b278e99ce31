import type { Db, Tx } from './database.ts'
import type { StandingOverridesTable } from './tables/visits.ts'
import { prepared, preparedWrite } from './prepared.ts'

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

interface Ending {
  at: number
  by: string
}

const updateEnded = preparedWrite<Ending & { id: string }>()((db, value) =>
  db
    .updateTable('standing_overrides')
    .set({ ended_at: value('at'), ended_by: value('by') })
    .where('ended_at', 'is', null)
    .where('id', '=', value('id')),
)

const updateEndedOfVisit = preparedWrite<Ending & { visitId: string }>()((db, value) =>
  db
    .updateTable('standing_overrides')
    .set({ ended_at: value('at'), ended_by: value('by') })
    .where('ended_at', 'is', null)
    .where('visit_id', '=', value('visitId')),
)

/** Ends one of them, or those that were given with a visit; what has ended already stays as it was. */
export function endStandingOverrides(
  tx: Tx,
  of: { id: string } | { visitId: string },
  { at, by }: Ending,
): void {
  if ('id' in of) updateEnded(tx, { id: of.id, at, by })
  else updateEndedOfVisit(tx, { visitId: of.visitId, at, by })
}
