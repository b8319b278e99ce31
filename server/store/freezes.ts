import type { MemberFreeze } from '../protocol/member-rights.ts'
import type { Db, Tx } from './database.ts'
import { prepared, preparedWrite } from './prepared.ts'
import type { FreezesTable } from './tables/rights.ts'

/** Freezes by themselves, as people make and end them; read with their member they are in `rights.ts`. */

const selectFreezes = prepared<{ memberId: string }>()((db, value) =>
  db
    .selectFrom('freezes')
    .selectAll()
    .where('member_id', '=', value('memberId'))
    .where('cancelled_at', 'is', null)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc'),
)

/** A member's freezes, those of the past too, the newest first. */
export async function listFreezes(db: Db, memberId: string): Promise<MemberFreeze[]> {
  const rows = await selectFreezes(db, { memberId })
  return rows.map(({ id, starts_on, ends_on, ended_on, gives_back, reason, made_by }) => ({
    ...{ id, startsOn: starts_on, endsOn: ended_on ?? ends_on, givesBack: gives_back === 1 },
    ...{ reason, by: made_by },
  }))
}

/** A freeze as it is made. */
export type NewFreeze = Omit<FreezesTable, 'ended_on' | 'cancelled_at'>

const insert = preparedWrite<NewFreeze>()((db, value) =>
  db.insertInto('freezes').values({
    ...{ member_id: value('member_id'), id: value('id'), starts_on: value('starts_on') },
    ...{ ends_on: value('ends_on'), gives_back: value('gives_back'), reason: value('reason') },
    ...{ made_at: value('made_at'), made_by: value('made_by'), shut_days_id: value('shut_days_id') },
  }),
)

/** Writes a new freeze. */
export function insertFreeze(tx: Tx, freeze: NewFreeze): void {
  insert(tx, freeze)
}

const updateEnd = preparedWrite<{ memberId: string; id: string; endedOn: string }>()((db, value) =>
  db
    .updateTable('freezes')
    .set({ ended_on: value('endedOn') })
    .where('member_id', '=', value('memberId'))
    .where('id', '=', value('id')),
)

/** Ends a freeze early, with its last day. */
export function endFreeze(tx: Tx, ended: { memberId: string; id: string; endedOn: string }): void {
  updateEnd(tx, ended)
}
