import { sql } from 'kysely'
import type { Db, Tx } from './database.ts'
import { inList, keyList } from './dialect.ts'
import { prepared, preparedWrite } from './prepared.ts'
import type { PassesTable } from './tables/families.ts'

const insert = preparedWrite<PassesTable>()((db, value) =>
  db.insertInto('passes').values({
    member_id: value('member_id'),
    id: value('id'),
    kind: value('kind'),
    plan: value('plan'),
    day: value('day'),
    host_id: value('host_id'),
    visit_id: value('visit_id'),
    made_at: value('made_at'),
    cancelled_at: value('cancelled_at'),
  }),
)

export function insertPass(tx: Tx, pass: Omit<PassesTable, 'cancelled_at'>): void {
  insert(tx, { ...pass, cancelled_at: null })
}

const cancel = preparedWrite<{ memberId: string; id: string; at: number }>()((db, value) =>
  db
    .updateTable('passes')
    .set({ cancelled_at: value('at') })
    .where('member_id', '=', value('memberId'))
    .where('id', '=', value('id'))
    .where('cancelled_at', 'is', null),
)

/** Takes a pass back, where there is one of this id. */
export function cancelPass(tx: Tx, pass: { memberId: string; id: string; at: number }): void {
  cancel(tx, pass)
}

const selectOfVisit = prepared<{ memberId: string; visitId: string }>()((db, value) =>
  db
    .selectFrom('passes')
    .select('id')
    .where('member_id', '=', value('memberId'))
    .where('visit_id', '=', value('visitId'))
    .where('cancelled_at', 'is', null),
)

const cancelPeriod = preparedWrite<{ memberId: string; id: string; at: number }>()((db, value) =>
  db
    .updateTable('periods')
    .set({ cancelled_at: value('at') })
    .where('member_id', '=', value('memberId'))
    .where('id', '=', value('id')),
)

/** The id of the guest pass on which a visit was made; undefined for a visit that was no guest's. */
export async function findGuestPass(
  db: Db,
  visit: { memberId: string; visitId: string },
): Promise<string | undefined> {
  const [guest] = await selectOfVisit(db, visit)
  return guest?.id
}

/** Gives a guest's pass back to who brought them, with what let the guest in. */
export function cancelGuest(tx: Tx, pass: { memberId: string; id: string; at: number }): void {
  cancel(tx, pass)
  cancelPeriod(tx, pass)
}

/** A guest whom a member has brought. */
export interface BroughtGuest {
  id: string
  full_name: string
  /** YYYY-MM-DD. */
  day: string
}

const selectGuests = prepared<{ hostId: string; from: string; to: string }>()((db, value) =>
  db
    .selectFrom('passes')
    .innerJoin('members', 'members.id', 'passes.member_id')
    .select(['passes.member_id as id', 'members.full_name', 'passes.day'])
    // As it stands in the partial index, which a bound value alone would not use.
    .where('passes.host_id', 'is not', null)
    .where('passes.host_id', '=', value('hostId'))
    .where('passes.day', '>=', value('from'))
    .where('passes.day', '<=', value('to'))
    .where('passes.cancelled_at', 'is', null)
    .orderBy('passes.day')
    .orderBy('passes.made_at'),
)

/** The guests whom a member brought in some days, both included; each visit counts. */
export async function listGuests(
  db: Db,
  of: { hostId: string; from: string; to: string },
): Promise<BroughtGuest[]> {
  return selectGuests(db, of)
}

/** A trial that somebody had. */
interface Trial {
  plan: string
  /** YYYY-MM-DD. */
  day: string
}

const selectTrials = prepared<{ ids: string }>()((db, value) =>
  db
    .selectFrom('passes')
    .select(['member_id', 'plan', 'day'])
    .where('member_id', 'in', inList(db, value('ids')))
    .where('kind', '=', sql.lit<PassesTable['kind']>('trial'))
    .where('cancelled_at', 'is', null)
    .orderBy('day'),
)

/** The last trial of each of some members, by their ids; of who had none there is none. */
export async function lastTrials(db: Db, memberIds: readonly string[]): Promise<Map<string, Trial>> {
  const rows = await selectTrials(db, { ids: keyList(memberIds) })
  return new Map(rows.map(({ member_id, plan, day }) => [member_id, { plan, day }]))
}
