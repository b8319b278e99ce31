import type { Reason } from '../protocol/scan.ts'
import type { Db, Tx } from './database.ts'
import type { ShiftLogTable } from './tables/days.ts'
import { MEMBER_ID } from './event-log.ts'
import { personName } from './person-name.ts'
import { preparedWrite } from './prepared.ts'

const insert = preparedWrite<ShiftLogTable>()((db, value) =>
  db.insertInto('shift_log').values({
    seq: value('seq'),
    at: value('at'),
    staff_id: value('staff_id'),
    kind: value('kind'),
  }),
)

/** Notes who was at the desk when something out of the ordinary happened. */
export function noteForShift(tx: Tx, entry: ShiftLogTable): void {
  insert(tx, entry)
}

/** An entry with what its event, its member and its override say. An override of several rules has a row for each. */
export interface ShiftRow extends ShiftLogTable {
  happened_at: number
  staff_name: string | null
  desk_name: string | null
  member_id: string | null
  full_name: string | null
  membership_type: string | null
  code_end: string | null
  /** Of a refusal. */
  reason: Reason | null
  /** Of an undone one: whether a check-in or a check-out was taken back. */
  event_type: string
  /** Of an override: the rule, the words, and who answers for it. */
  refusal: Reason | null
  words: string | null
  given_by: string | null
  approved_by: string | null
  until_day: string | null
}

/** What happened from an instant until before another, in order; of one person, and so many at most, where that is given. */
export async function listShift(
  db: Db,
  { from, to, staffId, limit }: { from: number; to: number; staffId: string | null; limit: number | null },
): Promise<ShiftRow[]> {
  let entries = db
    .selectFrom('shift_log as entry')
    .innerJoin('events', 'events.seq', 'entry.seq')
    .leftJoin('members', (join) => join.on('members.id', '=', MEMBER_ID))
    .leftJoin('desks', 'desks.id', 'events.desk_id')
    .leftJoin('overrides', (join) =>
      join.onRef('overrides.visit_id', '=', 'events.visit_id').on('entry.kind', '=', 'overridden'),
    )
    .leftJoin('standing_overrides as standing', 'standing.id', 'overrides.standing_id')
    .selectAll('entry')
    .select((row) => [
      'events.at as happened_at',
      'desks.name as desk_name',
      MEMBER_ID.as('member_id'),
      'events.code_end',
      'events.reason',
      'events.type as event_type',
      'members.full_name',
      'members.membership_type',
      'overrides.refusal',
      'overrides.reason as words',
      'standing.until_day',
      personName('entry.staff_id').as('staff_name'),
      personName('overrides.staff_id').as('given_by'),
      row
        .selectFrom('staff')
        .whereRef('id', '=', 'overrides.approved_by')
        .select('full_name')
        .as('approved_by'),
    ])
    .where('entry.at', '>=', from)
    .where('entry.at', '<', to)
    .orderBy('entry.at')
    .orderBy('entry.seq')
  if (staffId !== null) entries = entries.where('entry.staff_id', '=', staffId)
  return (limit === null ? entries : entries.limit(limit)).execute()
}
