import { sql } from 'kysely'
import type { Db, Tables } from './database.ts'
import type { EventsTable } from './tables/events.ts'
import type { OverridesTable, VisitsTable } from './tables/visits.ts'

/** The visits and refusals of one member, each the newest first, a page after a position. */

/** The last entry that was read: pages go on before it. */
export interface Position {
  /** Milliseconds since 1970 UTC. */
  at: number
  /** A visit's id, or a refusal's event number. */
  id: string
}

export type VisitOfHistory = Pick<
  VisitsTable,
  'id' | 'location' | 'check_in_at' | 'check_out_at' | 'closed_by'
> & {
  desk_name: string | null
  refusal: OverridesTable['refusal'] | null
  override_reason: string | null
  staff_name: string | null
  manager_name: string | null
  /** Who brought the member as a guest. */
  host_id: string | null
  host_name: string | null
}

/** A member's visits before a position, undone ones too, with who let them in against which rule. */
export async function listVisitsBefore(
  db: Db,
  memberId: string,
  before: Position,
  limit: number,
): Promise<VisitOfHistory[]> {
  const ids = (history: 'recent_visits' | 'filed_visits') =>
    db
      .selectFrom(history)
      .select(['visit_id', 'check_in_at'])
      .where('member_id', '=', memberId)
      .where('check_in_at', '<=', before.at)
      .where((visit) => visit.or([visit('check_in_at', '<', before.at), visit('visit_id', '<', before.id)]))
      .orderBy('check_in_at', 'desc')
      .orderBy('visit_id', 'desc')
      .limit(limit)
  const listed = db
    .selectFrom(ids('recent_visits').as('recent'))
    .selectAll()
    .unionAll(db.selectFrom(ids('filed_visits').as('filed')).selectAll())
  return db
    .selectFrom(listed.as('listed'))
    .innerJoin('visits', 'visits.id', 'listed.visit_id')
    .leftJoin('desks', 'desks.id', 'visits.desk_id')
    .leftJoin('overrides', 'overrides.visit_id', 'visits.id')
    .leftJoin('staff', 'staff.id', 'overrides.staff_id')
    .leftJoin('staff as manager', 'manager.id', 'overrides.approved_by')
    .leftJoin('passes', (join) =>
      join.onRef('passes.member_id', '=', 'visits.member_id').onRef('passes.visit_id', '=', 'visits.id'),
    )
    .leftJoin('members as host', 'host.id', 'passes.host_id')
    .select(['visits.id', 'visits.location', 'visits.check_in_at', 'visits.check_out_at', 'visits.closed_by'])
    .select(['desks.name as desk_name', 'overrides.refusal', 'overrides.reason as override_reason'])
    .select(['staff.full_name as staff_name', 'manager.full_name as manager_name'])
    .select(['host.id as host_id', 'host.full_name as host_name'])
    .orderBy('listed.check_in_at', 'desc')
    .orderBy('visits.id', 'desc')
    .limit(limit)
    .execute()
}

export type RefusalOfHistory = Pick<EventsTable, 'seq' | 'at' | 'reason'> & { desk_name: string | null }

/** A member's refused scans before a position, by the order in which the hub heard of them. */
export async function listRefusalsBefore(
  db: Db,
  memberId: string,
  before: Position | undefined,
  limit: number,
): Promise<RefusalOfHistory[]> {
  let refusals = db
    .selectFrom('events')
    .leftJoin('desks', 'desks.id', 'events.desk_id')
    .select(['events.seq', 'events.at', 'events.reason', 'desks.name as desk_name'])
    .where('events.member_id', 'in', (member) =>
      member
        .selectFrom('merged_members')
        .select('merged_members.member_id')
        .where('into_id', '=', memberId)
        .unionAll(sql<{ member_id: string }>`select ${memberId}`),
    )
    // As it stands in the partial index, which a bound value would not use.
    .where('events.type', '=', sql.lit<Tables['events']['type']>('scan_refused'))
  if (before) refusals = refusals.where('events.seq', '<', seqOf(before.id))
  return refusals.orderBy('events.seq', 'desc').limit(limit).execute()
}

/** The number that the id of a refusal is; 0, before which there is nothing, for what is none. */
function seqOf(id: string): number {
  const seq = Number(id)
  return Number.isSafeInteger(seq) ? seq : 0
}
